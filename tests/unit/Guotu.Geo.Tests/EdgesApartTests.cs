using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;

namespace Guotu.Geo.Tests;

/// <summary>The quick look at a figure never calls valid what is not: held against the library on figures made to touch, cross and turn back.</summary>
public sealed class EdgesApartTests
{
    [Fact]
    public void Whatever_the_quick_look_passes_the_library_calls_valid_too()
    {
        // On a small squared paper points coincide, edges touch and overlap in most draws.
        var paper = Gen.Choose(0, 12).Two().Select(p => Figures.At(p.Item1, p.Item2));
        var ring = Gen.Choose(3, 12).SelectMany(n => paper.ArrayOf(n)).Select(l => new GridRing(l));
        var figure = Gen.Choose(1, 3).SelectMany(n => ring.ArrayOf(n)).SelectMany(rings => Gen.Elements(true, false).Select(asHoles => asHoles
            ? GridMultiPolygon.Of(new GridPolygon(rings[0], [.. rings.Skip(1)]))
            : new GridMultiPolygon([.. rings.Select(r => new GridPolygon(r))])));
        var (passed, refused) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(figure.ToArbitrary(), f =>
        {
            var valid = FigureValidity.Check(f).Count == 0;
            _ = valid ? passed++ : refused++;
            return !valid || GridFigure.ToNts(f).IsValid;
        }));
        Assert.True(passed > 300 && refused > 300, $"{passed} valid, {refused} not");
    }

    [Fact]
    public void A_long_wound_boundary_is_seen_at_once_and_with_one_edge_bent_is_not_valid()
    {
        var points = new List<(double East, double North)>();
        for (var i = 0; i < 3_000; i++)
        {
            var (angle, radius) = (i * 0.05, 10 + (i * 0.3));
            points.Add((radius * Math.Cos(angle), radius * Math.Sin(angle)));
        }

        var back = Enumerable.Range(0, 3_000).Reverse().Select(i => (Angle: i * 0.05, Radius: 12 + (i * 0.3))).Select(p => (p.Radius * Math.Cos(p.Angle), p.Radius * Math.Sin(p.Angle)));
        var spiral = GridMultiPolygon.Of(new GridPolygon(Figures.Ring([.. points, .. back])));
        Assert.Empty(FigureValidity.Check(spiral));
        points[1_500] = (points[1_500].East * 1.5, points[1_500].North * 1.5);
        var bent = GridMultiPolygon.Of(new GridPolygon(Figures.Ring([.. points, .. back])));
        Assert.NotEmpty(FigureValidity.Check(bent));
    }

    [Fact]
    public void The_quick_look_says_of_every_figure_what_comparing_all_pairs_of_edges_says()
    {
        var (apart, not) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(6_000), Prop.ForAll(Rings().ToArbitrary(), figure =>
        {
            var expected = AllPairsApart(figure);
            _ = expected ? apart++ : not++;
            return EdgesApart.Holds(figure) == expected;
        }));
        Assert.True(apart > 500 && not > 500, $"{apart} apart, {not} not");
    }

    /// <summary>Ragged stars of up to 700 vertices, some with a vertex moved or repeated, and rings on squared paper; one or two of them.</summary>
    private static Gen<GridMultiPolygon> Rings()
    {
        var star = Gen.Choose(0, 100_000_000).Select(seed =>
        {
            var random = new Random(seed);
            var (n, harm) = (random.Next(3, random.Next(2) == 0 ? 60 : 700), random.Next(5));
            var points = Enumerable.Range(0, n).Select(i =>
            {
                var (angle, r) = (2 * Math.PI * i / n, 200 * (0.6 + (0.4 * random.NextDouble())));
                return Figures.At(r * Math.Cos(angle), r * Math.Sin(angle));
            }).ToList();
            var at = random.Next(n);
            points[at] = harm switch { 1 => points[random.Next(n)], 2 => Figures.At(random.Next(-200, 200), random.Next(-200, 200)), _ => points[at] };
            return new GridRing(points);
        });
        var paper = Gen.Choose(3, 9).SelectMany(n => Gen.Choose(0, 9).Two().Select(p => Figures.At(p.Item1, p.Item2)).ArrayOf(n)).Select(l => new GridRing(l));
        var far = star.Select(r => new GridRing(r.Points.Select(p => new GridPoint(p.East + 4_100_000, p.North))));
        return Gen.OneOf(
            star.Select(r => GridMultiPolygon.Of(new GridPolygon(r))),
            paper.Select(r => GridMultiPolygon.Of(new GridPolygon(r))),
            star.SelectMany(one => far.Select(other => GridMultiPolygon.Of(new GridPolygon(one), new GridPolygon(other)))),
            star.SelectMany(one => star.Select(other => GridMultiPolygon.Of(new GridPolygon(one, [other])))));
    }

    private static bool AllPairsApart(GridMultiPolygon figure)
    {
        var edges = figure.Rings.SelectMany((r, ring) => r.Points.Select((p, i) => (Ring: ring, Place: i, Count: r.Points.Length, From: p, To: r.Points[(i + 1) % r.Points.Length]))).ToArray();
        if (figure.Rings.Any(r => r.Points.Length < 3) || edges.Any(e => e.From == e.To))
        {
            return false;
        }

        for (var i = 0; i < edges.Length; i++)
        {
            for (var j = i + 1; j < edges.Length; j++)
            {
                var (a, b) = (edges[i], edges[j]);
                var follow = a.Ring == b.Ring && (b.Place == (a.Place + 1) % a.Count || a.Place == (b.Place + 1) % a.Count);
                var kind = EdgeContact.Classify(a.From, a.To, b.From, b.To);
                if (kind != ContactKind.None && !(follow && kind == ContactKind.Touch))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
