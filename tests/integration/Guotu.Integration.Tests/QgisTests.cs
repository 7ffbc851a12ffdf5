using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>QGIS without a window reads every published layer: counts, areas and boxes are those of the layer as it was imported.</summary>
public sealed class QgisTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const double Degree = 1e-8, Metre = 2e-4;
    private static readonly GaussKrugerProjection Projection = new(GaussKrugerZone.ThreeDegree(36));

    [Fact]
    public async Task QGIS_reads_every_published_layer()
    {
        Soak.Only();
        using var person = await demonstration.SignInAsync("zhuh");
        var made = await person.PostAsync("map-tokens", new { name = "QGIS", days = 1, addresses = Array.Empty<string>() });
        var layers = (await person.GetAsync("layers")).EnumerateArray().Where(l => l.GetProperty("count").GetInt32() > 0).ToList();
        var read = await ReadAsync(made.GetProperty("secret").GetString()!, [.. layers.Select(l => l.GetProperty("code").GetString()!)]);
        foreach (var layer in layers)
        {
            var code = layer.GetProperty("code").GetString()!;
            var answer = read.GetProperty(code);
            var (metres, area) = await SourceAsync(code);
            var degrees = metres.Select(p => Projection.Inverse(new PlanePosition(p.X, p.Y))).Select(g => (X: g.Longitude, Y: g.Latitude)).ToList();
            Same(answer.GetProperty("wfs4524"), layer, metres, Metre, code + " WFS 4524");
            Same(answer.GetProperty("wfs4490"), layer, degrees, Degree, code + " WFS 4490");
            Same(answer.GetProperty("oapif"), layer, degrees, Degree, code + " OAPIF");
            Assert.InRange(answer.GetProperty("wfs4524").GetProperty("area").GetDouble(), area - 0.01, area + 0.01);
            foreach (var drawn in (string[])["wms3857", "wms4490", "wmts"])
            {
                Assert.True(answer.GetProperty(drawn).TryGetProperty("ink", out var ink) && ink.GetInt32() > 0, $"{code} {drawn}: {answer.GetProperty(drawn)}");
            }

            Assert.True(answer.GetProperty("tiles").TryGetProperty("ink", out var inked) && inked.GetInt32() > 0, $"{code} tiles: {answer.GetProperty("tiles")}");
        }
    }

    private static void Same(JsonElement read, JsonElement layer, IReadOnlyList<(double X, double Y)> source, double within, string what)
    {
        Assert.True(read.TryGetProperty("count", out var count), $"{what}: {read}");
        Assert.Equal(layer.GetProperty("count").GetInt32(), count.GetInt32());
        Assert.Equal(source.Count, read.GetProperty("vertices").GetInt32());
        var box = read.GetProperty("extent").EnumerateArray().Select(n => n.GetDouble()).ToArray();
        foreach (var (expected, actual) in ((double, double)[])[(source.Min(p => p.X), box[0]), (source.Min(p => p.Y), box[1]), (source.Max(p => p.X), box[2]), (source.Max(p => p.Y), box[3])])
        {
            Assert.True(Math.Abs(expected - actual) <= within, string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R} where {expected:R} is right"));
        }
    }

    private async Task<JsonElement> ReadAsync(string token, IReadOnlyList<string> codes)
    {
        var script = Path.Combine(TestData.Checkout, "tests", "integration", "Guotu.Integration.Tests", "qgis_reader.py");
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script, demonstration.Node.Address.ToString(), token, .. codes]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var text = await output;
        Assert.True(process.ExitCode == 0 && text.Contains('{', StringComparison.Ordinal), await errors);
        return JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]).RootElement;
    }

    /// <summary>Positions and plane area of the layer as the command line writes it.</summary>
    private async Task<(IReadOnlyList<(double X, double Y)> Positions, double Area)> SourceAsync(string code)
    {
        var path = Path.Combine(demonstration.Home.Home, $"qgis-{code}.geojson");
        var run = await GuotuProgram.RunAsync(["layer", "export", code, path, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var (positions, area) = (new List<(double X, double Y)>(), 0.0);
        foreach (var geometry in document.RootElement.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("geometry")))
        {
            var coordinates = geometry.GetProperty("coordinates").EnumerateArray();
            foreach (var polygon in geometry.GetProperty("type").GetString() == "Polygon" ? [geometry.GetProperty("coordinates")] : coordinates.ToArray())
            {
                var rings = polygon.EnumerateArray().Select(r => r.EnumerateArray().Select(p => (X: p[0].GetDouble(), Y: p[1].GetDouble())).ToList()).ToList();
                area += Area(rings[0]) - rings.Skip(1).Sum(Area);
                positions.AddRange(rings.SelectMany(r => r));
            }
        }

        return (positions, area);
    }

    /// <summary>By the shoelace from the first point, so that large coordinates cost no digits.</summary>
    private static double Area(List<(double X, double Y)> ring) =>
        Math.Abs(ring.Zip(ring.Skip(1), (a, b) => ((a.X - ring[0].X) * (b.Y - ring[0].Y)) - ((b.X - ring[0].X) * (a.Y - ring[0].Y))).Sum()) / 2;
}
