using System.Collections.Immutable;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crossings;

/// <summary>Makes parts of rings: a counter-clockwise ring is an outer one, a clockwise one a hole of the least ring around it.</summary>
internal static class RingAssembly
{
    /// <summary>Null where a hole has no ring around it: then the rings do not belong together.</summary>
    public static GridMultiPolygon? Of(IReadOnlyList<GridRing> rings)
    {
        var outers = rings.Where(r => r.DoubledSignedArea > 0).OrderBy(r => r.DoubledSignedArea).ToList();
        var holes = outers.ConvertAll(_ => ImmutableArray.CreateBuilder<GridRing>());
        foreach (var hole in rings.Where(r => r.DoubledSignedArea < 0))
        {
            var around = outers.FindIndex(o => -hole.DoubledSignedArea < o.DoubledSignedArea && Encloses(o, hole));
            if (around < 0)
            {
                return null;
            }

            holes[around].Add(hole);
        }

        return new GridMultiPolygon([.. outers.Select((o, i) => new GridPolygon(o, holes[i].ToImmutable()))]);
    }

    /// <summary>The rings do not cross: the first vertex off the outer ring decides.</summary>
    private static bool Encloses(GridRing outer, GridRing hole)
    {
        if (!outer.Envelope.Contains(hole.Envelope))
        {
            return false;
        }

        foreach (var vertex in hole.Points)
        {
            if (outer.Locate(vertex) is not 0 and var side)
            {
                return side > 0;
            }
        }

        return false;
    }

    /// <summary>A ring without repeated vertices and without spikes that run out and straight back (borders that coincide leave them).</summary>
    public static List<(int X, int Y)> WithoutSpikes(IEnumerable<(int X, int Y)> vertices)
    {
        var ring = new List<(int X, int Y)>();
        foreach (var vertex in vertices)
        {
            Push(ring, vertex);
        }

        // The seam: what the ring's end and its beginning make together.
        for (var changed = true; changed && ring.Count >= 3;)
        {
            changed = true;
            if (ring[^1] == ring[0] || IsSpike(ring[^2], ring[^1], ring[0]))
            {
                ring.RemoveAt(ring.Count - 1);
            }
            else if (IsSpike(ring[^1], ring[0], ring[1]))
            {
                ring.RemoveAt(0);
            }
            else
            {
                changed = false;
            }
        }

        return ring;
    }

    private static void Push(List<(int X, int Y)> ring, (int X, int Y) vertex)
    {
        while (ring.Count >= 2 && ring[^1] != vertex && IsSpike(ring[^2], ring[^1], vertex))
        {
            ring.RemoveAt(ring.Count - 1);
        }

        if (ring.Count == 0 || ring[^1] != vertex)
        {
            ring.Add(vertex);
        }
    }

    private static bool IsSpike((int X, int Y) a, (int X, int Y) b, (int X, int Y) c) =>
        PerturbedSides.Cross(a, b, c) == 0
        && (((long)b.X - a.X) * ((long)c.X - b.X)) + (((long)b.Y - a.Y) * ((long)c.Y - b.Y)) < 0;
}
