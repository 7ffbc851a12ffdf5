using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>WMS, WMTS and vector tiles of a served demonstration county, read by GDAL's drivers and by hostile hands.</summary>
public sealed class MapServicesTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const int Side = 256;

    /// <summary>The middle of the demonstration county in Web Mercator metres, and half the side of a picture of it.</summary>
    private static readonly (double X, double Y, double Half) Seat = (11_996_000, 3_890_000, 2_000);

    [Fact]
    public async Task Capabilities_are_written_as_the_standards_say_and_name_every_published_layer()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var layers = (await officer.GetAsync("layers")).EnumerateArray().Where(l => l.GetProperty("count").GetInt32() > 0).Select(l => l.GetProperty("code").GetString()!).ToList();

        layers.AddRange((await officer.GetAsync("rasters")).EnumerateArray().Select(l => l.GetProperty("code").GetString()!));
        Assert.Contains("DEM", layers);

        var wms = XDocument.Parse(await TextAsync(officer, "/ogc/maps/wms?SERVICE=WMS&REQUEST=GetCapabilities"));
        XNamespace ns = "http://www.opengis.net/wms";
        Assert.Equal(layers.Order(), wms.Descendants(ns + "Layer").Elements(ns + "Name").Select(e => e.Value).Order());
        var zone = wms.Descendants(ns + "BoundingBox").First(b => (string?)b.Attribute("CRS") == "EPSG:4524");
        Assert.InRange((double)zone.Attribute("minx")!, 3_000_000, 4_000_000);
        Assert.InRange((double)zone.Attribute("miny")!, 36_000_000, 37_000_000);

        var wmts = await TextAsync(officer, "/ogc/maps/wmts/1.0.0/WMTSCapabilities.xml");
        Assert.All(layers, l => Assert.Contains($"<ows:Identifier>{l}</ows:Identifier>", wmts, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GDAL_reads_the_pictures_the_tiles_and_the_features()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var centre = await CentreAsync(officer);
        using var folder = new Scratch();
        await MapByWmsDriverAsync(officer, "DLTB", centre, folder.Path);
        await MapByWmsDriverAsync(officer, "DEM", centre, folder.Path);
        foreach (var (set, epsg) in new[] { ("GoogleMapsCompatible", "3857"), ("CGCS2000Quad", "4490") })
        {
            var capabilities = new Uri(demonstration.Node.Address, "ogc/maps/wmts/1.0.0/WMTSCapabilities.xml");
            foreach (var layer in new[] { "DLTB", "DEM" })
            {
                var seen = await GdalAsync(officer, "gdalinfo", "-json", $"WMTS:{capabilities},layer={layer},tilematrixset={set}");
                var info = JsonDocument.Parse(seen).RootElement;
                Assert.Contains(epsg, info.GetProperty("coordinateSystem").GetProperty("wkt").GetString()!, StringComparison.Ordinal);
                Assert.Equal(4, info.GetProperty("bands").GetArrayLength());
            }
        }

        var (z, x, y) = TileAt(centre.X, centre.Y, 14);
        var tile = Path.Combine(folder.Path, "tile.mvt");
        await File.WriteAllBytesAsync(tile, await BytesAsync(officer, $"/ogc/tiles/DLTB/WebMercatorQuad/{z}/{y}/{x}"));
        var summary = await GdalAsync(officer, "ogrinfo", "-so", "-al", "-oo", $"X={x}", "-oo", $"Y={y}", "-oo", $"Z={z}", "-oo", "CLIP=NO", tile);
        Assert.Contains("Layer name: DLTB", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("Feature Count: 0", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_denied_to_a_role_is_in_no_picture_tile_answer_or_cache()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var clerk = await demonstration.SignInAsync("wangxy");
        var centre = await CentreAsync(officer);
        var map = GetMap("DLTB", centre.X, centre.Y, 60) + "&QUERY_LAYERS=DLTB&I=128&J=128";
        var info = map.Replace("GetMap", "GetFeatureInfo", StringComparison.Ordinal) + "&INFO_FORMAT=";
        var (z, x, y) = TileAt(centre.X, centre.Y, 18);
        var wmts = $"/ogc/maps/wmts/1.0.0/DLTB/default/GoogleMapsCompatible/{z}/{y}/{x}.png";
        var mvt = $"/ogc/tiles/DLTB/WebMercatorQuad/{z}/{y}/{x}";
        var feature = JsonDocument.Parse(await TextAsync(officer, info + "application/json")).RootElement.GetProperty("features")[0];
        var bsm = feature.GetProperty("properties").GetProperty("BSM").GetString()!;
        var whole = (Map: await BytesAsync(clerk, map), Wmts: await BytesAsync(clerk, wmts), Mvt: await BytesAsync(clerk, mvt));
        Assert.Equal(whole.Map, await BytesAsync(officer, map));

        using var security = await demonstration.SignInAsync("secadmin");
        await security.PostAsync("map-grants", new { role = "window", layer = "DLTB", hidden = false, rowFilter = $"BSM <> '{bsm}'", labelLimit = 9 });

        foreach (var format in new[] { "application/json", "text/plain", "application/vnd.ogc.gml" })
        {
            Assert.DoesNotContain(bsm, await TextAsync(clerk, info + format), StringComparison.Ordinal);
            Assert.Contains(bsm, await TextAsync(officer, info + format), StringComparison.Ordinal);
        }

        Assert.Equal(0, PngPixels.Read(await BytesAsync(clerk, map))[128, 128].Alpha);
        Assert.Equal(255, PngPixels.Read(whole.Map)[128, 128].Alpha);
        Assert.NotEqual(whole.Wmts, await BytesAsync(clerk, wmts));
        Assert.NotEqual(whole.Mvt, await BytesAsync(clerk, mvt));
        Assert.Equal(whole.Map, await BytesAsync(officer, map));
        Assert.Equal(whole.Mvt, await BytesAsync(officer, mvt));

        await security.PostAsync("map-grants", new { role = "window", layer = "YJJBNT", hidden = true, labelLimit = 0 });
        Assert.DoesNotContain("YJJBNT", await TextAsync(clerk, "/ogc/maps/wms?REQUEST=GetCapabilities"), StringComparison.Ordinal);
        Assert.DoesNotContain("YJJBNT", await TextAsync(clerk, "/ogc/maps/wmts?SERVICE=WMTS&REQUEST=GetCapabilities"), StringComparison.Ordinal);
        Assert.DoesNotContain("YJJBNT", await TextAsync(clerk, "/ogc/tiles"), StringComparison.Ordinal);
        foreach (var hidden in new[] { GetMap("YJJBNT", centre.X, centre.Y, 900), "/ogc/maps/wms?REQUEST=GetLegendGraphic&LAYER=YJJBNT", wmts.Replace("DLTB", "YJJBNT", StringComparison.Ordinal), mvt.Replace("DLTB", "YJJBNT", StringComparison.Ordinal), "/ogc/tiles/YJJBNT/tilejson.json" })
        {
            Assert.Equal(await WordsAsync(clerk, hidden.Replace("YJJBNT", "NOLAYER", StringComparison.Ordinal), "NOLAYER"), await WordsAsync(clerk, hidden, "YJJBNT"));
        }
    }

    [Fact]
    public async Task The_height_at_a_place_is_told_by_every_service_and_ground_outside_a_granted_area_is_neither_drawn_nor_told()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var town = await demonstration.SignInAsync("hud");
        var centre = await CentreAsync(officer);
        var map = GetMap("DEM", centre.X, centre.Y, 400) + "&QUERY_LAYERS=DEM&I=128&J=128";
        var info = map.Replace("GetMap", "GetFeatureInfo", StringComparison.Ordinal) + "&INFO_FORMAT=";
        var height = JsonDocument.Parse(await TextAsync(officer, info + "application/json")).RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("GC").GetString()!;
        Assert.InRange(double.Parse(height, CultureInfo.InvariantCulture), 380, 2_400);
        Assert.Contains($"高程(1985国家高程基准,米) GC = {height}", await TextAsync(officer, info + "text/plain"), StringComparison.Ordinal);
        Assert.Contains($"<GC>{height}</GC>", await TextAsync(officer, info + "application/vnd.ogc.gml"), StringComparison.Ordinal);
        var legend = await BytesAsync(officer, "/ogc/maps/wms?REQUEST=GetLegendGraphic&LAYER=DEM&STYLE=slope");
        Assert.True(PngPixels.Read(legend).Height > 100);

        var (z, x, y) = TileAt(centre.X, centre.Y, 14);
        string[] pictures = [map, $"/ogc/maps/wmts/1.0.0/DEM/hillshade/GoogleMapsCompatible/{z}/{y}/{x}.png", $"/ogc/tiles/DEM/map/WebMercatorQuad/{z}/{y}/{x}?style=slope"];
        var whole = new List<byte[]>();
        foreach (var picture in pictures)
        {
            whole.Add(await BytesAsync(town, picture));
            Assert.Equal(255, PngPixels.Read(whole[^1])[128, 128].Alpha);
        }

        Assert.Equal(3, whole.DistinctBy(Convert.ToHexString).Count());
        using var security = await demonstration.SignInAsync("secadmin");
        await security.PostAsync("map-grants", new { role = "town", layer = "DEM", hidden = false, areaWkt = "POLYGON((108.2 33.2,108.21 33.2,108.21 33.21,108.2 33.21,108.2 33.2))", labelLimit = 0 });
        Assert.Equal("{\"type\":\"FeatureCollection\",\"features\":[]}", await TextAsync(town, info + "application/json"));
        for (var i = 0; i < pictures.Length; i++)
        {
            Assert.Equal(0, PngPixels.Read(await BytesAsync(town, pictures[i]))[128, 128].Alpha);
            Assert.Equal(whole[i], await BytesAsync(officer, pictures[i]));
        }

        using var rows = await security.PostRawAsync("/api/v1/map-grants", new { role = "town", layer = "DEM", hidden = false, rowFilter = "GC > 500", labelLimit = 0 });
        Assert.Equal(422, (int)rows.StatusCode);
    }

    [Theory]
    [InlineData("WIDTH", "0")]
    [InlineData("WIDTH", "99999999999999999999")]
    [InlineData("HEIGHT", "-5")]
    [InlineData("BBOX", "NaN,NaN,NaN,NaN")]
    [InlineData("BBOX", "1,2,3")]
    [InlineData("BBOX", "5,5,1,1")]
    [InlineData("BBOX", "-1e308,-1e308,1e308,1e308")]
    [InlineData("BBOX", "-1e9,-1e9,1e9,1e9")]
    [InlineData("BBOX", "11996000,3890000,11996000.0000001,3890000.0000001")]
    [InlineData("CRS", "EPSG:999999")]
    [InlineData("CRS", "EPSG:4490' OR 1=1 --")]
    [InlineData("STYLES", "nothing")]
    [InlineData("STYLES", "a,b,c")]
    [InlineData("LAYERS", "")]
    [InlineData("LAYERS", "../../etc/passwd")]
    [InlineData("LAYERS", "<script>\u0001\uFFFE</script>")]
    [InlineData("FORMAT", "text/html")]
    [InlineData("TIME", "yesterday")]
    [InlineData("TIME", "0001-01-01")]
    [InlineData("DIM_REVISION", "2147483647")]
    [InlineData("BGCOLOR", "0xZZZZZZ")]
    [InlineData("VERSION", "9")]
    public async Task Strange_parameters_are_refused_or_drawn_and_never_an_error_of_the_node(string name, string value)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var query = GetMap("DLTB", Seat.X, Seat.Y, Seat.Half).Split('?')[1].Split('&').Where(p => !p.StartsWith(name + "=", StringComparison.Ordinal)).Append(name + "=" + Uri.EscapeDataString(value));
        foreach (var request in new[] { "GetMap", "GetFeatureInfo" })
        {
            using var answer = await officer.GetRawAsync("/ogc/maps/wms?" + string.Join('&', query).Replace("GetMap", request, StringComparison.Ordinal) + "&QUERY_LAYERS=DLTB&I=1&J=1&INFO_FORMAT=text/plain");
            Assert.InRange((int)answer.StatusCode, 200, 499);
        }
    }

    [Theory]
    [InlineData("/ogc/maps/wmts/1.0.0/DLTB/default/GoogleMapsCompatible/99/0/0.png")]
    [InlineData("/ogc/maps/wmts/1.0.0/DLTB/default/NoSet/1/0/0.png")]
    [InlineData("/ogc/maps/wmts/1.0.0/DLTB/default/CGCS2000Quad/3/-1/99999999999.png")]
    [InlineData("/ogc/maps/wmts?SERVICE=WMTS&REQUEST=GetTile&LAYER=%00")]
    [InlineData("/ogc/maps/wmts?SERVICE=WMTS&REQUEST=Drop")]
    [InlineData("/ogc/tiles/DLTB/WebMercatorQuad/40/1/1")]
    [InlineData("/ogc/tiles/NOLAYER/WebMercatorQuad/4/1/1")]
    [InlineData("/ogc/tiles/%3Cx%3E")]
    public async Task A_tile_that_does_not_exist_is_refused(string path)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var answer = await officer.GetRawAsync(path);
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Fact]
    public async Task A_picture_carries_the_mark_of_what_it_shows_and_is_asked_for_each_time()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var first = await officer.GetRawAsync(GetMap("DLTB", Seat.X, Seat.Y, Seat.Half));
        using var other = await officer.GetRawAsync(GetMap("DLTB", Seat.X + 1, Seat.Y, Seat.Half));
        Assert.NotNull(first.Headers.ETag);
        Assert.NotEqual(first.Headers.ETag, other.Headers.ETag);
        Assert.True(first.Headers.CacheControl!.Private && first.Headers.CacheControl.NoCache);
    }

    private static string GetMap(string layer, double x, double y, double half) => FormattableString.Invariant(
        $"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={layer}&STYLES=&CRS=EPSG:3857&BBOX={x - half},{y - half},{x + half},{y + half}&WIDTH={Side}&HEIGHT={Side}&FORMAT=image/png&TRANSPARENT=TRUE");

    private static (int Z, int X, int Y) TileAt(double x, double y, int z)
    {
        const double half = 20037508.342789244;
        var side = 2 * half / (1 << z);
        return (z, (int)((x + half) / side), (int)((half - y) / side));
    }

    /// <summary>A place inside of a patch of the middle of the county, in Web Mercator metres.</summary>
    private static async Task<(double X, double Y)> CentreAsync(StaffClient person)
    {
        var layer = (await person.GetAsync("layers")).EnumerateArray().Single(l => l.GetProperty("code").GetString() == "DLTB");
        var box = layer.GetProperty("extent4490").EnumerateArray().Select(d => d.GetDouble()).ToArray();
        const double radius = 6378137.0;
        return ((box[0] + box[2]) / 2 * Math.PI / 180 * radius, Math.Asinh(Math.Tan((box[1] + box[3]) / 2 * Math.PI / 180)) * radius);
    }

    private async Task MapByWmsDriverAsync(StaffClient officer, string layer, (double X, double Y) centre, string folder)
    {
        var (xml, copy, own) = (Path.Combine(folder, layer + ".xml"), Path.Combine(folder, layer + "-gdal.png"), Path.Combine(folder, layer + "-own.png"));
        await File.WriteAllTextAsync(xml, FormattableString.Invariant($"""
            <GDAL_WMS><Service name="WMS"><Version>1.3.0</Version><ServerUrl>{new Uri(demonstration.Node.Address, "ogc/maps/wms")}?</ServerUrl><CRS>EPSG:3857</CRS>
            <ImageFormat>image/png</ImageFormat><Transparent>TRUE</Transparent><Layers>{layer}</Layers><Styles></Styles></Service>
            <DataWindow><UpperLeftX>{centre.X - 1000}</UpperLeftX><UpperLeftY>{centre.Y + 1000}</UpperLeftY><LowerRightX>{centre.X + 1000}</LowerRightX><LowerRightY>{centre.Y - 1000}</LowerRightY>
            <SizeX>256</SizeX><SizeY>256</SizeY></DataWindow><BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount></GDAL_WMS>
            """));
        await GdalAsync(officer, "gdal_translate", "-q", "-of", "PNG", xml, copy);
        await File.WriteAllBytesAsync(own, await BytesAsync(officer, GetMap(layer, centre.X, centre.Y, 1000)));
        Assert.Equal(0, PngPixels.Read(await File.ReadAllBytesAsync(own)).Difference(PngPixels.Read(await File.ReadAllBytesAsync(copy)), 0));
    }

    private static async Task<string> GdalAsync(StaffClient person, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GDAL_HTTP_COOKIE"] = person.Cookie;
        start.Environment["GDAL_PAM_ENABLED"] = "NO";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, program + " " + string.Join(' ', arguments) + ": " + await errors);
        return await output;
    }

    private static async Task<string> TextAsync(StaffClient person, string path) => System.Text.Encoding.UTF8.GetString(await BytesAsync(person, path));

    private static async Task<byte[]> BytesAsync(StaffClient person, string path)
    {
        using var answer = await person.GetRawAsync(path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(bytes)}");
        return bytes;
    }

    /// <summary>Status and words of an answer, without the layer's code and the trace.</summary>
    private static async Task<string> WordsAsync(StaffClient person, string path, string code)
    {
        using var answer = await person.GetRawAsync(path);
        var text = (await answer.Content.ReadAsStringAsync()).Replace(code, "…", StringComparison.Ordinal);
        return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture) + " " + System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", string.Empty);
    }

    private sealed class Scratch : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("guotu-maps-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
