using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Rasters;

/// <summary>Reads windows of a raster (栅格), such as a digital elevation model; rows run from the top.</summary>
public interface IRasterReader : IAsyncDisposable
{
    RasterDescription Description { get; }

    /// <summary>
    /// The samples of a window of a band as 32-bit floats, row by row; a sample without data is <see cref="float.NaN"/>. Errors: a window outside
    /// the raster or too large (FMT-0070), a damaged file (FMT-0042).
    /// </summary>
    Task<Result<float[]>> ReadFloatsAsync(int band, RasterWindow window, CancellationToken ct);

    /// <summary>The samples of a window of a band of bytes (影像), row by row; for other bands values are cut to 0 … 255.</summary>
    Task<Result<byte[]>> ReadBytesAsync(int band, RasterWindow window, CancellationToken ct);
}

/// <summary>A window in cells; band, column and row count from 0.</summary>
public readonly record struct RasterWindow(int Column, int Row, int Width, int Height);

/// <summary>What a raster is.</summary>
/// <param name="Crs">Null where the file names no system.</param>
public sealed record RasterDescription(int Width, int Height, IReadOnlyList<RasterBand> Bands, RasterGrid Grid, CoordinateSystem? Crs)
{
    /// <summary>Whether the file is laid out for reading by parts over a network (COG).</summary>
    public bool IsCloudOptimised { get; init; }
}

/// <summary>A band.</summary>
/// <param name="SampleType">GDAL's name of its samples, such as <c>Float32</c>.</param>
/// <param name="NoData">The value that stands for no data; null where there is none.</param>
/// <param name="Overviews">Smaller copies in the file.</param>
public sealed record RasterBand(string SampleType, double? NoData, int Overviews);

/// <summary>
/// Where the cells lie: east = <see cref="OriginEast"/> + column × <see cref="CellEast"/>, north = <see cref="OriginNorth"/> − row ×
/// <see cref="CellNorth"/>, at the upper left corner of a cell, in the unit of the raster's system.
/// </summary>
public sealed record RasterGrid(double OriginEast, double OriginNorth, double CellEast, double CellNorth)
{
    /// <summary>The cell that holds a position; outside of the raster where there is none.</summary>
    public (int Column, int Row) CellAt(double east, double north) =>
        ((int)Math.Floor((east - OriginEast) / CellEast), (int)Math.Floor((OriginNorth - north) / CellNorth));

    /// <summary>The middle of a cell.</summary>
    public (double East, double North) Middle(int column, int row) =>
        (OriginEast + ((column + 0.5) * CellEast), OriginNorth - ((row + 0.5) * CellNorth));
}
