using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Pictures of two years come in, in the county's zone and in degrees, and every drawn service shows the year that was asked for.</summary>
public sealed class ImageryOverHttpTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const double West = GreyImagery.West;
    private const double North = GreyImagery.North;

    [Fact]
    public async Task Imagery_is_drawn_where_it_lies_and_by_its_year_through_WMS_WMTS_and_map_tiles()
    {
        using var folder = new Scratch();
        await ImportAsync(await GreyImagery.WriteAsync(folder.File("old"), dark: 60, bright: 120), "2021-06-30");
        var degrees = await InDegreesAsync(folder, await GreyImagery.WriteAsync(folder.File("new"), dark: 160, bright: 240));
        var second = await ImportAsync(degrees, "2025-06-30");
        Assert.Contains("EPSG:4490 重采样", second.GetProperty("source").GetString(), StringComparison.Ordinal);
        using var officer = await demonstration.SignInAsync("lijg");

        var listed = (await officer.GetAsync("rasters")).EnumerateArray().Single(r => r.GetProperty("code").GetString() == "DOM");
        Assert.Equal(["2025-06-30/2", "2021-06-30/1"], listed.GetProperty("revisions").EnumerateArray().Select(r => $"{r.GetProperty("asOf").GetString()}/{r.GetProperty("revision").GetInt32()}"));

        foreach (var (asked, dark, bright) in new[] { (string.Empty, 160, 240), ("&TIME=2025-06-30", 160, 240), ("&TIME=2021-12-31", 60, 120), ("&DIM_REVISION=1", 60, 120) })
        {
            var map = await PixelsAsync(officer, FormattableString.Invariant($"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=DOM&STYLES=&CRS=EPSG:4524&BBOX={North - 1_500},{West + 500},{North - 500},{West + 1_500}&WIDTH=256&HEIGHT=256&FORMAT=image/png&TRANSPARENT=TRUE") + asked);
            MustShow(map[40, 128], dark);
            MustShow(map[215, 128], bright);
        }

        var (z, x, y, left, right, row) = Tile(listed);
        foreach (var (path, dark, bright) in new[]
        {
            ($"/ogc/maps/wmts/1.0.0/DOM/default/GoogleMapsCompatible/{z}/{y}/{x}.png", 160, 240),
            ($"/ogc/tiles/DOM/map/WebMercatorQuad/{z}/{y}/{x}", 160, 240),
            ($"/ogc/tiles/DOM/map/WebMercatorQuad/{z}/{y}/{x}?revision=1", 60, 120),
        })
        {
            var tile = await PixelsAsync(officer, path);
            MustShow(tile[left, row], dark);
            MustShow(tile[right, row], bright);
        }

        using var none = await officer.GetRawAsync($"/ogc/tiles/DOM/map/WebMercatorQuad/{z}/{y}/{x}?revision=9");
        Assert.False(none.IsSuccessStatusCode);
        using var nonsense = await officer.GetRawAsync($"/ogc/tiles/DOM/map/WebMercatorQuad/{z}/{y}/{x}?revision=zwei");
        Assert.Equal(400, (int)nonsense.StatusCode);
    }

    private static void MustShow((int Red, int Green, int Blue, int Alpha) pixel, int grey)
    {
        Assert.Equal(255, pixel.Alpha);
        Assert.InRange(pixel.Red, grey - 2, grey + 2);
        Assert.Equal((pixel.Red, pixel.Red), (pixel.Green, pixel.Blue));
    }

    /// <summary>A tile that the middle of the picture lies in, the columns of places 300 m west and east of it and their row; by the list's extent.</summary>
    private static (int Z, int X, int Y, int Left, int Right, int Row) Tile(JsonElement listed)
    {
        const int zoom = 14;
        var box = listed.GetProperty("extent4490").EnumerateArray().Select(e => e.GetDouble()).ToArray();
        var (lon, lat) = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        var across = (lon + 180) / 360 * (1 << zoom);
        var down = (1 - (Math.Asinh(Math.Tan(lat * Math.PI / 180)) / Math.PI)) / 2 * (1 << zoom);
        var (x, y) = ((int)across, (int)down);
        var column = (int)((across - x) * 256);
        var metres = 40_075_016.686 * Math.Cos(lat * Math.PI / 180) / (1 << zoom) / 256;
        var aside = (int)(300 / metres);
        return (zoom, x, y, Math.Clamp(column - aside, 0, 255), Math.Clamp(column + aside, 0, 255), (int)((down - y) * 256));
    }

    private static async Task<PngPixels> PixelsAsync(StaffClient officer, string path)
    {
        using var answer = await officer.GetRawAsync(path);
        Assert.True(answer.IsSuccessStatusCode, path + " " + answer.StatusCode);
        return PngPixels.Read(await answer.Content.ReadAsByteArrayAsync());
    }

    private async Task<JsonElement> ImportAsync(string path, string asOf)
    {
        var run = await GuotuProgram.RunAsync(["raster", "import", "DOM", path, "--as-of", asOf, "--source", "航空摄影", "--home", demonstration.Home.Home, "--json"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        return JsonSerializer.Deserialize<JsonElement>(run.Output);
    }

    private static async Task<string> InDegreesAsync(Scratch folder, string picture)
    {
        var degrees = folder.File("degrees.tif");
        await GreyImagery.GdalAsync("gdalwarp", "-q", "-t_srs", "EPSG:4490", "-r", "near", "-dstnodata", "0", picture, degrees);
        return degrees;
    }

    private sealed class Scratch : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("guotu-imagery-").FullName;

        public string File(string name) => Path.Combine(_path, name);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
