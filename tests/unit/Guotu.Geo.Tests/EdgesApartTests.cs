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
}
