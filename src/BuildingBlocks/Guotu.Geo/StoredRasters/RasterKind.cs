namespace Guotu.Geo.StoredRasters;

/// <summary>What the cells of a stored raster hold.</summary>
public enum RasterKind
{
    /// <summary>高程: whole millimetres above the raster's vertical datum.</summary>
    Elevation = 1,

    /// <summary>影像: colours.</summary>
    Imagery = 2,
}

/// <summary>The values of cells: one 32-bit integer each, of either kind.</summary>
public static class RasterCells
{
    /// <summary>A cell of elevation without data.</summary>
    public const int NoHeight = int.MinValue;

    /// <summary>A cell of imagery without data; colours are <c>FFRRGGBB</c>.</summary>
    public const int NoColour = 0;

    /// <summary>Lowest and highest terrain that is believed, millimetres: beyond is no height but a no-data value that nobody declared.</summary>
    public const int LowestHeight = -500_000;

    public const int HighestHeight = 9_000_000;

    public static int NoData(RasterKind kind) => kind == RasterKind.Elevation ? NoHeight : NoColour;

    public static int Colour(byte red, byte green, byte blue) => unchecked((int)0xFF000000) | (red << 16) | (green << 8) | blue;

    /// <summary>The cell of the level above: the mean of those of its four cells that have data, rounded half away from zero; without data where none has.</summary>
    internal static int Mean(RasterKind kind, ReadOnlySpan<int> cells)
    {
        var (count, height, red, green, blue) = (0, 0L, 0, 0, 0);
        foreach (var cell in cells)
        {
            if (cell == NoData(kind))
            {
                continue;
            }

            count++;
            height += cell;
            red += (cell >> 16) & 0xFF;
            green += (cell >> 8) & 0xFF;
            blue += cell & 0xFF;
        }

        return count == 0 ? NoData(kind)
            : kind == RasterKind.Elevation ? (int)Rounded(height, count)
            : Colour((byte)Rounded(red, count), (byte)Rounded(green, count), (byte)Rounded(blue, count));
    }

    private static long Rounded(long sum, int count) => sum < 0 ? -(((-sum * 2) + count) / (2 * count)) : ((sum * 2) + count) / (2 * count);
}
