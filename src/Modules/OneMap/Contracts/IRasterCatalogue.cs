using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Rasters of the node with their revisions (栅格目录). What goes to a caller goes through <see cref="IPublishedRasters"/>.</summary>
public interface IRasterCatalogue
{
    IReadOnlyList<RasterDefinition> Definitions { get; }

    RasterDefinition? Find(string rasterCode);

    Task<IReadOnlyList<RasterState>> StatesAsync(DateOnly onDate, CancellationToken ct);

    /// <summary>Newest first; <see cref="LayerErrors.Damaged"/> where the record of one does not prove.</summary>
    Task<Result<IReadOnlyList<RasterRevision>>> RevisionsAsync(string rasterCode, CancellationToken ct);
}

/// <summary>Brings rasters in (栅格入库).</summary>
public interface IRasterImport
{
    /// <summary>
    /// A GeoTIFF becomes the raster's new revision, whole or not at all: tiled with overviews, the original kept in the file store, audited. Errors:
    /// those of the reader (FMT), a file that does not fit (GEO-0090), a vertical datum that is not 1985 (MAP-0050), an as-of date that goes back (MAP-0007).
    /// </summary>
    Task<Result<RasterRevision>> ImportFileAsync(CommandContext context, RasterImport import, string path, CancellationToken ct);
}

/// <summary>What is imported.</summary>
/// <param name="RasterCode">Code in the catalogue.</param>
/// <param name="Source">At most 200 characters.</param>
/// <param name="VerticalDatum">As the delivery names it; for elevation it must be the 1985 datum, no file tells it for certain.</param>
public sealed record RasterImport(string RasterCode, DateOnly AsOf, string Source, string? VerticalDatum)
{
    public bool Demonstration { get; init; }

    /// <summary>Label that the data is delivered with.</summary>
    public SecurityLabel Label { get; init; } = SecurityLabel.Lowest;

    /// <summary>Share of the rows read.</summary>
    public IProgress<double>? Progress { get; init; }
}
