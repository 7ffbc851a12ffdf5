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
