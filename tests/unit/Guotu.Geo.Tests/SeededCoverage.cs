using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Topology;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Tests;

/// <summary>What was broken on purpose, and what must be found for it.</summary>
internal sealed record Seeded(TopologyDefectKind Kind, long Feature, GridPoint Where);

/// <summary>A clean coverage of n × n patches with defects put in by a seed, far enough apart not to meet.</summary>
internal sealed class SeededCoverage
{
    private const int Size = 24;
    private readonly List<CoverageFeature> _features;
    private readonly Random _random;

    public SeededCoverage(int seed)
    {
        _random = new Random(seed);
        _features = [.. WithMiddles(Figures.Patches(Size, seed)).Select((p, i) => new CoverageFeature(i + 1, p))];
    }

    public static CoverageRules Rules { get; } = new() { Slivers = new SliverPolicy(new LegalArea(1_000), 60) };

    public List<Seeded> Expected { get; } = [];

    public IReadOnlyList<CoverageFeature> Features => _features;

    /// <summary>Puts one defect at every third patch of every third row, of the kinds given.</summary>
    public SeededCoverage With(params Action<SeededCoverage, int>[] kinds)
    {
        for (var row = 1; row < Size - 1; row += 3)
        {
            for (var column = 1; column < Size - 1; column += 3)
            {
                kinds[_random.Next(kinds.Length)](this, (row * Size) + column);
            }
        }

        return this;
    }

    public void Hole(int at)
    {
        var ring = Ring(at);
        var hole = Inner(ring);
        Replace(at, new GridPolygon(ring, [hole]));
        Expect(TopologyDefectKind.Gap, at + 1, hole.Points[0]);
    }

    /// <summary>A wedge taken from the patch along a border: open ground between two features.</summary>
    public void Wedge(int at)
    {
        var ring = Ring(at);
        var middle = Towards(Between(ring.Points[0], ring.Points[1], 0.5), Centre(ring), 0.1);
        Replace(at, new GridPolygon(Put(ring, 1, middle)));
        Expect(TopologyDefectKind.Gap, at + 1, middle);
    }

    /// <summary>The patch pushed over its neighbour's border.</summary>
    public void Bulge(int at)
    {
        var ring = Ring(at);
        var middle = Between(ring.Points[0], ring.Points[1], 0.5);
        var centre = Centre(ring);
        var beyond = new GridPoint(middle.East - ((centre.East - middle.East) / 10), middle.North - ((centre.North - middle.North) / 10));
        Replace(at, new GridPolygon(Put(ring, 1, beyond)));
        Expect(TopologyDefectKind.Overlap, at + 1, beyond);
    }

    public void Twice(int at)
    {
        var copy = new CoverageFeature(_features.Count + 1, _features[at].Shape);
        _features.Add(copy);
        Expect(TopologyDefectKind.Overlap, at + 1, Ring(at).Points[0]);
    }

    public void RepeatedPoint(int at)
    {
        var ring = Ring(at);
        Replace(at, new GridPolygon(Put(ring, 2, ring.Points[1])));
        Expect(TopologyDefectKind.InvalidFigure, at + 1, ring.Points[1]);
    }

    public void Spike(int at)
    {
        var ring = Ring(at);
        var tip = Towards(ring.Points[1], Centre(ring), 1.3);
        Replace(at, new GridPolygon(Put(Put(ring, 2, ring.Points[1]), 2, tip)));
        Expect(TopologyDefectKind.InvalidFigure, at + 1, tip);
    }

    /// <summary>The hole and its filling feature are right, but the hole is drawn as part of the outer ring, touching it at a vertex.</summary>
    public void TouchingRing(int at)
    {
        var ring = Ring(at);
        var hole = Inner(ring).Normalized(counterClockwise: !ring.IsCounterClockwise).Points;
        var simple = ring.Points.Select(p => new GridRing([p, hole[0], hole[1], hole[2]]))
            .First(r => FigureValidity.Check(GridMultiPolygon.Of(new GridPolygon(ring, [r]))).Count == 0);
        var touch = simple.Points[0];
        var inner = simple.IsCounterClockwise == ring.IsCounterClockwise ? simple.Reversed() : simple;
        var (start, from) = (inner.Points.IndexOf(touch), ring.Points.IndexOf(touch));
        var walked = Enumerable.Range(0, 4).Select(i => inner.Points[(start + i) % 4]);
        _features.Add(new CoverageFeature(_features.Count + 1, GridMultiPolygon.Of(new GridPolygon(inner))));
        Replace(at, new GridPolygon(new GridRing(ring.Points.Skip(from).Concat(ring.Points.Take(from)).Concat(walked))));
        Expect(TopologyDefectKind.InvalidFigure, at + 1, touch);
    }

