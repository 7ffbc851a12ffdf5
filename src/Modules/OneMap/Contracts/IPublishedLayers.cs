using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Layers as a caller may see them (发布图层), for services, tiles and prints. Nothing hidden comes out of here, not in counts or extents either.</summary>
public interface IPublishedLayers
{
    /// <summary>Zone of every layer's plane coordinates.</summary>
    GaussKrugerZone Zone { get; }

    /// <summary>Visible layers that have a committed revision, in catalogue order. Reads no content.</summary>
    Task<IReadOnlyList<PublishedLayer>> ListAsync(Caller caller, CancellationToken ct);

    /// <summary>
    /// Opens a revision, or the current one. A hidden layer answers <c>SYS-0002</c> like one that does not exist; further errors are those of
    /// <see cref="LayerErrors"/>.
    /// </summary>
    Task<Result<ISeenLayer>> OpenAsync(Caller caller, string layerCode, int? revision, CancellationToken ct);
}

/// <summary>A visible layer before its content is opened.</summary>
/// <param name="Definition">From the catalogue, hidden fields left out.</param>
/// <param name="Revision">Current revision; its feature count is that of the whole layer and is not for the caller where the sight is not whole.</param>
/// <param name="Stamp">Sight and content: equal stamps have equal answers.</param>
/// <param name="IsWhole">Whether the caller sees every row and field.</param>
public sealed record PublishedLayer(LayerDefinition Definition, LayerRevision Revision, string Stamp, bool IsWhole);

/// <summary>A revision open for one caller. Safe for many threads.</summary>
public interface ISeenLayer
{
    /// <summary>From the catalogue, hidden fields left out.</summary>
    LayerDefinition Definition { get; }

    LayerRevision Revision { get; }

    GaussKrugerZone Zone { get; }

    /// <summary>Sight and content: what is kept under it is the same for everyone who has it.</summary>
    string Stamp { get; }

    bool IsWhole { get; }

    /// <summary>Label of what is read; a result carries the join of its sources'.</summary>
    SecurityLabel Label { get; }

    /// <summary>Field codes of <see cref="SnapshotFeature.Attributes"/> in their order; hidden ones are among them and always null.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Count and box of what the caller sees; kept by <see cref="Stamp"/>.</summary>
    Result<LayerTotals> Totals(CancellationToken ct);

    /// <summary>Visible features above an id whose box meets the query (all without one), in order of id, one block in memory; ends at the first damage.</summary>
    IEnumerable<Result<SnapshotFeature>> Walk(GridEnvelope? query, long afterId);

    /// <summary>
    /// Visible features whose box meets the query, in order of id, for drawing: of a layer that is seen whole nothing is made but what the scan keeps; of
    /// one seen in part each feature goes through the sight first. Ends at the first damage.
    /// </summary>
    Result Scan(GridEnvelope query, IFigureScan scan, CancellationToken ct);

    /// <summary>The feature of an id; null where it does not exist for the caller.</summary>
    Result<SnapshotFeature?> Find(long id);

    /// <summary>The revision for overlay, read as parcels come near; only of a layer that the caller sees whole.</summary>
    /// <exception cref="InvalidOperationException">The caller sees a part of the layer.</exception>
    AreaLayer ForOverlay();

    /// <summary>Place of a shown field among <see cref="Columns"/>, -1 where there is none.</summary>
    int PlaceOf(string fieldCode);
}

/// <summary>Count and box of what a caller sees of a layer.</summary>
/// <param name="Count">Features.</param>
/// <param name="Envelope">On the 0.1 mm grid; empty without features.</param>
public sealed record LayerTotals(int Count, GridEnvelope Envelope);
