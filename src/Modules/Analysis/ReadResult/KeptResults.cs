using Guotu.Analysis.Jobs;
using Guotu.Analysis.RunOperator;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.ReadResult;

/// <summary>
/// Results for the person who asked, and nobody else. Each time, what the person sees now of every layer that the result rests on must be what was seen then:
/// rights that were taken away take the result away.
/// </summary>
internal sealed class KeptResults(IUnitsOfWork units, IPublishedLayers published, IEnumerable<ITerrainSlope> slopes, IClock clock)
{
    /// <summary>A run that is done and may be read.</summary>
    public async Task<Result<JobRow>> OpenAsync(Caller caller, long jobId, CancellationToken ct)
    {
        var found = await FindAsync(caller, jobId, ct);
        if (found.Error is not null)
        {
            return found;
        }

        var job = found.Value;
        if (job.State != JobState.Done)
        {
            return new Error(AnalysisErrors.NotDone, ("state", job.State.ChineseName()));
        }

        foreach (var source in JobText.Sources(job))
        {
            if (await StampAsync(caller, source, ct) != source.Stamp)
            {
                return new Error(AnalysisErrors.SightChanged, ("layer", source.Name));
            }
        }

        return job;
    }

    /// <summary>A run of the caller's own, in whatever state.</summary>
    public async Task<Result<JobRow>> FindAsync(Caller caller, long jobId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var job = await JobTable.FindAsync(session, jobId, caller.UserId, ct);
        return job is not null && job.ExpiresUtc > clock.Now ? job : new Error(KernelErrors.NotFound, ("what", "运算"));
    }

    /// <summary>A result as the input of another run; what it rests on becomes the other's.</summary>
    public async Task<Result<FeatureSet>> SetAsync(Caller caller, long jobId, OperatorLimits limits, List<RunSource> sources, CancellationToken ct)
    {
        var opened = await OpenAsync(caller, jobId, ct);
        if (opened.Error is { } closed)
        {
            return closed;
        }

        var head = JobText.Head(opened.Value)!;
        if (opened.Value.RowTotal > limits.MostFeatures)
        {
            return ReadInputs.TooMuch(head.Name, limits);
        }

        sources.AddRange(JobText.Sources(opened.Value));
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = new List<AnalysisFeature>();
        await foreach (var row in ResultTable.StreamAsync(session, jobId, ct))
        {
            var figure = Figure(row);
            if (figure.Error is { } damaged)
            {
                return damaged;
            }

            rows.Add(new AnalysisFeature(row.RowNo, figure.Value, ResultTable.Values(row)));
        }

        return new FeatureSet(head.Name, head.Fields, rows);
    }

    /// <summary>What the caller sees of the source now; null where it is nothing.</summary>
    private async Task<string?> StampAsync(Caller caller, RunSource source, CancellationToken ct)
    {
        if (source.IsTerrain)
        {
            var terrain = new TerrainSource(source.Layer, source.Name, source.Revision, source.AsOf, source.Stamp, source.LabelLevel);
            return slopes.FirstOrDefault() is { } slope ? await slope.StampAsync(caller, terrain, ct) : null;
        }

        var now = await published.OpenAsync(caller, source.Layer, source.Revision, ct);
        return now.IsSuccess ? now.Value.Stamp : null;
    }

    public static Result<GridMultiPolygon?> Figure(ResultRow row) =>
        row.FigureWkb is { } wkb ? GridWkb.Read(wkb).Map<GridMultiPolygon?>(f => f) : Result<GridMultiPolygon?>.Of(null);
}
