using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using static Guotu.Geo.Tests.Figures;

namespace Guotu.Geo.Tests;

/// <summary>Crossings found eight boxes at a time, and insides told by whole runs, against every edge looked at by itself.</summary>
public sealed class CrossingSearchTests
{
    [Fact]
    public void Every_crossing_is_found_once_whatever_the_boundaries_and_holes()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(Pairs().ToArbitrary(), pair =>
        {
            var (project, layer) = Ready(pair.Item1, pair.Item2);
            var found = new CrossingOrder(project, layer);
            new CrossingSearch(project, layer, found).Run();
            return found.All.OrderBy(c => c.ProjectEdge).ThenBy(c => c.LayerEdge).SequenceEqual(OneByOne(project, layer));
        }));
    }

    [Fact]
    public void Whether_a_vertex_lies_inside_is_what_counting_every_edge_says()
    {
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_500), Prop.ForAll(Pairs().ToArbitrary(), pair =>
        {
            var (project, layer) = Ready(pair.Item1, pair.Item2);
            return Enumerable.Range(0, project.EdgeCount).All(v => Insides.ProjectVertex(project.Vertex(v), layer) == ProjectIn(project.Vertex(v), layer))
                && Enumerable.Range(0, layer.EdgeCount).All(v => Insides.LayerVertex(layer.Vertex(v), project) == LayerIn(layer.Vertex(v), project));
        }));
    }

    private static IEnumerable<Crossing> OneByOne(PreparedFigure project, PreparedFigure layer)
    {
        for (var a = 0; a < project.EdgeCount; a++)
        {
            for (var b = 0; b < layer.EdgeCount; b++)
            {
                var (a1, a2, b1, b2) = (project.Vertex(a), project.EdgeEnd(a), layer.Vertex(b), layer.EdgeEnd(b));
                var (from, to) = (PerturbedSides.Cross(b1, b2, a1), PerturbedSides.Cross(b1, b2, a2));
                var (start, end) = (PerturbedSides.Cross(a1, a2, b1), PerturbedSides.Cross(a1, a2, b2));
                var enters = PerturbedSides.ProjectIsLeft(to, b1, b2);
                if (PerturbedSides.ProjectIsLeft(from, b1, b2) != enters && PerturbedSides.LayerIsLeft(start, a1, a2) != PerturbedSides.LayerIsLeft(end, a1, a2))
                {
                    yield return new Crossing(a, b, enters, from, to);
                }
            }
        }
    }

    private static bool ProjectIn((int X, int Y) p, PreparedFigure layer) => Enumerable.Range(0, layer.EdgeCount).Count(e =>
    {
        var (from, to) = (layer.Vertex(e), layer.EdgeEnd(e));
        return (from.Y <= p.Y) != (to.Y <= p.Y) && PerturbedSides.ProjectIsLeft(PerturbedSides.Cross(from, to, p), from, to) == from.Y <= p.Y;
    }) % 2 == 1;

    private static bool LayerIn((int X, int Y) p, PreparedFigure project) => Enumerable.Range(0, project.EdgeCount).Count(e =>
    {
        var (from, to) = (project.Vertex(e), project.EdgeEnd(e));
        return (from.Y >= p.Y) != (to.Y >= p.Y) && PerturbedSides.LayerIsLeft(PerturbedSides.Cross(from, to, p), from, to) == from.Y < p.Y;
    }) % 2 == 1;

    private static (PreparedFigure Project, PreparedFigure Layer) Ready(GridMultiPolygon a, GridMultiPolygon b)
    {
        var frame = AreaFrame.Around(a.Envelope.Union(b.Envelope), Zone36);
        return (frame.Prepare(a).Value, frame.Prepare(b).Value);
    }

    /// <summary>Rings of 3 to 40 vertices on a squared paper where much coincides, or on a wide one where nothing does; up to three rings, as holes or as parts.</summary>
    private static Gen<(GridMultiPolygon, GridMultiPolygon)> Pairs()
    {
        var figure = Gen.Elements(6, 4_000).SelectMany(paper =>
        {
            var place = Gen.Choose(0, paper).Two().Select(p => At(p.Item1, p.Item2));
            var ring = Gen.Choose(3, 40).SelectMany(n => place.ArrayOf(n)).Select(l => new GridRing(l)).Where(r => r.Points.Length > 2 && r.DoubledSignedArea != 0);
            return Gen.Choose(1, 3).SelectMany(n => ring.ArrayOf(n)).SelectMany(rings => Gen.Elements(true, false).Select(asHoles => asHoles
                ? GridMultiPolygon.Of(new GridPolygon(rings[0], [.. rings.Skip(1)]))
                : new GridMultiPolygon([.. rings.Select(r => new GridPolygon(r))])));
        });
        return figure.Two().Select(p => (p.Item1, p.Item2));
    }
}
