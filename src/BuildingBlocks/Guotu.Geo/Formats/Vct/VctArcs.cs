using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Vct;

/// <summary>
/// Cuts the rings of a coverage at the nodes where boundaries meet, so that every stretch of boundary is one line, written once and
/// used by both its sides with opposite sign.
/// </summary>
internal sealed class VctArcs
{
    /// <summary>Vertices held at once; a layer beyond it is refused.</summary>
    public const int MostVertices = 30_000_000;
    private readonly List<List<List<(double X, double Y)[]>>> _polygons = [];
    private readonly Dictionary<(double X, double Y), Neighbours> _neighbours = [];
    private readonly Dictionary<Arc, long> _arcs = [];
    private long _vertices;

    public List<(double X, double Y)[]> Lines { get; } = [];

    /// <summary>Adds a figure; false where the layer grows beyond what is held.</summary>
    public bool Add(NtsGeometry figure)
    {
        var parts = new List<List<(double X, double Y)[]>>();
        foreach (var polygon in FeatureGeometry.Parts(figure).Cast<Polygon>())
        {
            parts.Add([.. FeatureGeometry.RingsOf(polygon).Select(Points)]);
        }

        foreach (var ring in parts.SelectMany(p => p))
        {
            _vertices += ring.Length;
            for (var i = 0; i < ring.Length; i++)
            {
                Meet(ring[i], ring[(i + ring.Length - 1) % ring.Length], ring[(i + 1) % ring.Length]);
            }
        }

        _polygons.Add(parts);
        return _vertices <= MostVertices;
    }

    /// <summary>For each figure in the order it was added, its signed line numbers from 1, with 0 between rings.</summary>
    public IEnumerable<IReadOnlyList<long>> Compose()
    {
        foreach (var parts in _polygons)
        {
            var ids = new List<long>();
            foreach (var ring in parts.SelectMany(p => p))
            {
                if (ids.Count > 0)
                {
                    ids.Add(0);
                }

                ids.AddRange(Cut(ring));
            }

            yield return ids;
        }
    }

    private static (double X, double Y)[] Points(LinearRing ring)
    {
        var points = new List<(double X, double Y)>();
        for (var i = 0; i < ring.NumPoints - 1; i++)
        {
            var point = (ring.CoordinateSequence.GetX(i), ring.CoordinateSequence.GetY(i));
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }

        return [.. points];
    }

    private void Meet((double X, double Y) at, (double X, double Y) before, (double X, double Y) after)
    {
        var (low, high) = before.CompareTo(after) < 0 ? (before, after) : (after, before);
        _neighbours[at] = _neighbours.TryGetValue(at, out var known) && (known.Low, known.High) != (low, high) ? known with { IsNode = true } : known ?? new Neighbours(low, high, IsNode: false);
    }

    /// <summary>A ring that meets no other begins at its least vertex, so that the island and the hole around it give the same line.</summary>
    private IEnumerable<long> Cut((double X, double Y)[] ring)
    {
        var nodes = Enumerable.Range(0, ring.Length).Where(i => _neighbours[ring[i]].IsNode).ToArray();
        if (nodes.Length == 0)
        {
            nodes = [Array.IndexOf(ring, ring.Min())];
        }

        for (var k = 0; k < nodes.Length; k++)
        {
            var (from, to) = (nodes[k], nodes[(k + 1) % nodes.Length]);
            var length = to > from ? to - from : to - from + ring.Length;
            var points = new (double X, double Y)[length + 1];
            for (var i = 0; i <= length; i++)
            {
                points[i] = ring[(from + i) % ring.Length];
            }

            yield return IdOf(points);
        }
    }

    private long IdOf((double X, double Y)[] points)
    {
        if (_arcs.TryGetValue(new Arc(points), out var known))
        {
            return known;
        }

        var reversed = points.Reverse().ToArray();
        if (_arcs.TryGetValue(new Arc(reversed), out known))
        {
            return -known;
        }

        Lines.Add(points);
        return _arcs[new Arc(points)] = Lines.Count;
    }

    private sealed record Neighbours((double X, double Y) Low, (double X, double Y) High, bool IsNode);

    private readonly struct Arc((double X, double Y)[] points) : IEquatable<Arc>
    {
        private readonly (double X, double Y)[] _points = points;

        public bool Equals(Arc other) => _points.AsSpan().SequenceEqual(other._points);

        public override bool Equals(object? obj) => obj is Arc other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_points.Length, _points[0], _points[1], _points[^1]);
    }
}
