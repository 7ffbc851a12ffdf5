using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tests;

/// <summary>Degrees as they are given out are those of the projection to well below the last decimal, wherever in a zone.</summary>
public sealed class ZoneDegreesTests
{
    [Theory]
    [InlineData(36, 1)]
    [InlineData(25, 2)]
    [InlineData(45, 3)]
    public void They_are_off_by_less_than_a_hundredth_of_the_ninth_decimal(int number, int seed)
    {
        var zone = GaussKrugerZone.ThreeDegree(number);
        var (exact, degrees, random) = (new GaussKrugerProjection(zone), ZoneDegrees.Of(zone), new Random(seed));
        for (var i = 0; i < 5_000; i++)
        {
            var point = GridPoint.FromMetres(new PlanePosition(zone.FalseEasting + (400_000 * (random.NextDouble() - 0.5)), 300_000 + (5_600_000 * random.NextDouble())));
            var (longitude, latitude) = degrees.At(point);
            var place = exact.Inverse(point.ToMetres());
            Assert.InRange(longitude - place.Longitude, -1e-11, 1e-11);
            Assert.InRange(latitude - place.Latitude, -1e-11, 1e-11);
        }
    }

    [Fact]
    public void Cells_meet_without_a_step()
    {
        var (degrees, edge) = (ZoneDegrees.Of(Figures.Zone36), (Figures.At(0, 0).East >> 27) << 27);
        for (var north = 0L; north < 40; north++)
        {
            var (left, right) = (degrees.At(new GridPoint(edge - 1, 36_500_000_000 + (north * 9_999_999))), degrees.At(new GridPoint(edge, 36_500_000_000 + (north * 9_999_999))));
            Assert.InRange(right.Longitude - left.Longitude, 0, 3e-9);
        }
    }
}
