using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Snapshots;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.ReadLayers;

/// <summary>
/// Opens whole revisions: shown, not judged. A review pins instead (<see cref="ILayerPins"/>); what goes to a caller goes through
/// <see cref="PublishLayers.PublishedLayers"/>.
/// </summary>
internal sealed class LayerContent(ILayerCatalogue catalogue, IUnitsOfWork units, RevisionTable revisions, SnapshotFolder snapshots, SnapshotDerivation derivation)
{
    /// <summary>Zone of every layer's plane coordinates.</summary>
    public GaussKrugerZone Zone => derivation.Zone;

    /// <summary>A revision, or the current one; errors <c>SYS-0002</c> and those of a pin.</summary>
    public async Task<Result<OpenLayer>> OpenAsync(string layerCode, int? revision, CancellationToken ct)
    {
        if (catalogue.Find(layerCode) is not { } layer)
        {
            return new Error(KernelErrors.NotFound, ("what", "图层 " + layerCode));
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = revision is { } number ? await revisions.FindAsync(session, layer, number, ct) : await revisions.CurrentAsync(session, layer, ct);
        if (found.Error is { } notProved)
        {
            return notProved;
        }

        if (found.Value is not { } row)
        {
            return new Error(LayerErrors.Missing, ("layer", layer.Name), ("revision", string.Empty));
        }

        var opened = await snapshots.OpenAsync(session, layer, row, ct);
        return opened.Map(s => new OpenLayer(layer, row.ToRevision(), s) { IsCurrent = row.RevisionNo == row.NewestNo });
    }
}

/// <summary>A revision open for reading.</summary>
internal sealed record OpenLayer(LayerDefinition Definition, LayerRevision Revision, Snapshot Snapshot)
{
    /// <summary>Whether it was the layer's newest revision when it was opened.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Value of a field of one of the snapshot's features.</summary>
    public string? ValueOf(SnapshotFeature feature, string fieldCode)
    {
        for (var i = 0; i < Snapshot.Description.Columns.Count; i++)
        {
            if (Snapshot.Description.Columns[i] == fieldCode)
            {
                return feature.Attributes[i];
            }
        }

        return null;
    }
}
