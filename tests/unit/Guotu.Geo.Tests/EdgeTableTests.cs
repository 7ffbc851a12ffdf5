using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Geometry;
using Guotu.Geo.Topology;

namespace Guotu.Geo.Tests;

/// <summary>Edges that cancel: the table against a dictionary, shares against a whole.</summary>
public sealed class EdgeTableTests
{
    [Fact]
    public void The_table_holds_what_a_dictionary_holds_after_any_coming_and_going()
    {
        // Few points, so that edges come again, cancel and come back; many features, so that the last one shows.
        var point = Gen.Choose(0, 5).Two().Select(p => new GridPoint(p.Item1 << 21, p.Item2));
        var edge = point.Two().Where(e => e.Item1 != e.Item2).SelectMany(e => Gen.Choose(0, 50).SelectMany(feature => Gen.Choose(1, 2).Select(count => (From: e.Item1, To: e.Item2, Feature: feature, Count: count))));
        var edges = Gen.Choose(0, 3_000).SelectMany(n => edge.ArrayOf(n));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(edges.ToArbitrary(), adds =>
        {
            var (matching, oracle) = (new EdgeMatching(), new Dictionary<(GridPoint, GridPoint), (int Net, int Forward, int Backward)>());
            foreach (var (from, to, feature, count) in adds)
            {
                matching.Add(from, to, feature, count);
                Add(oracle, from, to, (feature, count));
            }

            var loose = new List<LooseEdge>();
            matching.AddTo(loose);
            return loose.ToHashSet().SetEquals(Left(oracle)) && loose.Count == oracle.Count;
        }));
    }

    [Fact]
    public void A_great_many_edges_are_held_and_let_go()
    {
        var matching = new EdgeMatching();
        for (var i = 0; i < 200_000; i++)
        {
            matching.Add(new GridPoint(i, 7 * i), new GridPoint(i + 1, (7 * i) + 3), i, 1);
        }

        for (var i = 199_999; i >= 1; i--)
        {
            matching.Add(new GridPoint(i + 1, (7 * i) + 3), new GridPoint(i, 7 * i), i, 1);
        }

        var loose = new List<LooseEdge>();
        matching.AddTo(loose);
        Assert.Equal([new LooseEdge(new GridPoint(0, 0), new GridPoint(1, 3), 0, 1)], loose);
    }

    [Theory]
    [InlineData(70, 1)]
    [InlineData(70, 2)]
    public void Edges_shared_out_to_threads_leave_what_all_of_them_together_leave(int side, int seed)
    {
        // Enough patches for threads; some are missing, some lie twice or three times, some are turned round.
        var random = new Random(seed);
        var shapes = Figures.Patches(side, seed).SelectMany(p => random.Next(12) switch
        {
            0 => [],
            1 => [p, p],
            2 => [p, p, p],
            3 => [GridMultiPolygon.Of(new GridPolygon(p.Polygons[0].Outer.Reversed()))],
            _ => (GridMultiPolygon[])[p],
        }).ToList();
        Assert.True(shapes.Count > 4_096);

        var oracle = new Dictionary<(GridPoint, GridPoint), (int Net, int Forward, int Backward)>();
        for (var feature = 0; feature < shapes.Count; feature++)
        {
            var ring = shapes[feature].Polygons[0].Outer;
            for (var i = 0; i < ring.Points.Length; i++)
            {
                var (a, b) = (ring.Points[i], ring.Points[(i + 1) % ring.Points.Length]);
                Add(oracle, ring.IsCounterClockwise ? a : b, ring.IsCounterClockwise ? b : a, (feature, 1));
            }
        }

        var left = Left(oracle).OrderBy(e => e.From).ThenBy(e => e.To).ToList();
        Assert.NotEmpty(left);
        Assert.Equal(left, EdgeMatching.Unmatched(shapes, CancellationToken.None));
    }

    [Fact]
    public void Features_far_from_every_loose_edge_do_not_change_the_depth_beside_it()
    {
        var shapes = Figures.Patches(30, 5);
        shapes.RemoveAt(444);
        shapes.Add(Figures.Box(300, 300, 420, 380));
        var loose = EdgeMatching.Unmatched(shapes, CancellationToken.None);
        var boxes = shapes.ConvertAll(s => s.Envelope);
        var (near, all) = (new CoverageDepth(shapes, boxes, loose), new CoverageDepth(shapes, boxes, [.. loose, new LooseEdge(Figures.At(-90_000, -90_000), Figures.At(90_000, 90_000), 0, 1)]));
        Assert.NotEmpty(loose);
        foreach (var edge in loose)
        {
            Assert.Equal(all.RightOf(edge), near.RightOf(edge));
            Assert.Equal(all.LeftOf(edge.From, edge.To), near.LeftOf(edge.From, edge.To));
        }
    }

    private static void Add(Dictionary<(GridPoint, GridPoint), (int Net, int Forward, int Backward)> edges, GridPoint from, GridPoint to, (int Feature, int Count) by)
    {
        var (forward, key) = (from < to, from < to ? (from, to) : (to, from));
        var (net, ahead, back) = edges.GetValueOrDefault(key);
        net += forward ? by.Count : -by.Count;
        if (net == 0)
        {
            edges.Remove(key);
        }
        else
        {
            edges[key] = forward ? (net, by.Feature, back) : (net, ahead, by.Feature);
        }
    }

    private static IEnumerable<LooseEdge> Left(Dictionary<(GridPoint Low, GridPoint High), (int Net, int Forward, int Backward)> edges) =>
        edges.Select(e => e.Value.Net > 0 ? new LooseEdge(e.Key.Low, e.Key.High, e.Value.Forward, e.Value.Net) : new LooseEdge(e.Key.High, e.Key.Low, e.Value.Backward, -e.Value.Net));
}
