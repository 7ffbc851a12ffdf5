using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tests;

/// <summary>Areas against the closed form and against GeographicLib.</summary>
public sealed class AreaOracleTests
{
    private static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);

    [Fact]
    public void Rectangles_of_parallels_and_meridians_have_the_area_of_the_closed_form()
    {
        foreach (var (south, north, width) in from s in Enumerable.Range(0, 54) from h in new[] { 1 / 192.0, 1 / 24.0, 1.0, 4.0 } from w in new[] { 1 / 128.0, 3.0, 6.0 } select ((double)s, s + h, w))
        {
            var series = GeographicRingArea.SquareMetres([new(south, 105), new(south, 105 + width), new(north, 105 + width), new(north, 105)]);
            var closed = ClosedForm(south, north, width);
            Assert.True(Math.Abs(series - closed) <= Math.Max(1e-4, 2e-11 * closed), $"{south}-{north} × {width}: {series} and {closed}");
        }
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(800, 1)]
    [InlineData(5_000, 2)]
    [InlineData(20_000, 4)]
    public void A_figure_of_the_plane_has_the_area_that_GeographicLib_gives_its_dense_boundary(double size, int seed)
    {
        var random = new Random(seed);
        var corners = Enumerable.Range(0, 12).Select(i =>
        {
            var (angle, radius) = (i * Math.PI / 6, size * (0.5 + (random.NextDouble() / 2)));
            return GridPoint.FromMetres(new PlanePosition(36_478_500 + (radius * Math.Cos(angle)), 3_650_553 + (radius * Math.Sin(angle))));
        }).ToArray();
        var projection = new GaussKrugerProjection(Zone36);
        var expected = Planimeter(corners.SelectMany((c, i) => Dense(c, corners[(i + 1) % corners.Length])).Select(projection.Inverse));
        var polygon = new GridPolygon(new GridRing(corners));
        var finest = (double)new EllipsoidalArea(Zone36, new EllipsoidalAreaRule(1, null)).Of(polygon).SquareMetres;
        Assert.Equal(expected, finest, 0.001 + (1e-10 * expected));
        // A 70 m piece straight in longitude and latitude leaves the geodesic by at most L² tan B / 8R = 62 micrometres in its middle.
        var perimeter = 2 * Math.PI * size * 1.2;
        var pieces = (double)new EllipsoidalArea(Zone36, new EllipsoidalAreaRule(70, null)).Of(polygon).SquareMetres;
        Assert.Equal(expected, pieces, perimeter * 42e-6);
        // The standard's 10⁻⁶ second is 31 micrometres on the ground, at each end of each piece.
        var standard = (double)new EllipsoidalArea(Zone36).Of(polygon).SquareMetres;
        Assert.Equal(expected, standard, perimeter * (42e-6 + 31e-6));
    }

    /// <summary>Every metre, and no more than 400 points a side, so that a geodesic between two is the plane's line.</summary>
    private static IEnumerable<PlanePosition> Dense(GridPoint from, GridPoint to)
    {
        var (a, b) = (from.ToMetres(), to.ToMetres());
        var pieces = (int)Math.Clamp(Math.Sqrt(((b.East - a.East) * (b.East - a.East)) + ((b.North - a.North) * (b.North - a.North))), 1, 400);
        return Enumerable.Range(0, pieces).Select(i => new PlanePosition(a.East + ((b.East - a.East) * i / pieces), a.North + ((b.North - a.North) * i / pieces)));
    }

    private static double Planimeter(IEnumerable<GeographicPosition> ring)
    {
        var rows = Programs.Ask("Planimeter", ["-e", "6378137", "1/298.257222101", "-p", "10"], ring.Select(p => FormattableString.Invariant($"{p.Latitude:R} {p.Longitude:R}")));
        return Math.Abs(Programs.Numbers(rows[0])[2]);
    }

    /// <summary>The area between two parallels by its integral: b²ΔL/2 [sin B / (1 − e² sin² B) + (1/2e) ln((1 + e sin B)/(1 − e sin B))].</summary>
    private static double ClosedForm(double south, double north, double width)
    {
        var (e2, b) = (Ellipsoid.Cgcs2000.EccentricitySquared, Ellipsoid.Cgcs2000.SemiMinorAxis);
        var e = Math.Sqrt(e2);
        double Primitive(double degrees)
        {
            var sin = Math.Sin(degrees * Math.PI / 180);
            return (sin / (1 - (e2 * sin * sin))) + (Math.Atanh(e * sin) / e);
        }

        return b * b * width * Math.PI / 180 / 2 * (Primitive(north) - Primitive(south));
    }
}
