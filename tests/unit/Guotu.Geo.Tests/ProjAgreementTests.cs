using Guotu.Geo.Crs;

namespace Guotu.Geo.Tests;

/// <summary>Against PROJ's <c>cs2cs</c>, over the county and over every zone.</summary>
public sealed class ProjAgreementTests
{
    private const double TenthOfAMillimetre = 1e-4;

    [Theory]
    [InlineData(4523)]
    [InlineData(4524)]
    [InlineData(4525)]
    [InlineData(4544)]
    [InlineData(4545)]
    [InlineData(4546)]
    [InlineData(4496)]
    [InlineData(4497)]
    [InlineData(4507)]
    [InlineData(4508)]
    public void Degrees_of_the_county_come_into_a_zone_and_back_as_PROJ_has_them(int epsg)
    {
        var positions = Grid().ToArray();
        var expected = Programs.Ask("cs2cs", ["-f", "%.9f", "EPSG:4490", $"EPSG:{epsg}"], positions.Select(Line)).Select(Programs.Numbers).ToArray();
        var projection = new GaussKrugerProjection(GaussKrugerZone.FromEpsg(epsg)!);
        Assert.Equal(positions.Length, expected.Length);
        for (var i = 0; i < positions.Length; i++)
        {
            var plane = projection.Forward(positions[i]);
            // North first: the register's order, in which cs2cs speaks.
            Assert.Equal(expected[i][0], plane.North, TenthOfAMillimetre);
            Assert.Equal(expected[i][1], plane.East, TenthOfAMillimetre);
            var back = projection.Inverse(new PlanePosition(expected[i][1], expected[i][0]));
            Assert.Equal(positions[i].Latitude, back.Latitude, 1e-9);
            Assert.Equal(positions[i].Longitude, back.Longitude, 1e-9);
        }
    }

    [Fact]
    public void Every_zone_of_3_and_6_degrees_with_and_without_prefix_is_PROJs_zone_of_the_same_code()
    {
        for (var epsg = 4491; epsg <= 4554; epsg++)
        {
            var projection = new GaussKrugerProjection(GaussKrugerZone.FromEpsg(epsg)!);
            var half = (int)projection.Zone.Width / 2.0;
            var positions = (from lat in new[] { 18.2, 33.1, 53.5 } from d in new[] { -half, -0.3, half } select new GeographicPosition(lat, projection.Zone.CentralMeridian + d)).ToArray();
            var expected = Programs.Ask("cs2cs", ["-f", "%.9f", "EPSG:4490", $"EPSG:{epsg}"], positions.Select(Line)).Select(Programs.Numbers).ToArray();
            for (var i = 0; i < positions.Length; i++)
            {
                var plane = projection.Forward(positions[i]);
                Assert.Equal(expected[i][0], plane.North, TenthOfAMillimetre);
                Assert.Equal(expected[i][1], plane.East, TenthOfAMillimetre);
            }
        }
    }

    [Theory]
    [InlineData("position_vector", RotationConvention.PositionVector)]
    [InlineData("coordinate_frame", RotationConvention.CoordinateFrame)]
    public void Seven_parameters_move_a_position_as_PROJs_Helmert_step_does_in_the_same_convention(string convention, RotationConvention rotation)
    {
        // Invented figures: real parameters are controlled and are in no test.
        var shift = new BursaWolfShift(21.5, -143.25, -78.125, 1.25, -2.5, 3.75, -4.5, rotation);
        var conversion = DatumConversion.Create(new DatumReference(GeodeticDatum.Beijing54, null), GaussKrugerZone.ThreeDegree(36), shift).Value;
        var positions = Grid().ToArray();
        var pipeline = "+proj=pipeline +step +proj=cart +ellps=krass +step +proj=helmert +x=21.5 +y=-143.25 +z=-78.125 +rx=1.25 +ry=-2.5 +rz=3.75 +s=-4.5 "
            + $"+convention={convention} +step +inv +proj=cart +ellps=GRS80 +step +proj=tmerc +lon_0=108 +x_0=36500000 +ellps=GRS80";
        // cct takes degrees, longitude first, then height and time.
        var expected = Programs.Ask("cct", ["-d", "6", "-z", "0", "-t", "0", .. pipeline.Split(' ')], positions.Select(p => FormattableString.Invariant($"{p.Longitude:R} {p.Latitude:R}"))).Select(Programs.Numbers).ToArray();
        for (var i = 0; i < positions.Length; i++)
        {
            var plane = conversion.Apply(new PlanePosition(positions[i].Longitude, positions[i].Latitude));
            Assert.Equal(expected[i][0], plane.East, TenthOfAMillimetre);
            Assert.Equal(expected[i][1], plane.North, TenthOfAMillimetre);
        }
    }

    [Theory]
    [InlineData(2360, 2381)]
    [InlineData(2333, 2344)]
    [InlineData(2412, 2433)]
    [InlineData(21419, 21479)]
    public void Zones_of_the_older_systems_lie_where_PROJ_has_them_on_their_own_ellipsoid(int prefixed, int bare)
    {
        foreach (var epsg in new[] { prefixed, bare })
        {
            var reference = DatumReference.OfEpsg(epsg)!;
            Assert.Equal(epsg, reference.Epsg);
            var projection = new GaussKrugerProjection(reference.Zone!, reference.Datum.Ellipsoid());
            var position = new GeographicPosition(32.98, 108.1);
            var degrees = new DatumReference(reference.Datum, null).Epsg;
            var expected = Programs.Numbers(Programs.Ask("cs2cs", ["-f", "%.9f", $"EPSG:{degrees}", $"EPSG:{epsg}"], [Line(position)])[0]);
            var plane = projection.Forward(position);
            Assert.Equal(expected[0], plane.North, TenthOfAMillimetre);
            Assert.Equal(expected[1], plane.East, TenthOfAMillimetre);
        }
    }

    private static IEnumerable<GeographicPosition> Grid() =>
        from i in Enumerable.Range(0, 15)
        from j in Enumerable.Range(0, 15)
        select new GeographicPosition(32.4 + (i * 0.07), 107.1 + (j * 0.09));

    private static string Line(GeographicPosition p) => FormattableString.Invariant($"{p.Latitude:R} {p.Longitude:R}");
}
