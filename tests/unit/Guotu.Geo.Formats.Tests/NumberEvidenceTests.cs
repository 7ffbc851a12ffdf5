using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Reference;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Guotu.Geo.Formats.Tests;

/// <summary>A position that can not lie in the system is found wherever in the geometry it stands.</summary>
public sealed class NumberEvidenceTests
{
    private static readonly CoordinateSystem Zone = CoordinateSystem.OfZone(GaussKrugerZone.ThreeDegree(36));

    [Theory]
    [InlineData("POLYGON ((36500000 3650000, 36500100 3650000, 36500100 3650100, 36500000 3650000))", null)]
    [InlineData("POLYGON ((36500000 3650000, 36500100 3650000, 500100 3650100, 36500000 3650000))", 500100.0)]
    [InlineData("MULTIPOLYGON (((36500000 3650000, 36500100 3650000, 36500100 3650100, 36500000 3650000), (36500050 3650020, 36500060 3650020, 37500060 3650030, 36500050 3650020)))", 37500060.0)]
    [InlineData("MULTIPOINT ((36500000 3650000), (3650000 36500000))", 3650000.0)]
    public void The_first_stray_position_is_named(string wkt, double? east)
    {
        var geometry = new WKTReader().Read(wkt);
        Assert.Equal(east, NumberEvidence.FirstStray(Zone, geometry)?.X);
        Assert.Equal(geometry.Coordinates.FirstOrDefault(c => !NumberEvidence.Fits(Zone, c)), NumberEvidence.FirstStray(Zone, geometry));
    }

    [Fact]
    public void A_geometry_without_positions_has_no_stray_one() => Assert.Null(NumberEvidence.FirstStray(Zone, Polygon.Empty));
}
