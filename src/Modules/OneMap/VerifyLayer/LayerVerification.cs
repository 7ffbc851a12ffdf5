using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.VerifyLayer;

/// <summary>Reads every row of a revision and derives both digests anew.</summary>
internal sealed class LayerVerification(ILayerCatalogue catalogue, IUnitsOfWork units, RevisionTable revisions, SnapshotDerivation derivation)
{
    public async Task<Result<LayerRevision>> VerifyAsync(string layerCode, int? number, CancellationToken ct)
    {
        if (catalogue.Find(layerCode) is not { } layer)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + layerCode));
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = number is { } asked ? await revisions.FindAsync(session, layer, asked, ct) : await revisions.CurrentAsync(session, layer, ct);
        if (found.Error is { } notProved)
        {
            return notProved;
        }

        if (found.Value is not { } row)
        {
            return new Error(LayerErrors.Missing, ("layer", layer.Name), ("revision", string.Empty));
        }

        var derived = await derivation.DeriveAsync(session, new DerivedRevision(layer, row.RevisionNo, row.Columns), new NameOnlySink(), ct);
        if (derived.Error is { } unreadable)
        {
            return unreadable;
        }

        var content = derived.Value;
        return content.FeatureCount != row.FeatureCount ? LayerDamage.Of(layer, row.RevisionNo, $"入库 {row.FeatureCount} 个要素,现有 {content.FeatureCount} 个")
            : content.Snapshot.ToString() != row.ContentDigest ? LayerDamage.Of(layer, row.RevisionNo, "内容摘要与入库时记录的不同")
            : content.RowsDigest != row.RowsDigest ? LayerDamage.Of(layer, row.RevisionNo, "数据行摘要与入库时记录的不同")
            : row.ToRevision();
    }
}
