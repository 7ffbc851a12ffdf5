using Guotu.Analysis.Jobs;
using Guotu.Analysis.ListOperators;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.RunOperator;

/// <summary>A run that came to an end with a result.</summary>
internal sealed record RunDone(OperatorResult Result, IReadOnlyList<RunSource> Sources)
{
    /// <summary>The join of the sources' labels.</summary>
    public SecurityLabel Label => Sources.Aggregate(SecurityLabel.Lowest, (joined, s) => joined.Join(SecurityLabel.OfRow(s.LabelLevel, s.LabelCategory)));

    public ResultHead Head => new(Result.Rows.Name, Result.Rows.Fields, Result.Notes, Result.Tally);
}

/// <summary>Reads the inputs as the caller sees them and runs the operator, within limits and time.</summary>
internal sealed class OperatorRunner(IAnalysisOperators operators, ReadInputs inputs, IPublishedLayers published, IEnumerable<ITerrainSlope> slopes)
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

        var terrain = analysis.Definition.AsksTerrain(asked.Parameters) ? await TerrainAsync(caller, ct) : Result<ISeenTerrain?>.Of(null);
        if (terrain.Error is { } unknown)
        {
            return unknown with { Field = analysis.Definition.TerrainParameter };
        }

        var call = new OperatorCall
        {
            Inputs = read.Value.Sets,
            Parameters = asked.Parameters,
            Zone = published.Zone,
            Progress = bounds.Progress,
            Limits = bounds.Limits,
            Terrain = terrain.Value,
        };
        var result = await Task.Run(() => analysis.RunAsync(call, ct), ct);
        IReadOnlyList<RunSource> sources = terrain.Value is { } seen ? [.. read.Value.Sources, RunSource.Of(seen.Source)] : read.Value.Sources;
        return result.Map(r => new RunDone(r with { Notes = [.. read.Value.Notes, .. r.Notes] }, sources));
    }

    private async Task<Result<ISeenTerrain?>> TerrainAsync(Caller caller, CancellationToken ct) =>
        slopes.FirstOrDefault() is { } slope ? (await slope.OpenAsync(caller, ct)).Map<ISeenTerrain?>(t => t) : new Error(AnalysisErrors.NoTerrain);
}
