using System.Globalization;
using System.Text;
using Guotu.Geo.Geometry;
using Guotu.MapPublishing.Ogc;

namespace Guotu.MapPublishing.Tests;

/// <summary>The digits that a page of features writes by itself are those of the exact decimals (坐标写出).</summary>
public sealed class JsonPositionsTests
{
    public static TheoryData<string> Systems => [.. OgcCrs.All(Patches.Projection.Zone).Select(c => c.Uri)];

    [Theory]
    [MemberData(nameof(Systems))]
    public void Every_digit_is_that_of_the_decimal(string system)
    {
        var positions = new Positions(OgcCrs.Find(system, Patches.Projection.Zone)!, Patches.Projection);
        var written = new JsonPositions(positions);
        var random = new Random(610_724);
        for (var i = 0; i < 2_000; i++)
        {
            // Far outside the county too, west of the zone's zero and with as few digits as there are.
            var ring = new GridRing([PointOf(random), PointOf(random), PointOf(random)]);
            Assert.Equal(Plain(positions, ring), Encoding.ASCII.GetString(written.Of(GridMultiPolygon.Of(new GridPolygon(ring)))));
        }
    }

    private static GridPoint PointOf(Random random)
    {
        var digits = random.Next(1, 12);
        long Near(long value) => value + ((random.NextInt64(-10_000_000_000, 10_000_000_000) / (long)Math.Pow(10, digits)) * (long)Math.Pow(10, random.Next(0, digits)));
        return random.Next(8) == 0 ? new GridPoint(Near(0), Near(35_000_000_000)) : new GridPoint(Near(Patches.West), Near(Patches.South));
    }

    private static string Plain(Positions positions, GridRing ring)
    {
        var text = string.Join(',', ring.Points.Append(ring.Points[0]).Select(positions.Of).Select(p => string.Create(CultureInfo.InvariantCulture, $"[{p.First},{p.Second}]")));
        return $"[[[{text}]]]";
    }
}
