using Guotu.Crypto;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Guotu.Rendering.MapStyles;

namespace Guotu.OneMap.Contracts;

/// <summary>
/// A raster of the catalogue (栅格图层定义), read from <c>Rasters/Catalogue/CODE.yaml</c>. Its cells are those of the county's zone; heights are whole
/// millimetres above 1985 heights.
/// </summary>
public sealed record RasterDefinition
{
    /// <summary>Code such as <c>DEM</c>; no layer has the same.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Category { get; init; }

    public required RasterKind Kind { get; init; }

    /// <summary>Days after its as-of date when it counts as stale; null where it does not age.</summary>
    public int? MaxAgeDays { get; init; }

    public required RasterStyleFile Drawing { get; init; }
}

/// <summary>One committed state of a raster (栅格版本); it never changes, but for the label, which two persons may lower.</summary>
public sealed record RasterRevision
{
    public required string RasterCode { get; init; }

    public required int Number { get; init; }

    public required Instant CommittedAt { get; init; }

    /// <summary>The legal date the data speaks of.</summary>
    public required DateOnly AsOf { get; init; }

    public required string Source { get; init; }

    public required RasterKind Kind { get; init; }

    public required RasterPlace Place { get; init; }

    /// <summary>Cells with data.</summary>
    public required long FilledCells { get; init; }

    /// <summary>Name of the stored raster.</summary>
    public required Sm3Digest ContentDigest { get; init; }

    /// <summary>SM3 of the original in the file store.</summary>
    public required string FileDigest { get; init; }

    public required long FileSize { get; init; }

    public required string CommittedBy { get; init; }

    public bool Demonstration { get; init; }

    /// <summary>Label that came in with the data (数据标记), joined with the layer's.</summary>
    public SecurityLabel Label { get; init; } = SecurityLabel.Lowest;
}

/// <summary>A raster and the revision that holds now.</summary>
/// <param name="Current">Null while nothing was ever committed; null too where its record does not prove.</param>
public sealed record RasterState(RasterDefinition Definition, RasterRevision? Current, bool Stale)
{
    /// <summary>The record of the current revision is not the one that was written (损坏): nothing of it is told, label included.</summary>
    public bool Damaged { get; init; }

    /// <summary>As <see cref="LayerState.Label"/>.</summary>
    public SecurityLabel Label => Damaged ? LabelScheme.Shipped.Highest : Current?.Label ?? SecurityLabel.Lowest;
}
