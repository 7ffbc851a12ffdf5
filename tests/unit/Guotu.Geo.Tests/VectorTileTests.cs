using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Tiles;

namespace Guotu.Geo.Tests;

public sealed class VectorTileTests
{
    [Fact]
    public void A_tile_holds_valid_polygons_with_their_attributes()
    {
        var features = Figures.Patches(20, 6).Select((s, i) => new TileFeature(i + 1, s, [new("DLBM", i % 2 == 0 ? "0101" : "0301"), new("BZ", null)])).ToArray();
        foreach (var zoom in new[] { 10, 12, 14, 16 })
        {
            var tile = Containing(Figures.At(500, 500), zoom);
            var bytes = VectorTileEncoder.Encode("DLTB", tile, Figures.Zone36, features).Value;
            var layer = DecodedTile.Read(bytes);
            Assert.Equal(("DLTB", 2, 4096), (layer.Name, layer.Version, layer.Extent));
            Assert.NotEmpty(layer.Features);
            Assert.All(layer.Features, f => Assert.True(f.Geometry.IsValid, $"zoom {zoom}, feature {f.Id}"));
            Assert.All(layer.Features, f => Assert.Equal(f.Id % 2 == 1 ? "0101" : "0301", Assert.Single(f.Properties).Value));
            Assert.All(layer.Features.SelectMany(f => f.Geometry.Coordinates), c => Assert.InRange(c.X, -64, 4096 + 64));
        }
    }

    [Fact]
    public void A_feature_lies_where_Web_Mercator_puts_it()
    {
        var tile = Containing(Figures.At(50, 50), 14);
        var layer = DecodedTile.Read(VectorTileEncoder.Encode("L", tile, Figures.Zone36, [new TileFeature(1, Figures.Box(0, 0, 100, 100), [])]).Value);
        var corner = WebMercator.Forward(new GaussKrugerProjection(Figures.Zone36).Inverse(Figures.At(0, 0).ToMetres()));
        var (x, y) = ((corner.East - tile.West) / tile.Side * 4096, (tile.North - corner.North) / tile.Side * 4096);
        Assert.Contains(layer.Features[0].Geometry.Coordinates, c => Math.Abs(c.X - x) <= 1 && Math.Abs(c.Y - y) <= 1);
    }

    [Fact]
    public void A_hole_is_kept_and_what_lies_elsewhere_is_not_there()
    {
        var tile = Containing(Figures.At(500, 500), 14);
        var ring = Figures.BoxWithHole(0, 0, 1000, 1000, Figures.BoxRing(300, 300, 700, 700));
        var layer = DecodedTile.Read(VectorTileEncoder.Encode("L", tile, Figures.Zone36, [new TileFeature(1, ring, [])]).Value);
        Assert.Contains(layer.Features[0].Geometry.Geometries.Cast<NetTopologySuite.Geometries.Polygon>(), p => p.NumInteriorRings == 1);
        Assert.Empty(VectorTileEncoder.Encode("L", new TileAddress(14, 0, 0), Figures.Zone36, [new TileFeature(1, ring, [])]).Value);
    }

    [Fact]
    public void The_box_of_a_tile_covers_every_point_drawn_in_it()
    {
        foreach (var zoom in new[] { 8, 11, 15 })
        {
            var tile = Containing(Figures.At(500, 500), zoom);
            var box = tile.EnvelopeIn(Figures.Zone36);
            var projection = new GaussKrugerProjection(Figures.Zone36);
            for (var i = 0; i <= 97; i++)
            {
                foreach (var (u, v) in new[] { (i / 97.0, 0.0), (i / 97.0, 1.0), (0.0, i / 97.0), (1.0, i / 97.0) })
                {
                    var position = WebMercator.Inverse(new PlanePosition(tile.West + (u * tile.Side), tile.North - (v * tile.Side)));
                    Assert.True(box.Contains(GridPoint.FromMetres(projection.Forward(position))));
                }
            }
        }
    }

    private static TileAddress Containing(GridPoint point, int zoom)
    {
        var position = WebMercator.Forward(new GaussKrugerProjection(Figures.Zone36).Inverse(point.ToMetres()));
        var side = new TileAddress(zoom, 0, 0).Side;
        return new TileAddress(zoom, (int)((position.East + WebMercator.HalfWorld) / side), (int)((WebMercator.HalfWorld - position.North) / side));
    }
}