    /// <summary>The border makes a loop: its boundary crosses itself.</summary>
    public void Crossing(int at)
    {
        var ring = Ring(at);
        var (a, b, centre) = (ring.Points[0], ring.Points[1], Centre(ring));
        var (ahead, back) = (Towards(Between(a, b, 0.67), centre, 0.1), Towards(Between(a, b, 0.33), centre, 0.1));
        Replace(at, new GridPolygon(Put(Put(ring, 1, back), 1, ahead)));
        Expect(TopologyDefectKind.InvalidFigure, at + 1, a);
    }

    /// <summary>A vertex lies on the border; only the neighbour has it.</summary>
    public void BareVertex(int at)
    {
        var ring = Ring(at);
        Replace(at, new GridPolygon(new GridRing(ring.Points.RemoveAt(1))));
        Expect(TopologyDefectKind.MissingVertex, at + 1, ring.Points[1]);
    }

    /// <summary>The border's vertex in this patch alone lies a few tenths of a millimetre off.</summary>
    public void NearVertex(int at)
    {
        var ring = Ring(at);
        Replace(at, new GridPolygon(new GridRing(ring.Points.SetItem(1, Towards(ring.Points[1], Centre(ring), 0.00002)))));
        Expect(TopologyDefectKind.MissingVertex, at + 1, ring.Points[1]);
    }

    /// <summary>A strip of less than 1 cm along a border, cut off from the patch as a feature of its own; every vertex is shared.</summary>
    public void Sliver(int at)
    {
        var ring = Ring(at);
        var (a, b) = (ring.Points[0], ring.Points[1]);
        var inner = Towards(Between(a, b, 0.5), Centre(ring), 0.0003);
        Replace(at, new GridPolygon(Put(ring, 1, inner)));
        _features.Add(new CoverageFeature(_features.Count + 1, GridMultiPolygon.Of(new GridPolygon(new GridRing([a, b, inner])))));
        Expect(TopologyDefectKind.Sliver, _features.Count, a);
    }

    private void Expect(TopologyDefectKind kind, long feature, GridPoint where) => Expected.Add(new Seeded(kind, feature, where));

    private GridRing Ring(int at) => _features[at].Shape.Polygons[0].Outer;

    private void Replace(int at, GridPolygon polygon) => _features[at] = _features[at] with { Shape = GridMultiPolygon.Of(polygon) };

    private static GridRing Put(GridRing ring, int place, GridPoint point) => new(ring.Points.Insert(place, point));

    private static GridPoint Between(GridPoint a, GridPoint b, double t) =>
        new(a.East + (long)((b.East - a.East) * t), a.North + (long)((b.North - a.North) * t));

    private static GridPoint Towards(GridPoint from, GridPoint to, double t) => Between(from, to, t);

    /// <summary>A point inside: the middle of a corner triangle that opens inwards.</summary>
    private static GridPoint Centre(GridRing ring)
    {
        var p = ring.Points;
        return Enumerable.Range(0, p.Length).Select(i => (A: p[i], B: p[(i + 2) % p.Length], C: p[(i + p.Length - 2) % p.Length]))
            .Select(t => new GridPoint((t.A.East + t.B.East + t.C.East) / 3, (t.A.North + t.B.North + t.C.North) / 3))
            .Prepend(new GridPoint((long)p.Average(q => q.East), (long)p.Average(q => q.North)))
            .First(c => ring.Locate(c) > 0);
    }

    private static GridRing Inner(GridRing ring)
    {
        var centre = Centre(ring);
        return new GridRing([centre, new(centre.East + 14_000, centre.North + 4_000), new(centre.East + 6_000, centre.North + 18_000)]);
    }

    /// <summary>Every side gets a vertex in its middle, exactly on the line: corners are moved to even numbers first.</summary>
    private static IEnumerable<GridMultiPolygon> WithMiddles(List<GridMultiPolygon> patches) => patches.Select(patch =>
    {
        var even = patch.Polygons[0].Outer.Points.Select(p => new GridPoint(p.East & ~1L, p.North & ~1L)).ToArray();
        return GridMultiPolygon.Of(new GridPolygon(new GridRing(even.SelectMany((p, i) => new[] { p, Between(p, even[(i + 1) % 4], 0.5) }))));
    });
}
