using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Guotu.Geo.Crs;
using Guotu.Testing;

namespace Guotu.Geo.Tests;

public sealed class ProjectionTests
{
    [Fact]
    public void The_test_point_of_Xixiang_projects_into_zone_36()
    {
        var plane = new GaussKrugerProjection(GaussKrugerZone.ThreeDegree(36)).Forward(new GeographicPosition(32.98, 107.77));
        Assert.Equal(36478500.8887496, plane.East, 1e-6);
        Assert.Equal(3650553.4469155, plane.North, 1e-6);
    }

    [Fact]
    public void Every_zone_has_its_registered_code_and_comes_back_from_it()
    {
        Assert.Equal(4524, GaussKrugerZone.ThreeDegree(36).Epsg);
        Assert.Equal(4545, GaussKrugerZone.ThreeDegree(36).Unprefixed.Epsg);
        Assert.Equal(4497, GaussKrugerZone.SixDegree(19).Epsg);
        Assert.Equal(4508, GaussKrugerZone.SixDegree(19).Unprefixed.Epsg);
        for (var epsg = 4491; epsg <= 4554; epsg++)
        {
            Assert.Equal(epsg, GaussKrugerZone.FromEpsg(epsg)!.Epsg);
        }

        Assert.Null(GaussKrugerZone.FromEpsg(4555));
    }

    [Fact]
    public void Inverse_takes_every_point_of_every_zone_back_to_a_micrometre()
    {
        for (var epsg = 4491; epsg <= 4554; epsg++)
        {
            var projection = new GaussKrugerProjection(GaussKrugerZone.FromEpsg(epsg)!);
            for (var step = 0; step <= 20; step++)
            {
                var position = new GeographicPosition(3 + (step * 2.5), projection.Zone.CentralMeridian - 3 + (step * 0.3));
                var plane = projection.Forward(position);
                var again = projection.Forward(projection.Inverse(plane));
                Assert.Equal(plane.East, again.East, 1e-7);
                Assert.Equal(plane.North, again.North, 1e-7);
            }
        }
    }

    [Fact]
    public void PROJ_agrees_over_the_county_to_a_tenth_of_a_millimetre()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/cs2cs"), "cs2cs (proj-bin) is not installed");
        foreach (var epsg in new[] { 4523, 4524, 4525, 4545, 4496, 4497, 4508 })
        {
            var positions = Grid().ToArray();
            var expected = Cs2Cs(epsg, positions);
            var projection = new GaussKrugerProjection(GaussKrugerZone.FromEpsg(epsg)!);
            for (var i = 0; i < positions.Length; i++)
            {
                var plane = projection.Forward(positions[i]);
                Assert.Equal(expected[i].North, plane.North, 5e-5);
                Assert.Equal(expected[i].East, plane.East, 5e-5);
            }
        }
    }

    /// <summary>Each file's forward table: longitude and latitude in degrees to metres.</summary>
    [Theory]
    [InlineData("gigs_5101.1-jhs.gie", 49, -2, 0.9996012717, 400000, -100000, 298.257223563)]
    [InlineData("gigs_5101.2-jhs.gie", 0, 3, 0.9996, 500000, 0, 298.257223563)]
    [InlineData("gigs_5101.3-jhs.gie", 0, 141, 0.9996, 500000, 10000000, 298.257222101)]
    public void Published_transverse_Mercator_answers_come_out(string file, double lat0, double lon0, double scale, double east0, double north0, double inverseFlattening)
    {
        var text = File.ReadAllText(TestData.Path($"crs/{file}"));
        var forward = text.Split("operation", StringSplitOptions.RemoveEmptyEntries)[1];
        var kernel = new TransverseMercator(new Ellipsoid("of the table", 6378137, inverseFlattening), scale);
        var origin = kernel.Forward(lat0 * Math.PI / 180, 0).Northing;
        var rows = Regex.Matches(forward, @"accept\s+(\S+)\s+(\S+)\s*\n\s*expect\s+(\S+)\s+(\S+)");
        Assert.True(rows.Count > 10, $"only {rows.Count} rows in {file}");
        foreach (Match row in rows)
        {
            var n = row.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray();
            var (north, east) = kernel.Forward(n[1] * Math.PI / 180, (n[0] - lon0) * Math.PI / 180);
            Assert.Equal(n[2], east + east0, 0.03);
            Assert.Equal(n[3], north - origin + north0, 0.03);
        }
    }

    private static IEnumerable<GeographicPosition> Grid() =>
        from i in Enumerable.Range(0, 15)
        from j in Enumerable.Range(0, 15)
        select new GeographicPosition(32.4 + (i * 0.07), 107.1 + (j * 0.09));

    private static PlanePosition[] Cs2Cs(int epsg, GeographicPosition[] positions)
    {
        var start = new ProcessStartInfo("/usr/bin/cs2cs", $"-f %.6f EPSG:4490 EPSG:{epsg}") { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(string.Concat(positions.Select(p => FormattableString.Invariant($"{p.Latitude:R} {p.Longitude:R}\n"))));
        process.StandardInput.Close();
        var rows = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return [.. rows.Select(r => r.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Select(f => new PlanePosition(
            double.Parse(f[1], CultureInfo.InvariantCulture), double.Parse(f[0], CultureInfo.InvariantCulture)))];
    }
}
