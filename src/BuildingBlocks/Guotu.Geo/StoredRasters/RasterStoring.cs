using Guotu.Crypto;
using Guotu.Crypto.Merkle;
using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;
using Microsoft.Win32.SafeHandles;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// Writes the tiled form with its overviews (分块与概化层), a strip of 256 rows by 2,048 columns in memory at a time. Cost grows with the cells; the
/// overviews add a third.
/// </summary>
public sealed class RasterStoring : IDisposable
{
    private const int StripBlocks = 8;
    private readonly IRasterSource _source;
    private readonly SafeFileHandle _handle;
    private readonly List<RasterEntry> _table = [];
    private long _end = RasterFile.PrefixSize;
    private long _filled;

    private RasterStoring(IRasterSource source, string path)
    {
        _source = source;
        _handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>
    /// Writes the file in a folder under its name and answers what it is. A raster without any cell of data is refused; where anything is refused
    /// or cancelled nothing stays behind.
    /// </summary>
    /// <param name="partial">Name of the unfinished file, unique to this writing.</param>
    public static async Task<Result<StoredRasterName>> WriteAsync(IRasterSource source, string folder, string partial, IProgress<double>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, partial);
        try
        {
            Result<StoredRasterName> written;
            using (var storing = new RasterStoring(source, path))
            {
                written = await storing.RunAsync(progress, ct);
            }

            if (written.IsSuccess)
            {
                File.Move(path, PathOf(folder, written.Value.Name), overwrite: true);
            }

            return written;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static string PathOf(string folder, Sm3Digest name) => Path.Combine(folder, name + ".raster");

    public void Dispose() => _handle.Dispose();

    private async Task<Result<StoredRasterName>> RunAsync(IProgress<double>? progress, CancellationToken ct)
    {
        var description = RasterDescriptionBlock.Write(_source.Kind, _source.Place);
        Append(description, MerkleTree.Leaf(description));
        var (across, down) = _source.Place.BlocksAt(0);
        for (var row = 0; row < down; row++)
        {
            for (var first = 0; first < across; first += StripBlocks)
            {
                if ((await StripAsync(row, first, Math.Min(StripBlocks, across - first), ct)).Error is { } refused)
                {
                    return refused;
                }
            }

            progress?.Report((row + 1.0) / down);
        }

        if (_filled == 0)
        {
            return RasterMustFit.Refused("没有一格有数据");
        }

        for (var level = 1; level < _source.Place.LevelCount; level++)
        {
            await Task.Run(() => Overview(level, ct), ct);
        }

        RasterFile.Finish(_handle, _table, _end);
        return new StoredRasterName(RasterFile.NameOf(_table), _filled);
    }

    private async Task<Result> StripAsync(int down, int first, int count, CancellationToken ct)
    {
        var place = _source.Place;
        var (column, row) = (first * RasterPlace.BlockCells, down * RasterPlace.BlockCells);
        var window = new RasterWindow(column, row, Math.Min(count * RasterPlace.BlockCells, place.Columns - column), Math.Min(RasterPlace.BlockCells, place.Rows - row));
        var read = await _source.ReadAsync(window, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var none = RasterCells.NoData(_source.Kind);
        for (var i = 0; i < count; i++)
        {
            var (width, height) = place.BlockSize(0, first + i, down);
            var block = new int[width * height];
            for (var r = 0; r < height; r++)
            {
                read.Value.AsSpan((r * window.Width) + (i * RasterPlace.BlockCells), width).CopyTo(block.AsSpan(r * width));
            }

            _filled += block.Length - block.AsSpan().Count(none);
            Append(block, width);
        }

        return Result.Done;
    }

    /// <summary>The blocks of a level from the four below each.</summary>
    private void Overview(int level, CancellationToken ct)
    {
        var place = _source.Place;
        var (across, down) = place.BlocksAt(level);
        for (var row = 0; row < down; row++)
        {
            for (var column = 0; column < across; column++)
            {
                ct.ThrowIfCancellationRequested();
                var (width, height) = place.BlockSize(level, column, row);
                var block = new int[width * height];
                Array.Fill(block, RasterCells.NoData(_source.Kind));
                for (var part = 0; part < 4; part++)
                {
                    Quarter(level, (column, row), part, block);
                }

                Append(block, width);
            }
        }
    }

    private void Quarter(int level, (int Column, int Row) at, int part, int[] block)
    {
        const int Half = RasterPlace.BlockCells / 2;
        var place = _source.Place;
        var (across, down) = ((2 * at.Column) + (part % 2), (2 * at.Row) + (part / 2));
        var below = place.BlocksAt(level - 1);
        if (across >= below.Across || down >= below.Down)
        {
            return;
        }

        var (width, height) = place.BlockSize(level - 1, across, down);
        var cells = RasterFile.Cells(_handle, _table[place.BlockIndex(level - 1, across, down)], width, height)
            ?? throw new IOException("A block of the raster that was just written cannot be read back");
        var ownWidth = place.BlockSize(level, at.Column, at.Row).Width;
        Span<int> four = stackalloc int[4];
        for (var r = 0; r < (height + 1) / 2; r++)
        {
            for (var c = 0; c < (width + 1) / 2; c++)
            {
                var count = 0;
                for (var n = 0; n < 4; n++)
                {
                    var (x, y) = ((2 * c) + (n % 2), (2 * r) + (n / 2));
                    if (x < width && y < height)
                    {
                        four[count++] = cells[(y * width) + x];
                    }
                }

                block[((((part / 2) * Half) + r) * ownWidth) + ((part % 2) * Half) + c] = RasterCells.Mean(_source.Kind, four[..count]);
            }
        }
    }

    private void Append(int[] block, int width) => Append(BlockCoding.Pack(block, width), MerkleTree.Leaf(BlockCoding.Plain(block)));

    private void Append(byte[] bytes, Sm3Digest leaf)
    {
        RandomAccess.Write(_handle, bytes, _end);
        _table.Add(new RasterEntry(_end, bytes.Length, leaf));
        _end += bytes.Length;
    }
}

/// <summary>What was stored.</summary>
/// <param name="Name">SM3 Merkle root over the plain blocks.</param>
/// <param name="FilledCells">Cells with data.</param>
public sealed record StoredRasterName(Sm3Digest Name, long FilledCells);
