using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tests;

public sealed class StoredFigureTests
{
    /// <summary>Whatever the start, direction and order of rings: the stored form is that of the normalized figure, and is known as such.</summary>
    [Fact]
    public void The_stored_form_is_that_of_the_normalized_figure()
    {
        var paper = Gen.Choose(0, 6).Two().Select(p => Figures.At(p.Item1, p.Item2));
        var ring = Gen.Choose(3, 7).SelectMany(n => paper.ArrayOf(n)).Select(l => new GridRing(l)).Where(r => r.Points.Length >= 3 && r.DoubledSignedArea != 0 && r.Points[0] != r.Points[^1]);
        var part = Gen.Choose(1, 3).SelectMany(n => ring.ArrayOf(n)).Select(r => new GridPolygon(r[0], [.. r.Skip(1)]));
        var figure = Gen.Choose(1, 3).SelectMany(n => part.ArrayOf(n)).Select(p => new GridMultiPolygon([.. p]));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(figure.ToArbitrary(), f =>
        {
            var stored = FigureCodec.Encode(f);
            var normal = f.Normalized();
            return FigureCodec.TryDecode(stored, out var back) && back.Equals(normal) && stored.AsSpan().SequenceEqual(FigureCodec.Encode(normal))
                && (!f.IsNormalized || f.Equals(normal));
        }));
    }

    [Fact]
    public void A_boundary_closed_more_than_once_is_stored_closed_once()
    {
        var box = Figures.BoxRing(0, 0, 10, 10);
        var closed = GridMultiPolygon.Of(new GridPolygon(new GridRing([.. box.Points, box.Points[0], box.Points[0], box.Points[0]])));
        Assert.Equal(FigureCodec.Encode(GridMultiPolygon.Of(new GridPolygon(box))), FigureCodec.Encode(closed));
    }

    [Fact]
    public void Areas_of_small_and_of_wide_rings_are_exact()
    {
        var random = new Random(2);
        for (var i = 0; i < 2_000; i++)
        {
            var side = 1L << random.Next(4, 40);
            var points = Enumerable.Range(0, random.Next(3, 30)).Select(_ => new GridPoint(random.NextInt64(side), random.NextInt64(side))).Distinct().ToArray();
            var sum = System.Numerics.BigInteger.Zero;
            for (var p = 0; p < points.Length; p++)
            {
                var (a, b) = (points[p], points[(p + 1) % points.Length]);
                sum += ((System.Numerics.BigInteger)a.East * b.North) - ((System.Numerics.BigInteger)b.East * a.North);
            }

            Assert.Equal(sum, (System.Numerics.BigInteger)new GridRing(points).DoubledSignedArea);
        }
    }
}
