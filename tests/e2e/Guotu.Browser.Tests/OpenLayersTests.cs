using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Browser.Tests;

/// <summary>OpenLayers, the project's own, reads every published layer through the services in a real browser: what comes is what was imported.</summary>
[Collection(OfficeCollection.Name)]
public sealed class OpenLayersTests(BrowserOffice office)
{
    private const double Degree = 1e-9, Metre = 1e-4;

    /// <summary>Vertices of a tile sit on a lattice of 4096: at this level a unit is 0.15 m, and the box may be off by two.</summary>
    private const int TileZoom = 16;
    private const double TileDegree = 4e-6;

    private static readonly GaussKrugerProjection Projection = new(GaussKrugerZone.ThreeDegree(36));

    [Fact]
    public async Task OpenLayers_reads_every_published_layer_as_it_was_imported()
    {
        var officer = await office.AsAsync("zhuh");
        await OpenReaderAsync(officer);
        var layers = (await officer.Page.EvaluateAsync<JsonElement>("fetch('/api/v1/layers').then((a) => a.json())")).EnumerateArray()
            .Where(l => l.GetProperty("count").GetInt32() > 0).ToList();
        Assert.True(layers.Count >= 8);
        foreach (var layer in layers)
        {
            var code = layer.GetProperty("code").GetString()!;
            var source = await SourceAsync(code);
            Assert.Equal(layer.GetProperty("count").GetInt32(), source.Ids.Count);
            var box = layer.GetProperty("extent4490").EnumerateArray().Select(n => n.GetDouble()).ToArray();
            await FeaturesAreThoseAsync(officer, code, source);
            await PicturesHaveInkAsync(officer, code, box);
            if (source.Ids.Count < 300 && layer.GetProperty("minZoom").GetInt32() <= TileZoom && box[2] - box[0] < 0.2)
            {
                await TilesHoldAllAsync(officer, code, box, source);
            }
        }
    }

