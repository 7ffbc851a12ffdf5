using Guotu.Geo.Crs;
using Guotu.Testing;

namespace Guotu.Geo.Tests;

/// <summary>
/// GIGS 5101, transverse Mercator, parts 1 to 3: every case of the three files, forward, inverse and a thousand times there and back. All are
/// in scope: the step between WGS84 or GDA94 degrees and the projected system's own degrees is the identity there.
/// GeodTest-nano (100 geodesics) is out of scope: it gives lengths, azimuths and areas under geodesics, which nothing here computes; only its
/// latitudes and longitudes serve below, as places all over the ellipsoid.
/// </summary>
public sealed class GigsTests
{
    [Theory]
    [InlineData("gigs_5101.1-jhs.gie", 49, -2, 0.9996012717, 400000, -100000, 298.257223563)]
    [InlineData("gigs_5101.2-jhs.gie", 0, 3, 0.9996, 500000, 0, 298.257223563)]
    [InlineData("gigs_5101.3-jhs.gie", 0, 141, 0.9996, 500000, 10000000, 298.257222101)]
    public void Every_published_answer_comes_out(string file, double lat0, double lon0, double scale, double east0, double north0, double inverseFlattening)
    {
        var cases = GieFile.Read("crs/" + file);
        var kernel = new TransverseMercator(new Ellipsoid("of the table", 6378137, inverseFlattening), scale);
        var origin = kernel.Forward(lat0 * Math.PI / 180, 0).Northing;
        (double X, double Y) Forward((double X, double Y) p)
        {
            var (north, east) = kernel.Forward(p.Y * Math.PI / 180, (p.X - lon0) * Math.PI / 180);
            return (east + east0, north - origin + north0);
        }

        (double X, double Y) Inverse((double X, double Y) p)
        {
            var (latitude, longitude) = kernel.Inverse(p.Y - north0 + origin, p.X - east0);
            return ((longitude * 180 / Math.PI) + lon0, latitude * 180 / Math.PI);
        }

        Assert.Contains(cases, c => c.Forward && c.RoundTrips == 0);
        Assert.Contains(cases, c => !c.Forward);
        Assert.Contains(cases, c => c.RoundTrips > 0);
        foreach (var given in cases)
        {
            var made = given.Accept;
            for (var trip = 0; trip < given.RoundTrips; trip++)
            {
                made = Inverse(Forward(made));
            }

            made = given.RoundTrips > 0 ? made : given.Forward ? Forward(made) : Inverse(made);
            var degrees = given.RoundTrips > 0 || !given.Forward;
            var tolerance = degrees ? given.Tolerance / 111_000 : given.Tolerance;
            Assert.True(Math.Abs(made.X - given.Expect.X) * (degrees ? Math.Cos(given.Expect.Y * Math.PI / 180) : 1) <= tolerance && Math.Abs(made.Y - given.Expect.Y) <= tolerance, $"{given} gave {made}");
        }
    }

    [Fact]
    public void Both_ends_of_every_geodesic_of_the_test_set_come_back_from_space_and_from_the_plane()
    {
        var cartesian = new Geocentric(Ellipsoid.Wgs84);
        var kernel = new TransverseMercator(Ellipsoid.Wgs84, 1);
        foreach (var row in File.ReadAllLines(TestData.Path("crs/GeodTest-nano.dat")).Where(l => char.IsAsciiDigit(l[0])).Select(Programs.Numbers))
        {
            foreach (var (latitude, longitude) in new[] { (row[0], row[1]), (row[3], row[4]) })
            {
                var back = cartesian.Inverse(cartesian.Forward(new GeographicPosition(latitude, longitude), 1_000));
                Assert.Equal(latitude, back.Latitude, 1e-10);
                Assert.Equal(0, Math.Abs(longitude) is > 179.9 ? 0 : back.Longitude - longitude, 1e-10);
                var (north, east) = kernel.Forward(latitude * Math.PI / 180, 3 * Math.PI / 180);
                var (lat, lon) = kernel.Inverse(north, east);
                Assert.Equal(latitude, lat * 180 / Math.PI, 1e-10);
                Assert.Equal(3, lon * 180 / Math.PI, Math.Abs(latitude) > 89 ? 1e-6 : 1e-9);
            }
        }
    }
}
