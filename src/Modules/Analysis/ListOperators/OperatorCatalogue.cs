namespace Guotu.Analysis.ListOperators;

/// <summary>The operators that the node's modules registered.</summary>
internal sealed class OperatorCatalogue : IAnalysisOperators
{
    private readonly Dictionary<string, IAnalysisOperator> _byCode;

    public OperatorCatalogue(IEnumerable<IAnalysisOperator> operators)
    {
        _byCode = operators.ToDictionary(o => o.Definition.Code, StringComparer.Ordinal);
        Definitions = [.. _byCode.Values.Select(o => o.Definition).OrderBy(d => d.Place).ThenBy(d => d.Code, StringComparer.Ordinal)];
    }

    public IReadOnlyList<OperatorDefinition> Definitions { get; }

    public IAnalysisOperator? Find(string code) => _byCode.GetValueOrDefault(code);
}