    /// <summary>A print and GetMap, each against what the browser's own canvas draws of the same features: no code of ours has a part in that.</summary>
    [Fact]
    public async Task A_print_and_a_picture_show_what_the_browsers_canvas_shows()
    {
        const int scale = 25_000;
        const double pixel = 0.28;
        var officer = await office.AsAsync("lijg");
        var frame = (await AskPageAsync(officer, "fetch('/api/v1/maps/print/options').then((a) => a.json())")).GetProperty("layouts")[0].GetProperty("frames").EnumerateArray()
            .Single(f => f.GetProperty("paper").GetString() == "A4" && f.GetProperty("orientation").GetString() == "landscape");
        double Mm(string name) => frame.GetProperty(name).GetDouble();
        var (width, height) = ((int)Math.Round(Mm("width") / pixel), (int)Math.Round(Mm("height") / pixel));
        var middle = Projection.Forward(new GeographicPosition(32.981, 107.7702));
        var (halfWidth, halfHeight) = (Mm("width") * scale / 2000, Mm("height") * scale / 2000);
        var box = FormattableString.Invariant($"[{middle.East - halfWidth:R}, {middle.North - halfHeight:R}, {middle.East + halfWidth:R}, {middle.North + halfHeight:R}]");

        var pdf = await PrintedAsync(officer, FormattableString.Invariant($"{{ layout: 'bureau', paper: 'A4', orientation: 'landscape', format: 'pdf', dpi: null, scale: {scale}, lon: 107.7702, lat: 32.981, title: '对照图', layers: [{{ code: 'DLTB' }}], grid: 'none' }}"));
        var printed = PdfReader.Page(pdf, 25.4 / pixel).Part((int)Math.Round(Mm("left") / pixel), (int)Math.Round(Mm("top") / pixel), width, height);
        var map = FormattableString.Invariant($"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS=DLTB&STYLES=&CRS=EPSG:4524&BBOX={middle.North - halfHeight:R},{middle.East - halfWidth:R},{middle.North + halfHeight:R},{middle.East + halfWidth:R}&WIDTH={width}&HEIGHT={height}&FORMAT=image/png");
        var served = await BytesAsync(officer, map);
        await OpenReaderAsync(officer);
        var drawn = await AskAsync(officer, FormattableString.Invariant($"canvas('DLTB', {box}, {width}, {height})"));
        var canvas = Convert.FromBase64String(drawn.GetProperty("picture").GetString()!.Split(',')[1]);
        var folder = Directory.CreateDirectory(Path.Combine(TestData.Checkout, "out", "test", "pictures"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "70-canvas.png"), canvas);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "71-getmap.png"), served);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "72-print.png"), PdfReader.Png(pdf, 25.4 / pixel));

        // Below the north arrow. Three programs smooth edges: of a hundred pixels two may differ by more than a sixth of the range.
        const int below = 75;
        Assert.True(drawn.GetProperty("count").GetInt32() is > 20 and < 10_000);
        var (screen, picture) = (PngPixels.Read(canvas).Part(0, below, width, height - below), PngPixels.Read(served).Part(0, below, width, height - below));
        var paper = printed.Part(0, below, width, height - below);
        Assert.InRange(screen.Difference(paper, 42), 0, 0.02);
        Assert.InRange(screen.Difference(picture, 42), 0, 0.02);
        Assert.True(screen.Part(0, 0, width - 9, height - below).Difference(paper.Part(9, 0, width - 9, height - below), 42) > 0.03, "a shift of nine pixels is seen");
    }

    private static async Task<byte[]> PrintedAsync(Desk desk, string order)
    {
        var send = $"fetch('/api/v1/session').then((a) => a.json()).then((s) => fetch('/api/v1/maps/print', {{ method: 'POST', headers: {{ 'Content-Type': 'application/json', 'X-CSRF-Token': s.csrfToken, 'X-Request-Id': crypto.randomUUID().replaceAll('-', '') }}, body: JSON.stringify({order}) }})).then((a) => a.json())";
        var id = (await AskPageAsync(desk, send)).GetProperty("id").GetString();
        for (var i = 0; ; i++)
        {
            var job = await AskPageAsync(desk, $"fetch('/api/v1/maps/print/{id}').then((a) => a.json())");
            if (job.GetProperty("state").GetString() is not ("waiting" or "drawing"))
            {
                Assert.Equal("done", job.GetProperty("state").GetString());
                return await BytesAsync(desk, $"/api/v1/maps/print/{id}/result");
            }

            Assert.True(i < 600, "the print does not end");
            await Task.Delay(200);
        }
    }

    private static async Task<byte[]> BytesAsync(Desk desk, string path) => Convert.FromBase64String(await desk.Page.EvaluateAsync<string>(
        $"fetch('{path}').then((a) => a.blob()).then((b) => new Promise((done) => {{ const r = new FileReader(); r.onload = () => done(r.result.split(',')[1]); r.readAsDataURL(b); }}))"));

    private static async Task<JsonElement> AskPageAsync(Desk desk, string script) => await desk.Page.EvaluateAsync<JsonElement>(script);

    private static async Task FeaturesAreThoseAsync(Desk desk, string code, Source source)
    {
        foreach (var (call, positions, within) in new[]
        {
            ($"features('{code}')", source.Degrees, Degree), ($"features('{code}', 4490)", source.Degrees, Degree), ($"features('{code}', 4524)", source.Metres, Metre),
            ($"wfs('{code}', 4490)", source.Degrees, Degree), ($"wfs('{code}', 4524)", source.Metres, Metre),
        })
        {
            var read = await AskAsync(desk, call);
            Assert.Equal(source.Ids, read.GetProperty("ids").EnumerateArray().Select(i => i.GetString()!));
            var extent = read.GetProperty("extent").EnumerateArray().Select(n => n.GetDouble()).ToArray();
            Near(positions.Min(p => p.X), extent[0], within, call);
            Near(positions.Min(p => p.Y), extent[1], within, call);
            Near(positions.Max(p => p.X), extent[2], within, call);
            Near(positions.Max(p => p.Y), extent[3], within, call);

            // The closing point of each ring is written in files and services alike.
            Assert.Equal(positions.Count, read.GetProperty("vertices").GetInt32());
            Near(positions.Average(p => p.X), read.GetProperty("sumX").GetDouble() / positions.Count, within, call);
            Near(positions.Average(p => p.Y), read.GetProperty("sumY").GetDouble() / positions.Count, within, call);
        }
    }

    private static async Task PicturesHaveInkAsync(Desk desk, string code, double[] box)
    {
        var extent = string.Create(CultureInfo.InvariantCulture, $"[{box[0]}, {box[1]}, {box[2]}, {box[3]}]");
        foreach (var call in (string[])
        [
            $"wms('{code}', {extent}, 'EPSG:3857')", $"wms('{code}', {extent}, 'EPSG:4490')",
            $"wmts('{code}', {extent}, 'GoogleMapsCompatible')", $"wmts('{code}', {extent}, 'CGCS2000Quad')",
        ])
        {
            var drawn = await AskAsync(desk, call);
            Assert.True(drawn.GetProperty("ink").GetInt32() > 0, $"{call} is empty: {drawn}");
        }
    }

    private static async Task TilesHoldAllAsync(Desk desk, string code, double[] box, Source source)
    {
        var extent = string.Create(CultureInfo.InvariantCulture, $"[{box[0]}, {box[1]}, {box[2]}, {box[3]}]");
        var read = await AskAsync(desk, $"tiles('{code}', {extent}, {TileZoom})");
        Assert.Equal(source.Ids, read.GetProperty("ids").EnumerateArray().Select(i => i.GetString()!));
        var found = read.GetProperty("extent").EnumerateArray().Select(n => n.GetDouble()).ToArray();
        Near(source.Degrees.Min(p => p.X), found[0], TileDegree, code + " tiles");
        Near(source.Degrees.Max(p => p.Y), found[3], TileDegree, code + " tiles");
    }

    private static void Near(double expected, double actual, double within, string what) =>
        Assert.True(Math.Abs(expected - actual) <= within, string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R} where {expected:R} is right"));

    private static async Task<JsonElement> AskAsync(Desk desk, string call) => await desk.Page.EvaluateAsync<JsonElement>($"window.reader.{call}");

    /// <summary>A page under the node's own address, so that it has the person's session; what it is made of comes from the checkout.</summary>
    private async Task OpenReaderAsync(Desk desk)
    {
        var library = Path.Combine(TestData.Checkout, "src", "web", "node_modules", "ol", "dist", "ol.js");
        Assert.True(File.Exists(library), library + " is missing: npm ci in src/web");
        await desk.Page.RouteAsync("**/openlayers/**", async route =>
        {
            var name = new Uri(route.Request.Url).Segments[^1];
            await route.FulfillAsync(name switch
            {
                "ol.js" => new() { Path = library, ContentType = "text/javascript" },
                "reader.js" => new() { Path = Path.Combine(AppContext.BaseDirectory, "OpenLayersReader.js"), ContentType = "text/javascript" },
                _ => new() { Body = "<!doctype html><meta charset=utf-8><body><script src=ol.js></script><script src=reader.js></script>", ContentType = "text/html" },
            });
        });
        await desk.Page.GotoAsync(new Uri(office.Node.Address, "openlayers/index.html").ToString());
        await desk.Page.WaitForFunctionAsync("window.reader !== undefined");
    }

    /// <summary>The layer as the command line writes it, in metres of the county's zone.</summary>
    private async Task<Source> SourceAsync(string code)
    {
        var path = Path.Combine(office.Home.Home, $"openlayers-{code}.geojson");
        var run = await GuotuProgram.RunAsync(["layer", "export", code, path, "--home", office.Home.Home, "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        File.Delete(path);
        var features = document.RootElement.GetProperty("features").EnumerateArray().ToList();
        var metres = features.SelectMany(f => PositionsOf(f.GetProperty("geometry"))).ToList();
        var degrees = metres.Select(p => Projection.Inverse(new PlanePosition(p.X, p.Y))).Select(g => (g.Longitude, g.Latitude)).ToList();
        return new Source([.. features.Select(f => f.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)], metres, degrees);
    }

    private static IEnumerable<(double X, double Y)> PositionsOf(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates").EnumerateArray();
        var rings = geometry.GetProperty("type").GetString() == "Polygon" ? coordinates : coordinates.SelectMany(p => p.EnumerateArray());
        return rings.SelectMany(r => r.EnumerateArray()).Select(p => (p[0].GetDouble(), p[1].GetDouble()));
    }

    private sealed record Source(IReadOnlyList<string> Ids, IReadOnlyList<(double X, double Y)> Metres, IReadOnlyList<(double X, double Y)> Degrees);
}
