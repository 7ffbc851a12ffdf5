using Guotu.Geo.Formats.Rasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.StoredRasters;

/// <summary>
/// How 16-bit imagery becomes 8 bits (16 位影像拉伸): each band from its 2nd to its 98th percentile, linear, cut off beyond. The percentiles are of rows
/// spread evenly over the picture, the same on every reading.
/// </summary>
public sealed class BandStretch
{
    private const int Values = 65_536;
    private const long MostSamples = 64L << 20;
    private const int RowsTogether = 16;
    private const double Tail = 0.02;
    private readonly (double Low, double High)[] _bands;

    private BandStretch((double Low, double High)[] bands) => _bands = bands;

    /// <summary>Reads at most some 64 million samples of each band.</summary>
    public static async Task<Result<BandStretch>> OfAsync(IRasterReader reader, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var bands = new (double, double)[Math.Min(3, reader.Description.Bands.Count)];
        for (var band = 0; band < bands.Length; band++)
        {
            var counts = await CountsAsync(reader, band, ct);
            if (counts.Error is { } unread)
            {
                return unread;
            }

            bands[band] = Range(counts.Value);
        }

        return new BandStretch(bands);
    }

    /// <summary>The 8-bit value of a sample of a band; a sample without data is 0.</summary>
    public byte Of(int band, float sample)
    {
        var (low, high) = _bands[band];
        return float.IsNaN(sample) ? (byte)0 : (byte)Math.Clamp(Math.Round((sample - low) * 255 / (high - low), MidpointRounding.AwayFromZero), 0, 255);
    }

    private static async Task<Result<long[]>> CountsAsync(IRasterReader reader, int band, CancellationToken ct)
    {
        var (width, height) = (reader.Description.Width, reader.Description.Height);
        var every = Math.Max(RowsTogether, (int)Math.Ceiling((double)width * height / MostSamples) * RowsTogether);
        var counts = new long[Values];
        for (var row = 0; row < height; row += every)
        {
            var window = new RasterWindow(0, row, width, Math.Min(RowsTogether, height - row));
            var read = await reader.ReadFloatsAsync(band, window, ct);
            if (read.Error is { } unread)
            {
                return unread;
            }

            foreach (var sample in read.Value)
            {
                if (sample is >= 0 and < Values)
                {
                    counts[(int)sample]++;
                }
            }
        }

        return counts;
    }

    /// <summary>A band of one value is shown as it is, black.</summary>
    private static (double Low, double High) Range(long[] counts)
    {
        var (sum, seen) = (counts.Sum(), 0L);
        var (low, high) = (-1, -1);
        for (var value = 0; value < Values && high < 0; value++)
        {
            seen += counts[value];
            low = low < 0 && seen > sum * Tail ? value : low;
            high = seen >= sum * (1 - Tail) && seen > 0 ? value : -1;
        }

        low = Math.Max(low, 0);
        return (low, Math.Max(high, low + 1));
    }
}
