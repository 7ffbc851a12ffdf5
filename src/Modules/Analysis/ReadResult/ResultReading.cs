using Guotu.Analysis.Jobs;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.ReadResult;

/// <summary>What a person reads of the own runs: the list, a page of a result, its figures for the map.</summary>
internal sealed class ResultReading(
    IUnitsOfWork units, KeptResults results, IAnalysisOperators operators, IPublishedLayers published, ILayerAccess access, IClock clock)
{
    public const int MostFigures = 2_000;

    public async Task<IReadOnlyList<AnalysisJobView>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var sights = await access.OfAsync(caller, ct);
        return [.. (await JobTable.OfUserAsync(session, caller.UserId, clock.Now, ct)).Select(j => Seen(j, sights))];
    }

    public async Task<Result<AnalysisJobView>> JobAsync(Caller caller, long jobId, CancellationToken ct)
    {
        var sights = await access.OfAsync(caller, ct);
        return (await results.FindAsync(caller, jobId, ct)).Map(j => Seen(j, sights));
    }

    /// <summary>A run over a layer that has become hidden stays in the list; what it was over and what it gave does not.</summary>
    private AnalysisJobView Seen(JobRow job, ILayerSights sights) => JobText.Sources(job).All(s => sights.Of(s.Layer, SecurityLabel.OfRow(s.LabelLevel, s.LabelCategory)) is not null)
        ? job.View(operators)
        : job.View(operators) with { Result = null };

    public async Task<Result<AnalysisPageView>> PageAsync(Caller caller, long jobId, PageRequest page, CancellationToken ct)
    {
        var opened = await results.OpenAsync(caller, jobId, ct);
        if (opened.Error is { } closed)
        {
            return closed;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var rows = await ResultTable.PageAsync(session, jobId, page, ct);
        return new AnalysisPageView([.. rows.Items.Select(Row)], rows.Number, rows.Size, rows.Total);
    }

    public async Task<Result<AnalysisFiguresView>> FiguresAsync(Caller caller, long jobId, CancellationToken ct)
    {
        var opened = await results.OpenAsync(caller, jobId, ct);
        if (opened.Error is { } closed)
        {
            return closed;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var items = new List<AnalysisFigureView>();
        foreach (var row in await ResultTable.FirstAsync(session, jobId, MostFigures, ct))
        {
            var figure = KeptResults.Figure(row);
            if (figure.Error is { } damaged)
            {
                return damaged;
            }

            if (figure.Value is { } shape)
            {
                items.Add(new AnalysisFigureView((int)row.RowNo, FigureGeoJson.ToElement(shape, published.Zone)));
            }
        }

        return new AnalysisFiguresView(opened.Value.RowTotal <= MostFigures, items);
    }

    private static AnalysisRowView Row(ResultRow row) => new(
        (int)row.RowNo,
        [.. ResultTable.Values(row).Select(v => v ?? string.Empty)],
        row.PlaneArea is { } plane ? new LegalArea(plane) : null,
        row.EllipsoidalArea is { } ellipsoidal ? new LegalArea(ellipsoidal) : null);
}
