using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Store;

/// <summary>
/// Place of a feature in a pyramid of square cells (空间格网键), a plain BIGINT that every database can index. A feature lies at the finest
/// level whose cells are no smaller than its box, in the cell of its south-west corner; so it reaches into the next cell at most.
/// </summary>
public static class SpatialCell
{
    // 419 m, 3.4 km, 27 km, 215 km, and one cell for what is larger still.
    private static readonly int[] Levels = [22, 25, 28, 31, 40];
    private const int CoordinateBits = 26;
    private const long CoordinateMask = (1L << CoordinateBits) - 1;
    private const int MostColumns = 12;

    public static long KeyOf(GridEnvelope box)
    {
        var extent = Math.Max(box.Width, box.Height);
        var level = Array.Find(Levels, l => extent <= 1L << l);
        return Key(level == 0 ? Levels[^1] : level, box.MinEast, box.MinNorth);
    }

    /// <summary>Ranges of keys that hold every feature which meets the box; also some that do not.</summary>
    public static IReadOnlyList<(long From, long To)> RangesOf(GridEnvelope box)
    {
        var ranges = new List<(long, long)>();
        foreach (var level in Levels)
        {
            var (west, east) = ((box.MinEast >> level) - 1, box.MaxEast >> level);
            var (south, north) = (box.MinNorth - (1L << level), box.MaxNorth);
            if (east - west > MostColumns)
            {
                ranges.Add((Key(level, west << level, south), Key(level, east << level, north)));
                continue;
            }

            for (var column = west; column <= east; column++)
            {
                ranges.Add((Key(level, column << level, south), Key(level, column << level, north)));
            }
        }

        return ranges;
    }

    private static long Key(int level, long east, long north) =>
        ((long)level << (2 * CoordinateBits)) | (Bits(east >> level) << CoordinateBits) | Bits(north >> level);

    // Cells left of or below the origin are clamped: no plane coordinate of a zone is negative by more than a county.
    private static long Bits(long cell) => Math.Clamp(cell + 1, 0, CoordinateMask);
}
