using Guotu.Kernel.Results;

namespace Guotu.Analysis.Contracts;

/// <summary>
/// An operator of spatial analysis (分析算子): figures and rows in, figures or rows out, so that one's result is another's input. It computes and no more:
/// what the caller may see was decided before its inputs were read, and it stores nothing. Registered as a service; found by its code. Safe for many threads.
/// </summary>
public interface IAnalysisOperator
{
    OperatorDefinition Definition { get; }

    /// <summary>
    /// Runs on inputs and parameters that fit <see cref="Definition"/>. Stops at the token. Degenerate inputs are a typed refusal or an empty result
    /// with a note that says why, never a wrong number. The same call gives the same result, features in the same order.
    /// </summary>
    Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct);
}

/// <summary>All operators of the node (算子目录).</summary>
public interface IAnalysisOperators
{
    /// <summary>In order of their place, then code.</summary>
    IReadOnlyList<OperatorDefinition> Definitions { get; }

    /// <summary>Null where there is none of the code.</summary>
    IAnalysisOperator? Find(string code);
}
