using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using NetTopologySuite.IO;

namespace Guotu.Geo.Tests;

public sealed class FigureFormatTests
{
    [Fact]
    public void Every_figure_comes_back_from_WKB_to_the_unit() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).Two().ToArbitrary(), pair =>
        {
            GridPoint a = new(130_000_000_000 + ((long)pair.Item1 * 150), 10_000_000_000 + ((long)pair.Item2 * 20));
            var ring = new GridRing([a, new(a.East + pair.Item2 + 1, a.North), new(a.East, a.North + pair.Item1 + 1)]);
            var figure = GridMultiPolygon.Of(new GridPolygon(ring), new GridPolygon(ring, [ring]));
            return GridWkb.Read(GridWkb.Write(figure)).Value.Equals(figure);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_reader_reads_our_WKB_and_we_read_its()
    {
        var figure = Figures.BoxWithHole(0, 0, 100, 100, Figures.BoxRing(20, 20, 40, 40));
        var theirs = new WKBReader().Read(GridWkb.Write(figure));
        Assert.Equal(9600, theirs.Area, 1e-3);
        Assert.Equal(figure, GridWkb.Read(new WKBWriter(NetTopologySuite.IO.ByteOrder.BigEndian).Write(theirs)).Value);
    }

    [Fact]
    public void WKB_that_is_cut_padded_of_another_type_or_off_the_grid_is_refused()
    {
        var wkb = GridWkb.Write(Figures.Box(0, 0, 10, 10));
        for (var length = 0; length < wkb.Length; length++)
        {
            Assert.Equal(GeoErrors.WkbMalformed, GridWkb.Read(wkb.AsSpan(0, length)).Error!.Code);
        }

        Assert.Equal(GeoErrors.WkbMalformed, GridWkb.Read([.. wkb, 0]).Error!.Code);
        Assert.Equal(GeoErrors.WkbMalformed, GridWkb.Read(new WKBWriter().Write(new NetTopologySuite.Geometries.Point(1, 2))).Error!.Code);
        var moved = new WKTReader().Read("POLYGON((0 0, 10.00005 0, 0 10, 0 0))");
        Assert.Equal(GeoErrors.OffGrid, GridWkb.Read(new WKBWriter().Write(moved)).Error!.Code);
    }

    [Fact]
    public void GeoJSON_has_longitude_first_and_the_outer_ring_counter_clockwise()
    {
        var element = FigureGeoJson.ToElement(GridMultiPolygon.Of(new GridPolygon(Figures.BoxRing(0, 0, 100, 100).Reversed())), Figures.Zone36);
        Assert.Equal("MultiPolygon", element.GetProperty("type").GetString());
        var ring = element.GetProperty("coordinates")[0][0];
        Assert.Equal(5, ring.GetArrayLength());
        Assert.InRange(ring[0][0].GetDouble(), 107.7, 107.8);
        Assert.InRange(ring[0][1].GetDouble(), 32.9, 33.0);
        Assert.True(ring[1][0].GetDouble() > ring[0][0].GetDouble() + 0.0005);
    }

    [Fact]
    public void A_change_of_zone_and_back_moves_no_vertex_by_more_than_a_unit()
    {
        var (there, back) = (new ZoneChange(Figures.Zone36, GaussKrugerZone.SixDegree(19)), new ZoneChange(GaussKrugerZone.SixDegree(19), Figures.Zone36));
        foreach (var point in Figures.Patches(10, 4).SelectMany(p => p.Rings).SelectMany(r => r.Points))
        {
            var again = back.Apply(there.Apply(point));
            Assert.InRange(Math.Abs(again.East - point.East), 0, 1);
            Assert.InRange(Math.Abs(again.North - point.North), 0, 1);
        }
    }
}
