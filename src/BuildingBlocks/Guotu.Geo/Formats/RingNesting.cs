using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace Guotu.Geo.Formats;

/// <summary>
/// Makes polygons of closed rings that the file does not tell apart: a ring inside an odd count of others is a hole of the smallest of them,
/// any other is an outer ring (按包含关系判定). Rings are taken not to cross; validity is checked where features are used.
/// </summary>
internal static class RingNesting
{
    /// <summary>Edges looked at before the figure counts as hostile; the same on every machine.</summary>
    private const long MostEdges = 400_000_000;

    /// <summary>The polygons with the place of each of their rings in the input; null where the search gave up.</summary>
    public static NestedRings? Assemble(IReadOnlyList<LinearRing> rings)
    {
        if (rings.Count == 1)
        {
            return new NestedRings([FeatureGeometry.Factory.CreatePolygon(rings[0])], [0]);
        }

        var order = Enumerable.Range(0, rings.Count).OrderByDescending(i => Math.Abs(Area.OfRing(rings[i].CoordinateSequence))).ThenBy(i => i).ToArray();
        var rank = new int[rings.Count];
        for (var k = 0; k < order.Length; k++)
        {
            rank[order[k]] = k;
        }

        var (depth, holder) = (new int[rings.Count], new int[rings.Count]);
        var search = new Search(rings, rank);
        foreach (var own in order)
        {
            holder[own] = search.Holder(own);
            if (search.GaveUp)
            {
                return null;
            }

            depth[own] = holder[own] < 0 ? 0 : depth[holder[own]] + 1;
        }

        var holes = Enumerable.Range(0, rings.Count).Where(i => depth[i] % 2 == 1).ToLookup(i => holder[i], i => rings[i]);
        return new NestedRings(
            [.. Enumerable.Range(0, rings.Count).Where(i => depth[i] % 2 == 0).Select(i => FeatureGeometry.Factory.CreatePolygon(rings[i], [.. holes[i]]))],
            depth);
    }

    private sealed class Search
    {
        private readonly IReadOnlyList<LinearRing> _rings;
        private readonly int[] _rank;
        private readonly STRtree<int> _tree = new();
        private long _edges;

        public Search(IReadOnlyList<LinearRing> rings, int[] rank)
        {
            (_rings, _rank) = (rings, rank);
            for (var i = 0; i < rings.Count; i++)
            {
                _tree.Insert(rings[i].EnvelopeInternal, i);
            }
        }

        public bool GaveUp => _edges > MostEdges;

        /// <summary>The smallest larger ring around this one, −1 where there is none.</summary>
        public int Holder(int ring)
        {
            var box = _rings[ring].EnvelopeInternal;
            foreach (var other in _tree.Query(box).Where(o => _rank[o] < _rank[ring] && _rings[o].EnvelopeInternal.Contains(box)).OrderByDescending(o => _rank[o]))
            {
                if (GaveUp)
                {
                    return -1;
                }

                if (LiesIn(_rings[ring].CoordinateSequence, _rings[other].CoordinateSequence))
                {
                    return other;
                }
            }

            return -1;
        }

        /// <summary>The first vertex off the other's border decides; where all are on it, the middle of the first edge that is not.</summary>
        private bool LiesIn(CoordinateSequence ring, CoordinateSequence other)
        {
            for (var i = 0; i < ring.Count - 1 && !GaveUp; i++)
            {
                if (Side(new Coordinate(ring.GetX(i), ring.GetY(i)), other) is { } side)
                {
                    return side;
                }
            }

            for (var i = 0; i < ring.Count - 1 && !GaveUp; i++)
            {
                if (Side(new Coordinate((ring.GetX(i) + ring.GetX(i + 1)) / 2, (ring.GetY(i) + ring.GetY(i + 1)) / 2), other) is { } side)
                {
                    return side;
                }
            }

            return false;
        }

        private bool? Side(Coordinate point, CoordinateSequence other)
        {
            _edges += other.Count;
            return RayCrossingCounter.LocatePointInRing(point, other) switch
            {
                Location.Interior => true,
                Location.Exterior => false,
                _ => null,
            };
        }
    }
}

/// <summary>Polygons and, for each ring of the input, how many rings lie around it.</summary>
internal sealed record NestedRings(IReadOnlyList<Polygon> Polygons, IReadOnlyList<int> Depths)
{
    public NtsGeometry ToGeometry() => Polygons.Count == 1 ? Polygons[0] : FeatureGeometry.Factory.CreateMultiPolygon([.. Polygons]);
}
