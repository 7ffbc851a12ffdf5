using System.Collections.Concurrent;
using Guotu.Crypto;
using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.StoredRasters;

/// <summary>A stored raster open for reading, at most some tens of MiB of it in memory. Safe for many threads.</summary>
public sealed class StoredRaster : IDisposable
{
    /// <summary>Most cells of one window.</summary>
    public const int MostCells = 20_000_000;

    private const int MostKept = 96;
    private readonly RasterFile _file;
    private readonly ConcurrentDictionary<int, int[]> _kept = new();

    private StoredRaster(RasterFile file, Sm3Digest name, RasterKind kind, RasterPlace place)
    {
        (_file, Name) = (file, name);
        (Kind, Place) = (kind, place);
    }

    public Sm3Digest Name { get; }

    public RasterKind Kind { get; }

    public RasterPlace Place { get; }

    /// <summary>Opens the file of a name; GEO-0091 or GEO-0092 where it is not that raster.</summary>
    public static Result<StoredRaster> Open(string path, Sm3Digest name)
    {
        var opened = RasterFile.Open(path, name);
        if (opened.Error is { } unusable)
        {
            return unusable;
        }

        if (opened.Value.Description() is { } bytes && RasterDescriptionBlock.Read(bytes) is { } found
            && opened.Value.BlockCount == found.Place.BlockIndex(found.Place.LevelCount - 1, 0, 0) + 1)
        {
            return new StoredRaster(opened.Value, name, found.Kind, found.Place);
        }

        opened.Value.Dispose();
        return new Error(GeoErrors.RasterDamaged, ("what", "说明"));
    }

    /// <summary>
    /// The cells of a window of a level, row by row; cells outside the raster are without data. GEO-0093 for a window that is too large or a level
    /// that is not there, GEO-0091 for a block whose digest does not hold.
    /// </summary>
    public Result<int[]> Read(int level, RasterWindow window, CancellationToken ct)
    {
        if (level < 0 || level >= Place.LevelCount || window.Width < 1 || window.Height < 1 || (long)window.Width * window.Height > MostCells)
        {
            return new Error(GeoErrors.RasterWindowRefused, ("level", level), ("window", $"{window.Width} × {window.Height} 格"));
        }

        var cells = new int[window.Width * window.Height];
        Array.Fill(cells, RasterCells.NoData(Kind));
        var (columns, rows) = Place.SizeAt(level);
        var (left, top) = (Math.Max(0, window.Column), Math.Max(0, window.Row));
        var (right, bottom) = (Math.Min((long)columns, (long)window.Column + window.Width), Math.Min((long)rows, (long)window.Row + window.Height));
        for (var down = top / RasterPlace.BlockCells; down * RasterPlace.BlockCells < bottom && left < right; down++)
        {
            for (var across = left / RasterPlace.BlockCells; across * RasterPlace.BlockCells < right; across++)
            {
                ct.ThrowIfCancellationRequested();
                if (Block(level, across, down) is not { } block)
                {
                    return new Error(GeoErrors.RasterDamaged, ("what", $"第 {level} 级第 {down + 1} 行第 {across + 1} 块"));
                }

                Copy(block, (level, across, down), window, cells);
            }
        }

        return cells;
    }

    public void Dispose() => _file.Dispose();

    private void Copy(int[] block, (int Level, int Across, int Down) at, RasterWindow window, int[] cells)
    {
        var (width, height) = Place.BlockSize(at.Level, at.Across, at.Down);
        var (firstColumn, firstRow) = (at.Across * RasterPlace.BlockCells, at.Down * RasterPlace.BlockCells);
        var (left, right) = (Math.Max(firstColumn, window.Column), Math.Min(firstColumn + width, window.Column + window.Width));
        var (top, bottom) = (Math.Max(firstRow, window.Row), Math.Min(firstRow + height, window.Row + window.Height));
        for (var row = top; row < bottom; row++)
        {
            block.AsSpan(((row - firstRow) * width) + left - firstColumn, right - left).CopyTo(cells.AsSpan(((row - window.Row) * window.Width) + left - window.Column));
        }
    }

    private int[]? Block(int level, int across, int down)
    {
        var index = Place.BlockIndex(level, across, down);
        if (_kept.TryGetValue(index, out var kept))
        {
            return kept;
        }

        var (width, height) = Place.BlockSize(level, across, down);
        if (_file.Cells(index, width, height) is not { } cells)
        {
            return null;
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[index] = cells;
    }
}
