using Guotu.Geo.Crs;

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
}
