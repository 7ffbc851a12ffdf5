using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Tests;

public sealed class StoredFormTests
{
    [Fact]
    public void A_figure_comes_back_as_it_was_stored()
    {
        var points = ArbMap.Default.GeneratorFor<int>().Select(i => (long)i * 977).Two().Select(p => new GridPoint(p.Item1, p.Item2)).ListOf();
        Check.QuickThrowOnFailure(Prop.ForAll(points.Select(p => p.Distinct().ToList()).Where(p => p.Count >= 3 && new GridRing(p).DoubledSignedArea != 0).ToArbitrary(), ring =>
        {
            var figure = GridMultiPolygon.Of(new GridPolygon(new GridRing(ring)), new GridPolygon(new GridRing(ring.Select(p => new GridPoint(p.North, p.East)))));
            return FigureCodec.TryDecode(FigureCodec.Encode(figure), out var back) && back.Equals(figure.Normalized());
        }));
    }

    [Fact]
    public void Bytes_that_are_no_figure_are_refused_and_never_throw() =>
        Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
            !FigureCodec.TryDecode(bytes, out var figure) || figure.Polygons.All(p => p.Outer is not null)));

    [Fact]
    public void Whatever_meets_a_box_lies_in_the_cells_that_are_searched_for_it()
    {
        var place = Gen.Choose(0, int.MaxValue).Select(i => 364_000_000_000L + i).Two();
        var size = Gen.Choose(0, 31).SelectMany(bits => Gen.Choose(0, int.MaxValue).Select(i => (long)i >> (31 - bits)));
        var box = place.SelectMany(p => size.Two().Select(s => new GridEnvelope(p.Item1, p.Item2, p.Item1 + s.Item1, p.Item2 + s.Item2)));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(box.Two().ToArbitrary(), pair =>
        {
            var (feature, query) = pair;
            var key = SpatialCell.KeyOf(feature);
            return !feature.Meets(query) || SpatialCell.RangesOf(query).Any(r => r.From <= key && key <= r.To);
        }));
    }
}
