using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Numerics;

namespace Guotu.Geo.Tests;

/// <summary>Four at a time is what one at a time is, to the bit: functions, places and recorded areas.</summary>
public sealed class DeterministicFourTests
{
    [Fact]
    public void Each_function_gives_every_lane_what_it_gives_for_one()
    {
        // Near each other, as vertices of a figure are, and anywhere, where each goes its own way.
        var near = Gen.Choose(-2_000_000_000, 2_000_000_000).Select(i => i / 1e9).SelectMany(middle => Gen.Choose(-1000, 1000).ArrayOf(4).Select(d => d.Select(v => middle + (v / 1e8)).ToArray()));
        var any = Gen.Choose(-2_000_000_000, 2_000_000_000).Select(i => i / 1e9).ArrayOf(4);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.OneOf(near, any).ToArbitrary(), x =>
            Same(x, DeterministicMath.Sin, DeterministicFour.Sin) && Same(x, DeterministicMath.Cos, DeterministicFour.Cos)
            && Same(x, DeterministicMath.Atan, DeterministicFour.Atan) && Same(x, DeterministicMath.Sinh, DeterministicFour.Sinh)
            && Same([.. x.Select(v => v / 2.001)], DeterministicMath.Atanh, DeterministicFour.Atanh)
            && Same([.. x.Select(v => v / 20)], DeterministicMath.Atanh, DeterministicFour.Atanh)
            && Same([.. x.Select(v => v / 20)], v => DeterministicMath.Atan2(v, 0.8), v => DeterministicFour.Atan2(v, Vector256.Create(0.8)))
            && Same(x, v => DeterministicMath.Atan2(v, 0.8), v => DeterministicFour.Atan2(v, Vector256.Create(0.8)))));
    }

    [Fact]
    public void Four_places_of_a_zone_have_the_angles_of_each()
    {
        var projection = new GaussKrugerProjection(GaussKrugerZone.ThreeDegree(36));
        var place = Gen.Choose(-200_000_000, 200_000_000).SelectMany(e => Gen.Choose(300_000, 6_200_000).Select(n => (East: 36_500_000 + (e / 1e3), North: n + (e % 1000 / 1e4))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3_000), Prop.ForAll(place.ArrayOf(4).ToArbitrary(), p =>
        {
            var (latitude, longitude) = projection.InverseRadians(
                Vector256.Create(p[0].East, p[1].East, p[2].East, p[3].East), Vector256.Create(p[0].North, p[1].North, p[2].North, p[3].North));
            return Enumerable.Range(0, 4).All(i =>
            {
                var (b, l) = projection.InverseRadians(new PlanePosition(p[i].East, p[i].North));
                return Bits(b) == Bits(latitude.GetElement(i)) && Bits(l) == Bits(longitude.GetElement(i));
            });
        }));
    }

    [Theory]
    [InlineData(70, 6)]
    [InlineData(70, null)]
    [InlineData(0, 6)]
    public void The_area_of_a_ring_is_the_sum_over_its_edges_one_by_one(int densify, int? decimals)
    {
        var area = new EllipsoidalArea(Figures.Zone36, new EllipsoidalAreaRule(densify, decimals));
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (points, metres) = (random.Next(3, 90), Math.Pow(10, random.Next(1, 5)));
            var ring = new GridRing(Enumerable.Range(0, points).Select(i =>
            {
                var (angle, r) = (2 * Math.PI * i / points, metres * (0.5 + (0.5 * random.NextDouble())));
                return Figures.At(r * Math.Cos(angle), r * Math.Sin(angle));
            }));
            Assert.Equal(OneByOne(ring, densify, decimals), Int128.Abs(area.UnitsOf(new GridPolygon(ring))));
            Assert.Equal(area.UnitsOf(new GridPolygon(ring)), area.UnitsOf(new GridPolygon(ring.Reversed())));
        }
    }

    /// <summary>As the rule is written: each edge from its lesser end, its pieces, B and L kept, trapezoids in whole units.</summary>
    private static Int128 OneByOne(GridRing ring, int densify, int? decimals)
    {
        var projection = new GaussKrugerProjection(Figures.Zone36);
        (double B, double L) Angles(double east, double north)
        {
            var (b, l) = projection.InverseRadians(new PlanePosition(east, north));
            var unit = decimals is { } d ? DeterministicMath.Pi / 648_000 / double.Parse("1e" + d, System.Globalization.CultureInfo.InvariantCulture) : 0;
            double Kept(double angle) => unit == 0 ? angle : Math.Round(angle / unit, MidpointRounding.AwayFromZero) * unit;
            return (Kept(b), Kept(l));
        }

        Int128 sum = 0;
        for (var i = 0; i < ring.Points.Length; i++)
        {
            var (a, b) = (ring.Points[i], ring.Points[(i + 1) % ring.Points.Length]);
            var (from, to, sign) = a <= b ? (a, b, 1) : (b, a, -1);
            double east = to.East - from.East, north = to.North - from.North;
            var pieces = densify == 0 ? 1 : (long)Math.Ceiling(Math.Sqrt((east * east) + (north * north)) / (densify * 10_000.0));
            var start = Angles(from.EastMetres, from.NorthMetres);
            for (long piece = 1; piece <= pieces; piece++)
            {
                var end = piece == pieces ? Angles(to.EastMetres, to.NorthMetres) : Angles((from.East + (east * piece / pieces)) / 10_000, (from.North + (north * piece / pieces)) / 10_000);
                var area = EllipsoidalTrapezoid.Cgcs2000.Area(end.B - start.B, (start.B + end.B) / 2, (start.L + end.L) / 2);
                sum += sign * (Int128)Math.Round(area * 1e8, MidpointRounding.AwayFromZero);
                start = end;
            }
        }

        return Int128.Abs(sum);
    }

    private static bool Same(double[] x, Func<double, double> one, Func<Vector256<double>, Vector256<double>> four)
    {
        var values = four(Vector256.Create(x[0], x[1], x[2], x[3]));
        return Enumerable.Range(0, 4).All(i => Bits(one(x[i])) == Bits(values.GetElement(i)));
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);
}
