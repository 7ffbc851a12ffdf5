using System.Globalization;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Rasters;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.LowerLabel;

/// <summary>Labels of revisions of layers and of rasters, each in its own table.</summary>
internal sealed class RevisionLabels(IUnitsOfWork units, ILayerCatalogue layers, IRasterCatalogue rasters, RevisionTable revisions, RasterTable rasterRevisions) : IRevisionLabels
{
    public async Task<Result<IReadOnlyList<LabelledRevision>>> ListAsync(string code, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (layers.Find(code) is { } layer)
        {
            return (await revisions.OfLayerAsync(session, layer, ct)).Map<IReadOnlyList<LabelledRevision>>(rows => [.. rows.Select(r => Of(layer, r))]);
        }

        return rasters.Find(code) is { } raster
            ? (await rasterRevisions.OfRasterAsync(session, raster, ct)).Map<IReadOnlyList<LabelledRevision>>(rows => [.. rows.Select(r => Of(raster, r))])
            : Unknown(code);
    }

    public async Task<Result<LabelledRevision>> FindAsync(IUnitOfWork work, string code, int number, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (layers.Find(code) is { } layer)
        {
            await RevisionTable.LockExistingAsync(work, code, ct);
            var row = await revisions.FindAsync(work, layer, number, ct);
            return row.Error is { } notProved ? notProved : row.Value is { } found ? Of(layer, found) : Missing(layer.Name, number);
        }

        if (rasters.Find(code) is { } raster)
        {
            await RasterTable.LockExistingAsync(work, code, ct);
            var row = await rasterRevisions.FindAsync(work, raster, number, ct);
            return row.Error is { } notProved ? notProved : row.Value is { } found ? Of(raster, found) : Missing(raster.Name, number);
        }

        return Unknown(code);
    }

    public async Task<Result> LowerAsync(IUnitOfWork work, LabelledRevision revision, SecurityLabel label, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(revision);
        if (!LabelMustGoDown.Holds(revision.Label, label))
        {
            throw new ArgumentException($"{label} is not below {revision.Label}", nameof(label));
        }

        if (layers.Find(revision.Code) is { } layer)
        {
            var row = await revisions.FindAsync(work, layer, revision.Number, ct);
            return row.Error is { } notProved ? notProved : await revisions.LabelAsync(work, row.Value!, label, ct);
        }

        var cells = await rasterRevisions.FindAsync(work, rasters.Find(revision.Code)!, revision.Number, ct);
        return cells.Error is { } damaged ? damaged : await rasterRevisions.LabelAsync(work, cells.Value!, label, ct);
    }

    private static LabelledRevision Of(LayerDefinition layer, RevisionRow row) =>
        new(layer.Code, layer.Name, row.RevisionNo, row.AsOfDate, SecurityLabel.OfRow(row.LabelLevel, row.LabelCategory));

    private static LabelledRevision Of(RasterDefinition raster, RasterRow row) =>
        new(raster.Code, raster.Name, row.RevisionNo, row.AsOfDate, SecurityLabel.OfRow(row.LabelLevel, row.LabelCategory));

    private static Error Unknown(string code) => new(KernelErrors.NotFound, ("what", "图层或栅格 " + code)) { Field = "code" };

    private static Error Missing(string name, int number) =>
        new(LayerErrors.Missing, ("layer", name), ("revision", string.Create(CultureInfo.InvariantCulture, $"(第 {number} 版)"))) { Field = "revision" };
}
