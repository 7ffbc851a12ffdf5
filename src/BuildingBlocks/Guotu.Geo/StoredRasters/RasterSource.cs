using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.StoredRasters;

/// <summary>Gives the cells that are to be stored, a window at a time.</summary>
public interface IRasterSource
{
    RasterKind Kind { get; }

    RasterPlace Place { get; }

    /// <summary>What was made of the file on the way, in Chinese; null where its cells are stored as they are.</summary>
    string? Conversion => null;

    /// <summary>The cells of a window of the raster, row by row; a refusal ends the storing.</summary>
    Task<Result<int[]>> ReadAsync(RasterWindow window, CancellationToken ct);
}

/// <summary>A file as a source: heights rounded to the millimetre, bytes as colours.</summary>
public sealed class RasterFileSource(IRasterReader reader, RasterKind kind, RasterPlace place) : IRasterSource
{
    /// <summary>For imagery of 16 bits; null for others.</summary>
    public BandStretch? Stretch { get; init; }

    public RasterKind Kind => kind;

    public RasterPlace Place => place;

    public string? Conversion => Stretch is null ? null : "16 位拉伸为 8 位";

    public Task<Result<int[]>> ReadAsync(RasterWindow window, CancellationToken ct) => kind == RasterKind.Elevation ? HeightsAsync(window, ct) : ColoursAsync(window, ct);

    private async Task<Result<int[]>> HeightsAsync(RasterWindow window, CancellationToken ct)
    {
        var read = await reader.ReadFloatsAsync(0, window, ct);
        if (read.Error is { } unread)
        {
            return unread;
        }

        var cells = new int[read.Value.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var metres = read.Value[i];
            if (float.IsNaN(metres))
            {
                cells[i] = RasterCells.NoHeight;
                continue;
            }

            var millimetres = Math.Round(metres * 1000.0, MidpointRounding.AwayFromZero);
            if (!(millimetres is >= RasterCells.LowestHeight and <= RasterCells.HighestHeight))
            {
                var (column, row) = (window.Column + (i % window.Width), window.Row + (i / window.Width));
                return RasterMustFit.Refused($"第 {row + 1} 行第 {column + 1} 列的高程是 {metres:R} 米,不在 −500~9000 米之内,多半是没有写明的无数据值");
            }

            cells[i] = (int)millimetres;
        }

        return cells;
    }

    /// <summary>Data begins at 1: what is 0 in every band has none.</summary>
    private async Task<Result<byte[]>> StretchedAsync(int band, RasterWindow window, CancellationToken ct)
    {
        var read = await reader.ReadFloatsAsync(band, window, ct);
        return read.Map(samples => Array.ConvertAll(samples, s => float.IsNaN(s) ? (byte)0 : Math.Max((byte)1, Stretch!.Of(band, s))));
    }

    private async Task<Result<int[]>> ColoursAsync(RasterWindow window, CancellationToken ct)
    {
        // A fourth band may be transparency or infrared: it is not used.
        var bands = new List<byte[]>();
        for (var band = 0; band < Math.Min(3, reader.Description.Bands.Count); band++)
        {
            var read = Stretch is null ? await reader.ReadBytesAsync(band, window, ct) : await StretchedAsync(band, window, ct);
            if (read.Error is { } unread)
            {
                return unread;
            }

            bands.Add(read.Value);
        }

        var none = Enumerable.Range(0, bands.Count).Select(b => reader.Description.Bands[b].NoData).ToArray();
        var (red, green, blue) = (bands[0], bands[Math.Min(1, bands.Count - 1)], bands[^1]);
        var cells = new int[red.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var isNone = Stretch is null ? none[0] == red[i] && none[Math.Min(1, none.Length - 1)] == green[i] && none[^1] == blue[i] : (red[i] | green[i] | blue[i]) == 0;
            cells[i] = isNone ? RasterCells.NoColour : RasterCells.Colour(red[i], green[i], blue[i]);
        }

        return cells;
    }
}
