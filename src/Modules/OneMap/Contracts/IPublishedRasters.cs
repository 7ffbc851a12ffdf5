using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.OneMap.Contracts;

/// <summary>Rasters as a caller may see them (发布栅格): layer, area and label are asked of the one check; cells outside the area are without data.</summary>
public interface IPublishedRasters
{
    /// <summary>Visible rasters that have a revision, in catalogue order.</summary>
    Task<IReadOnlyList<PublishedRaster>> ListAsync(Caller caller, CancellationToken ct);

    /// <summary>Opens a revision, or the current one. A hidden raster answers <c>SYS-0002</c> like one that does not exist.</summary>
    Task<Result<ISeenRaster>> OpenAsync(Caller caller, string rasterCode, int? revision, CancellationToken ct);
}

/// <summary>A visible raster before it is opened.</summary>
public sealed record PublishedRaster(RasterDefinition Definition, RasterRevision Revision, string Stamp, bool IsWhole);

/// <summary>A revision open for one caller. Safe for many threads.</summary>
public interface ISeenRaster
{
    RasterDefinition Definition { get; }

    RasterRevision Revision { get; }

    /// <summary>Sight and content: what is kept under it is the same for everyone who has it.</summary>
    string Stamp { get; }

    bool IsWhole { get; }

    /// <summary>Label of what is read; a result carries the join of its sources'.</summary>
    SecurityLabel Label { get; }

    /// <summary>
    /// Cells of a window of a level, row by row, as <see cref="RasterCells"/> has them; a cell that is not wholly within what the caller may see is without
    /// data. Errors GEO-0091 and GEO-0093.
    /// </summary>
    Result<int[]> Read(int level, RasterWindow window, CancellationToken ct);
}
