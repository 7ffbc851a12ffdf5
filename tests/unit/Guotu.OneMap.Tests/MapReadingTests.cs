using System.Text.Json;
using Guotu.Database.Files;
using Guotu.Geo.Formats;
using Guotu.Geo.Tiles;
using Guotu.Hosting.Callers;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Locate;
using Guotu.OneMap.ReadLayers;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

public sealed class MapReadingTests
{
    private const string Layer = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    private static readonly Caller Clerk = OneMapBench.Reader;

    [Theory]
    [BothDatabases]
    public async Task The_list_says_what_each_layer_holds_and_what_is_missing(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));

        var layers = await bench.The<LayerList>().ReadAsync(Clerk, Never);

        var farmland = layers.Single(l => l.Code == Layer);
        Assert.Equal((1, 3, false), (farmland.Revision, farmland.Count, farmland.Stale));
        Assert.InRange(farmland.Extent4490![0], 107.7, 107.8);
        Assert.All(layers.Where(l => l.Code != Layer), l => Assert.Null(l.Revision));
        Assert.Equal(["XZQ", "DLTB", "YJJBNT", "STBHHX", "CZKFBJ", "GHFQ", "YSXZ", "YDBP", "GDDK", "LSYD"], layers.Select(l => l.Code));
    }

    [Theory]
    [BothDatabases]
    public async Task A_click_on_a_patch_shows_its_fields_by_their_Chinese_names(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));
        var box = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36)).ToDegrees(Fields.LotIn(1));

        var hits = (await bench.The<FeatureQueries>().AtAsync(Clerk, new PlaceAsked((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, [("DLTB", null), (Layer, null)]), Never)).Value;

        var hit = Assert.Single(hits);
        Assert.Equal("610724101000001", hit.Title);
        Assert.Contains(new LabelledValue("地类名称", "水田"), hit.Properties);
        Assert.Equal("MultiPolygon", hit.Geometry.GetProperty("type").GetString());
    }

    [Theory]
    [BothDatabases]
    public async Task Tiles_hold_the_patches_of_their_revision(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));
        var tiles = bench.The<LayerTiles>();
        var place = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36)).ToDegrees(Fields.LotIn(1));
        var (column, row) = ((int)((place[0] + 180) / 360 * (1 << 15)), RowAt(place[1], 15));

        var tile = (await tiles.ReadAsync(Clerk, new TileAsked(Layer, null, new TileAddress(15, column, row)), Never)).Value.Bytes;
        var far = (await tiles.ReadAsync(Clerk, new TileAsked(Layer, null, new TileAddress(15, column + 500, row)), Never)).Value.Bytes;
        var tooSmall = (await tiles.ReadAsync(Clerk, new TileAsked(Layer, null, new TileAddress(5, column >> 10, row >> 10)), Never)).Value.Bytes;

        Assert.Contains("610724101000001", System.Text.Encoding.UTF8.GetString(tile), StringComparison.Ordinal);
        Assert.Empty(far);
        Assert.Empty(tooSmall);
    }

    [Theory]
    [BothDatabases]
    public async Task Features_of_a_box_come_as_GeoJSON(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(30));
        var box = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36)).ToDegrees(Fields.LotIn(4).Union(Fields.LotIn(6)));

        var json = (await bench.The<FeatureQueries>().InBoxAsync(Clerk, Layer, new DegreeBox(box[0], box[1], box[2], box[3]), 500, Never)).Value;

        var features = JsonDocument.Parse(json).RootElement.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(3, features.Count);
        Assert.All(features, f => Assert.Equal("0101", f.GetProperty("properties").GetProperty("DLBM").GetString()));
    }

    [Theory]
    [BothDatabases]
    public async Task A_hidden_patch_and_a_hidden_field_are_in_no_list_count_extent_tile_click_or_box(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(3));
        const string Hidden = "610724101000002";
        bench.Access.Of[Layer] = new GivenSights.Sight("less", (f, columns) => f.Attributes[columns.ToList().IndexOf("YJJBNTTBBH")] != Hidden, "DLMC");
        var places = new MapPlaces(Geo.Crs.GaussKrugerZone.ThreeDegree(36));
        var (whole, lot) = (places.ToDegrees(Fields.LotIn(0).Union(Fields.LotIn(2))), places.ToDegrees(Fields.LotIn(2)));
        var (lon, lat) = ((lot[0] + lot[2]) / 2, (lot[1] + lot[3]) / 2);

        var listed = (await bench.The<LayerList>().ReadAsync(Clerk, Never)).Single(l => l.Code == Layer);
        var revision = Assert.Single((await bench.The<LayerList>().RevisionsAsync(Clerk, Layer, RevisionTime.Now, Never)).Value);
        var box = System.Text.Encoding.UTF8.GetString((await bench.The<FeatureQueries>().InBoxAsync(Clerk, Layer, new DegreeBox(whole[0], whole[1], whole[2], whole[3]), 500, Never)).Value);
        var clicked = (await bench.The<FeatureQueries>().AtAsync(Clerk, new PlaceAsked(lon, lat, [(Layer, null)]), Never)).Value;
        var address = new TileAddress(15, (int)((lon + 180) / 360 * (1 << 15)), RowAt(lat, 15));
        var tile = (await bench.The<LayerTiles>().ReadAsync(Clerk, new TileAsked(Layer, null, address), Never)).Value;

        Assert.Equal((2, 2), (listed.Count, revision.Count));
        Assert.True(listed.Extent4490![2] < lon, "the extent reaches over the hidden patch");
        Assert.Contains("610724101000001", box, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, box, StringComparison.Ordinal);
        Assert.DoesNotContain("水田", box, StringComparison.Ordinal);
        Assert.Empty(clicked);
        Assert.DoesNotContain(Hidden, System.Text.Encoding.UTF8.GetString(tile.Bytes), StringComparison.Ordinal);

        bench.Access.Of.Clear();
        var shown = (await bench.The<LayerTiles>().ReadAsync(Clerk, new TileAsked(Layer, null, address), Never)).Value;
        Assert.NotEqual(tile.Stamp, shown.Stamp);
        Assert.Contains(Hidden, System.Text.Encoding.UTF8.GetString(shown.Bytes), StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_hidden_layer_answers_like_one_that_does_not_exist(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(1));
        bench.Access.Of[Layer] = null;
        var tile = new TileAsked(Layer, null, new TileAddress(15, 1, 1));

        Assert.DoesNotContain(await bench.The<LayerList>().ReadAsync(Clerk, Never), l => l.Code == Layer);
        Assert.Equal("SYS-0002", (await bench.The<LayerList>().RevisionsAsync(Clerk, Layer, RevisionTime.Now, Never)).Error!.Code.Value);
        Assert.Equal("SYS-0002", (await bench.The<LayerTiles>().ReadAsync(Clerk, tile, Never)).Error!.Code.Value);
        Assert.Equal("SYS-0002", (await bench.The<FeatureQueries>().InBoxAsync(Clerk, Layer, new DegreeBox(107, 32, 108, 33), 5, Never)).Error!.Code.Value);
        Assert.Equal("SYS-0002", (await bench.The<IPublishedLayers>().OpenAsync(Clerk, Layer, null, Never)).Error!.Code.Value);
        Assert.Empty(await bench.The<IPublishedLayers>().ListAsync(Clerk, Never));
    }

    [Theory]
    [BothDatabases]
    public async Task An_exported_layer_imported_again_changes_nothing(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(700));
        var path = Path.Combine(bench.Node.Home, "export.geojson");
        await using (var file = File.Create(path))
        {
            Assert.True((await bench.The<ILayerUpkeep>().ExportAsync(new LayerExportOrder(Layer, null, FileFormat.GeoJson, "UTF-8"), OneMapBench.Reader, file, Never)).IsSuccess);
        }

        var again = (await bench.The<ILayerUpkeep>().ImportFileAsync(OneMapBench.Command(), new LayerImport(Layer, new DateOnly(2025, 12, 31), "export"), path, Never)).Value.Revision;
        var difference = (await bench.The<ILayerUpkeep>().DiffAsync(Layer, 1, 2, Never)).Value;

        Assert.Equal((2, 700), (again.Number, again.FeatureCount));
        Assert.Equal((0, 0, 0), (difference.Added.Count, difference.Removed.Count, difference.Changed.Count));
        Assert.Equal(700, await bench.CountAsync("om_feature"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_difference_names_what_came_went_and_changed(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(4));
        await bench.ImportAsync(Layer, Fields.Farmland(0), Fields.Farmland(1, -500), Fields.Farmland(8));

        var difference = (await bench.The<ILayerUpkeep>().DiffAsync(Layer, 1, 2, Never)).Value;

        Assert.Equal((1, 2, 1), (difference.Added.Count, difference.Removed.Count, difference.Changed.Count));
    }

    [Theory]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[", "不是 JSON")]
    [InlineData("{\"type\":\"FeatureCollection\",\"features\":[]}", "没有写明坐标系")]
    [InlineData("{\"type\":\"FeatureCollection\",\"crs\":{\"properties\":{\"name\":\"EPSG:2360\"}},\"features\":[{\"type\":\"Feature\",\"geometry\":null}]}", "1980 西安坐标系")]
    [InlineData("{\"features\":[{\"geometry\":{\"type\":\"Point\",\"coordinates\":[107,33]}}]}", "第 1 个要素")]
    [InlineData("{\"features\":[{\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[107,33],[\"a\",33],[107,34]]]}}]}", "第 1 个要素")]
    [InlineData("not json at all", "宗地坐标")]
    public async Task A_file_that_is_no_layer_is_refused_before_anything_is_stored(string text, string reason)
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var path = Path.Combine(bench.Node.Home, "bad.geojson");
        await File.WriteAllTextAsync(path, text);

        var result = await bench.The<ILayerUpkeep>().ImportFileAsync(OneMapBench.Command(), new LayerImport(Layer, new DateOnly(2025, 12, 31), "bad"), path, Never);

        Assert.Contains(reason, result.Error!.Text, StringComparison.Ordinal);
        Assert.Equal(0, await bench.CountAsync("om_layer"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_layer_declared_empty_holds_nothing_until_the_declaration_runs_out(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        var paper = (await bench.The<IFileStore>().SaveAsync(new MemoryStream([1, 2, 3]), "application/pdf", 100, Never)).Value;
        var declaration = new LayerDeclaration("LSYD", paper.Digest, "西自然资函〔2026〕3号", new DateOnly(2026, 3, 31));

        var declared = (await bench.The<ILayerUpkeep>().DeclareEmptyAsync(OneMapBench.Command(OneMapModule.DeclarePermission), declaration, Never)).Value;
        var pinned = (await bench.PinAsync("LSYD", Fields.LotIn(0))).Value;
        bench.Clock.Set(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(8)));

        Assert.Equal((1, 0), (declared.Number, declared.FeatureCount));
        Assert.True(pinned.DeclaredEmpty);
        Assert.Equal(LayerErrors.Stale, (await bench.PinAsync("LSYD", Fields.LotIn(0))).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_layer_with_features_is_not_declared_empty(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        await bench.ImportAsync(Layer, Fields.Row(1));
        var paper = (await bench.The<IFileStore>().SaveAsync(new MemoryStream([1]), "application/pdf", 100, Never)).Value;

        var result = await bench.The<ILayerUpkeep>().DeclareEmptyAsync(
            OneMapBench.Command(OneMapModule.DeclarePermission), new LayerDeclaration(Layer, paper.Digest, "函", new DateOnly(2027, 1, 1)), Never);

        Assert.Equal(OneMapErrors.LayerNotEmpty, result.Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Full_verification_finds_a_change_that_no_parcel_touches(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider, 0);
        await bench.ImportAsync(Layer, Fields.Row(600));
        Assert.True((await bench.The<ILayerUpkeep>().VerifyAsync(Layer, null, Never)).IsSuccess);

        await bench.BehindTheBackAsync("UPDATE om_feature SET attribute_json = REPLACE(attribute_json, '水田', '旱地') WHERE attribute_json LIKE '%610724200500000500%'");

        Assert.True((await bench.PinAsync(Layer, Fields.LotIn(3))).IsSuccess);
        Assert.Equal(LayerErrors.Damaged, (await bench.The<ILayerUpkeep>().VerifyAsync(Layer, null, Never)).Error!.Code);
    }

    [Theory]
    [InlineData("107.77 32.98")]
    [InlineData("32.98, 107.77")]
    [InlineData("E107.77° N32.98°")]
    [InlineData("107°46′12″ 32°58′48″")]
    [InlineData("东经107度46分12秒,北纬32度58分48秒")]
    [InlineData("X=3650553.447 Y=36478500.889")]
    [InlineData("3650553.447,478500.889")]
    [InlineData("36478500.889 3650553.447")]
    [InlineData("J1,1,3650553.447,36478500.889")]
    [InlineData("３６５０５５３.４４７,36478500.889")]
    public async Task A_place_is_found_however_its_coordinates_are_typed(string text)
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");

        var place = Assert.Single(await bench.The<PlaceSearch>().FindAsync(text, Clerk, Never));

        Assert.Equal("coordinates", place.Kind);
        Assert.Equal(107.77, place.Lon, 6);
        Assert.Equal(32.98, place.Lat, 6);
    }

    [Fact]
    public async Task Coordinates_typed_east_first_or_without_zone_are_shown_with_a_remark()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");

        Assert.Contains("先东后北", Assert.Single(await bench.The<PlaceSearch>().FindAsync("36478500.889 3650553.447", Clerk, Never)).Title, StringComparison.Ordinal);
        Assert.Contains("无带号", Assert.Single(await bench.The<PlaceSearch>().FindAsync("3650553.447 478500.889", Clerk, Never)).Title, StringComparison.Ordinal);
        Assert.Empty(await bench.The<PlaceSearch>().FindAsync("107.77", Clerk, Never));
        Assert.Empty(await bench.The<PlaceSearch>().FindAsync("107°66′12″ 32°58′48″", Clerk, Never));
    }

    private static int RowAt(double lat, int zoom)
    {
        var y = Geo.Crs.WebMercator.Forward(new Geo.Crs.GeographicPosition(lat, 0)).North;
        return (int)((Geo.Crs.WebMercator.HalfWorld - y) / (2 * Geo.Crs.WebMercator.HalfWorld) * (1 << zoom));
    }
}
