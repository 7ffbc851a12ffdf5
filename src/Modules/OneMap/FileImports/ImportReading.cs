using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Reference;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.FileImports;

/// <summary>A person's own imports, and what may be chosen for the next.</summary>
internal sealed class ImportReading(IUnitsOfWork units, ILayerCatalogue catalogue, ImportsUnderWay underWay, NodeSettings node, IClock clock)
{
    public async Task<IReadOnlyList<ImportItemView>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var rows = await ImportTable.OfUserAsync(session, caller.UserId, ct);
        return
        [
            .. rows.Select(View).Select(v => new ImportItemView(v.Id, v.Layer, v.LayerName, v.FileName, v.State, v.CreatedAt, v.EndedAt, v.Revision, Problem(v))),
        ];
    }

    public async Task<Result<ImportView>> FindAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(caller.Scope, ct);
        return await ImportTable.FindAsync(session, id, caller.UserId, ct) is { } row ? View(row) : new Error(KernelErrors.NotFound, ("what", "入库记录"));
    }

    /// <summary>An own import that refused features, with the label that their list carries.</summary>
    public async Task<Result<(ImportView Import, SecurityLabel Label)>> RefusalsAsync(Caller caller, long id, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(caller.Scope, ct);
        if (await ImportTable.FindAsync(session, id, caller.UserId, ct) is not { } row)
        {
            return new Error(KernelErrors.NotFound, ("what", "入库记录"));
        }

        var view = View(row);
        return view.Report is { Refusals.Count: > 0 } ? (view, row.Label) : RefusalSheet.None();
    }

    /// <summary>A row as its owner sees it: one whose node is gone is told as interrupted, although nobody has written that yet.</summary>
    public ImportView View(ImportRow row)
    {
        var left = row.State is ImportState.Queued or ImportState.Running && !row.IsUnderWay(clock.Now);
        return new ImportView(
            row.ImportId,
            row.LayerCode,
            catalogue.Find(row.LayerCode)?.Name ?? row.LayerCode,
            row.FileName,
            (int)row.FileSize,
            row.FileDigest,
            left ? ImportState.Failed : row.State,
            row.CreatedUtc,
            row.QueuedUtc,
            row.EndedUtc,
            ImportText.Read<ImportInspectionView>(row.InspectText),
            ImportText.Read<ImportStartBody>(row.RequestText) is { } asked ? Asked(asked, row) : null,
            left ? null : underWay.ProgressOf(row.ImportId),
            left ? ImportReports.Of(new Error(OneMapErrors.ImportStopped, ("reason", ImportReports.NodeStopped)), null) : ImportText.Read<ImportReportView>(row.ReportText),
            row.RevisionNo);
    }

    public ImportOptionsView Options(Caller caller)
    {
        var (scheme, county) = (LabelScheme.Shipped, node.County);
        var levels = scheme.Levels.Where(l => l.Level <= caller.Clearance.Level).ToList();
        var categories = scheme.Categories.Where(c => caller.Clearance.Categories.Contains(c.Code, StringComparer.Ordinal)).ToList();
        var usual = scheme.Read(county.ImportLevel, county.ImportCategories);
        var level = levels.LastOrDefault(l => l.Level <= (usual.IsSuccess ? usual.Value.Level : 0)) ?? levels[0];
        var zone = GaussKrugerZone.ThreeDegree(county.Zone);
        return new ImportOptionsView(
            [.. levels.Select(l => new ImportOptionView(l.Code, l.Name))],
            [.. categories.Select(c => new ImportOptionView(c.Code, c.Name))],
            level.Code,
            [.. county.ImportCategories.Where(c => categories.Any(k => k.Code == c))],
            [.. new[] { CoordinateSystem.Cgcs2000, CoordinateSystem.OfZone(zone) }.Select(s => new ImportOptionView(FormattableString.Invariant($"{s.Epsg}"), s.Name))],
            [.. FileFormats.Codes.Select(c => new ImportOptionView(c, FileFormats.OfCode(c)!.Value.ChineseName()))],
            node.UploadLimitMiB);
    }

    private static string? Problem(ImportView import) =>
        import.Report?.Problem?.Text ?? (import is { State: ImportState.Open, Inspection.Problems: [var first, ..] } ? first.Text : null);

    private static ImportAskedView Asked(ImportStartBody asked, ImportRow row) => new(
        asked.AsOf, asked.Source, LabelScheme.Shipped.NameOf(row.Label), asked.Level, asked.Categories, asked.PositionsChecked);
}
