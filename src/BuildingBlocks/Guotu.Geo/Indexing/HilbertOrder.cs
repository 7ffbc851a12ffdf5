using Guotu.Geo.Geometry;

namespace Guotu.Geo.Indexing;

/// <summary>Place along a Hilbert curve of order 16 over a box: neighbours on the curve are neighbours on the map.</summary>
internal static class HilbertOrder
{
    private const int Order = 16;

    /// <summary>Positions of the items in curve order of their centres.</summary>
    public static int[] Of(GridEnvelope[] boxes)
    {
        var all = boxes.Aggregate(GridEnvelope.Empty, (a, b) => a.Union(b));
        var keys = new uint[boxes.Length];
        var order = new int[boxes.Length];
        for (var i = 0; i < boxes.Length; i++)
        {
            keys[i] = Key16(Cell(boxes[i].MinEast, boxes[i].MaxEast, all.MinEast, all.Width), Cell(boxes[i].MinNorth, boxes[i].MaxNorth, all.MinNorth, all.Height));
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }

    /// <summary>Place along a curve of order 32 over the whole square of numbers: the same for a place whatever else there is.</summary>
    public static ulong Key(uint x, uint y)
    {
        ulong key = 0;
        for (var side = 1u << 31; side > 0; side >>= 1)
        {
            var (right, up) = ((x & side) != 0, (y & side) != 0);
            key += (ulong)side * side * ((right ? 3u : 0u) ^ (up ? 1u : 0u));
            if (!up)
            {
                if (right)
                {
                    (x, y) = (side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1)));
                }

                (x, y) = (y, x);
            }
        }

        return key;
    }

    private static uint Cell(long low, long high, long origin, long extent) =>
        extent == 0 ? 0 : (uint)(((low - origin) + (high - origin)) / 2 * ((1L << Order) - 1) / extent);

    private static uint Key16(uint x, uint y)
    {
        uint key = 0;
        for (var side = 1u << (Order - 1); side > 0; side >>= 1)
        {
            var (right, up) = ((x & side) != 0, (y & side) != 0);
            key += side * side * ((right ? 3u : 0u) ^ (up ? 1u : 0u));
            if (!up)
            {
                if (right)
                {
                    (x, y) = (side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1)));
                }

                (x, y) = (y, x);
            }
        }

        return key;
    }
}
