using Guotu.Analysis.Jobs;
using Guotu.Analysis.ListOperators;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.RunOperator;

/// <summary>A run that came to an end with a result.</summary>
internal sealed record RunDone(OperatorResult Result, IReadOnlyList<RunSource> Sources)
{
    public int LabelLevel => Sources.Count == 0 ? 0 : Sources.Max(s => s.LabelLevel);

    public ResultHead Head => new(Result.Rows.Name, Result.Rows.Fields, Result.Notes, Result.Tally);
}

/// <summary>Reads the inputs as the caller sees them and runs the operator, within limits and time.</summary>
internal sealed class OperatorRunner(IAnalysisOperators operators, ReadInputs inputs, IPublishedLayers published)
{
    public Result<RunAsked> Read(RunBody body)
    {
        if (operators.Find(body.Operator ?? string.Empty) is not { } found)
        {
            return new Error(AnalysisErrors.OperatorUnknown, ("code", body.Operator ?? string.Empty));
        }

        return ParametersMustFit.Read(found.Definition, body.Parameters).Map(p => new RunAsked(body, p));
    }

    public async Task<Result<RunDone>> RunAsync(Caller caller, RunAsked asked, (OperatorLimits Limits, IOperatorProgress Progress) bounds, CancellationToken ct)
    {
        var analysis = operators.Find(asked.Body.Operator)!;
        var read = await inputs.ReadAsync(caller, analysis.Definition, asked, bounds.Limits, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var call = new OperatorCall
        {
            Inputs = read.Value.Sets,
            Parameters = asked.Parameters,
            Zone = published.Zone,
            Progress = bounds.Progress,
            Limits = bounds.Limits,
        };
        var result = await Task.Run(() => analysis.RunAsync(call, ct), ct);
        return result.Map(r => new RunDone(r with { Notes = [.. read.Value.Notes, .. r.Notes] }, read.Value.Sources));
    }
}
