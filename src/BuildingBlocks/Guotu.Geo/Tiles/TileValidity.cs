using System.Runtime.InteropServices;
using NetTopologySuite.Operation.Valid;

namespace Guotu.Geo.Tiles;

/// <summary>
/// Exact validity of a feature's polygons in a tile. Rings that meet nowhere are settled here; where two rings touch, the general check decides.
/// </summary>
internal sealed class TileValidity
{
    /// <summary>Edges up to which looking at every pair is cheaper than sorting.</summary>
    private const int Few = 64;

    private readonly List<Edge> _edges = [];

    public bool Holds(IReadOnlyList<TilePolygon> polygons)
    {
        if (polygons.Count == 1 && polygons[0].Holes.Count == 0 && polygons[0].Outer.Length == 3)
        {
            return true;
        }

        Fill(polygons);
        return Contacts() switch
        {
            Meeting.None => Nested(polygons),
            Meeting.Touching => new IsValidOp(TileFigures.Of(polygons)).IsValid,
            _ => false,
        };
    }

    private void Fill(IReadOnlyList<TilePolygon> polygons)
    {
        _edges.Clear();
        var ring = 0;
        foreach (var points in polygons.SelectMany(p => p.Rings))
        {
            for (var i = 0; i < points.Length; i++)
            {
                _edges.Add(new Edge(points[i], points[i + 1 == points.Length ? 0 : i + 1], ring, i, points.Length));
            }

            ring++;
        }

        if (_edges.Count > Few)
        {
            _edges.Sort(static (a, b) => a.West.CompareTo(b.West));
        }
    }

    /// <summary>The worst way in which two edges meet that are no neighbours.</summary>
    private Meeting Contacts()
    {
        var worst = Meeting.None;
        var edges = CollectionsMarshal.AsSpan(_edges);
        var sorted = edges.Length > Few;
        for (var i = 0; i < edges.Length; i++)
        {
            ref readonly var a = ref edges[i];
            for (var j = i + 1; j < edges.Length; j++)
            {
                ref readonly var b = ref edges[j];
                if (sorted && b.West > a.East)
                {
                    break;
                }

                if (!a.IsNear(b) || a.Neighbours(b) || !a.Meets(b))
                {
                    continue;
                }

                if (a.Ring == b.Ring || a.RunsThrough(b))
                {
                    return Meeting.Broken;
                }

                worst = Meeting.Touching;
            }
        }

        return worst;
    }

    /// <summary>Rings that meet nowhere lie wholly on one side of each other: holes in their outer ring, everything else beside.</summary>
    private static bool Nested(IReadOnlyList<TilePolygon> polygons)
    {
        foreach (var polygon in polygons)
        {
            for (var i = 0; i < polygon.Holes.Count; i++)
            {
                var hole = polygon.Holes[i];
                if (TileRing.Locate(polygon.Outer, hole[0]) <= 0 || polygon.Holes.Where((other, j) => j != i && TileRing.Locate(other, hole[0]) > 0).Any())
                {
                    return false;
                }
            }
        }

        // A part in a hole of another is rare enough for the general check.
        return polygons.Count == 1
            || !polygons.SelectMany((a, i) => polygons.Where((_, j) => j != i).Select(b => (a, b))).Any(p => TileRing.Locate(p.b.Outer, p.a.Outer[0]) > 0)
            || new IsValidOp(TileFigures.Of(polygons)).IsValid;
    }

    private enum Meeting
    {
        None,
        Touching,
        Broken,
    }

    private readonly struct Edge(TilePoint from, TilePoint to, int ring, int place, int length)
    {
        private readonly TilePoint _from = from, _to = to;
        private readonly long _north = Math.Min(from.Y, to.Y), _south = Math.Max(from.Y, to.Y);
        private readonly int _place = place, _length = length;

        public readonly long West = Math.Min(from.X, to.X);
        public readonly long East = Math.Max(from.X, to.X);
        public readonly int Ring = ring;

        public bool IsNear(in Edge other) => other.West <= East && West <= other.East && other._north <= _south && _north <= other._south;

        /// <summary>Neighbours share their vertex and nothing else: no three points in a row lie on a line.</summary>
        public bool Neighbours(in Edge other) =>
            Ring == other.Ring && (_place + 1 == other._place || other._place + 1 == _place || Math.Abs(_place - other._place) == _length - 1);

        public bool Meets(in Edge other)
        {
            var (c, d) = (TilePoint.Turn(_from, _to, other._from), TilePoint.Turn(_from, _to, other._to));
            var (a, b) = (TilePoint.Turn(other._from, other._to, _from), TilePoint.Turn(other._from, other._to, _to));

            // On one line the boxes, which meet, decide.
            return (Math.Sign(c) * Math.Sign(d)) <= 0 && (Math.Sign(a) * Math.Sign(b)) <= 0;
        }

        /// <summary>Whether two edges that meet do so beyond a vertex of one of them.</summary>
        public bool RunsThrough(in Edge other)
        {
            var (c, d) = (TilePoint.Turn(_from, _to, other._from), TilePoint.Turn(_from, _to, other._to));
            var (a, b) = (TilePoint.Turn(other._from, other._to, _from), TilePoint.Turn(other._from, other._to, _to));
            return (c == 0 && d == 0) || (Math.Sign(c) * Math.Sign(d) < 0 && Math.Sign(a) * Math.Sign(b) < 0);
        }
    }
}
