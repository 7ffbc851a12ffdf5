using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tiles;

/// <summary>A vertex in whole units of a tile, rows downwards.</summary>
internal readonly record struct TilePoint(long X, long Y)
{
    /// <summary>Sign tells the side of c from a→b; 0 on the line. Exact within 2³⁰ units.</summary>
    public static long Turn(TilePoint a, TilePoint b, TilePoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}

/// <summary>Rings in whole units of a tile: closing point implied, no two points equal in a row, no point on the line of its neighbours.</summary>
internal static class TileRing
{
    /// <summary>The ring thinned to the units of the tile; empty where nothing is left of it.</summary>
    public static TilePoint[] Of(GridRing ring, TileLattice lattice)
    {
        var (kept, reach) = (new List<TilePoint>(Math.Min(ring.Points.Length, 1024)), lattice.Reach);
        var points = ring.Points.AsSpan();
        var whole = reach.Contains(ring.Envelope);
        var (run, here) = (Outside.None, whole ? Outside.None : SideOf(points[0], reach));
        for (var i = 0; i < points.Length; i++)
        {
            var next = whole ? Outside.None : SideOf(points[i + 1 == points.Length ? 0 : i + 1], reach);
            run &= here;

            // What runs on one outer side of the tile is nothing to it: the first and the last point of such a run stand for it.
            if ((run & next) == Outside.None)
            {
                var (x, y) = lattice.ToTile(points[i]);
                Push(kept, new TilePoint((long)Math.Floor(x + 0.5), (long)Math.Floor(y + 0.5)));
                run = here;
            }

            here = next;
        }

        return Closed(kept);
    }

    /// <summary>The points without those that say nothing.</summary>
    public static TilePoint[] Of(ReadOnlySpan<TilePoint> points)
    {
        var kept = new List<TilePoint>(points.Length);
        foreach (var point in points)
        {
            Push(kept, point);
        }

        return Closed(kept);
    }

    /// <summary>Twice the area; positive where an outer ring of a vector tile has to run.</summary>
    public static long DoubledArea(ReadOnlySpan<TilePoint> ring)
    {
        var sum = 0L;
        for (var i = 2; i < ring.Length; i++)
        {
            sum += TilePoint.Turn(ring[0], ring[i - 1], ring[i]);
        }

        return sum;
    }

    /// <summary>1 inside, 0 on the border, −1 outside.</summary>
    public static int Locate(ReadOnlySpan<TilePoint> ring, TilePoint p)
    {
        var inside = false;
        var a = ring[^1];
        foreach (var b in ring)
        {
            var (low, high) = a.Y < b.Y ? (a, b) : (b, a);
            if (p.Y >= low.Y && p.Y <= high.Y)
            {
                var side = TilePoint.Turn(low, high, p);
                if (side == 0 && p.X >= Math.Min(a.X, b.X) && p.X <= Math.Max(a.X, b.X))
                {
                    return 0;
                }

                inside ^= side > 0 && p.Y < high.Y;
            }

            a = b;
        }

        return inside ? 1 : -1;
    }

    private static void Push(List<TilePoint> kept, TilePoint point)
    {
        while (kept.Count > 1 && TilePoint.Turn(kept[^2], kept[^1], point) == 0)
        {
            kept.RemoveAt(kept.Count - 1);
        }

        if (kept.Count == 0 || kept[^1] != point)
        {
            kept.Add(point);
        }
    }

    private static TilePoint[] Closed(List<TilePoint> kept)
    {
        var (first, end) = (0, kept.Count);
        while (end - first >= 3)
        {
            if (kept[end - 1] == kept[first] || TilePoint.Turn(kept[end - 2], kept[end - 1], kept[first]) == 0)
            {
                end--;
            }
            else if (TilePoint.Turn(kept[end - 1], kept[first], kept[first + 1]) == 0)
            {
                first++;
            }
            else
            {
                return CollectionsMarshal.AsSpan(kept)[first..end].ToArray();
            }
        }

        return [];
    }

    private static Outside SideOf(GridPoint p, GridEnvelope box) =>
        (p.East < box.MinEast ? Outside.West : p.East > box.MaxEast ? Outside.East : Outside.None)
        | (p.North < box.MinNorth ? Outside.South : p.North > box.MaxNorth ? Outside.North : Outside.None);

    [Flags]
    private enum Outside
    {
        None = 0,
        West = 1,
        East = 2,
        South = 4,
        North = 8,
    }
}
