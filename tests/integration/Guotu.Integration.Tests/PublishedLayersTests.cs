using System.Globalization;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Every published layer as GDAL reads it is the layer that was imported (发布图层).</summary>
public sealed class PublishedLayersTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const double DegreeRounding = 1e-9;
    private const double MetreRounding = 1e-4;
    private static readonly GaussKrugerProjection Projection = new(GaussKrugerZone.ThreeDegree(36));

    [Fact]
    public async Task GDAL_reads_every_layer_as_it_was_imported_in_degrees_and_metres()
    {
        using var person = await demonstration.SignInAsync("zhuh");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        var layers = (await person.GetAsync("layers")).EnumerateArray().Where(l => l.GetProperty("count").GetInt32() > 0).Select(l => l.GetProperty("code").GetString()!).ToList();

        Assert.True(layers.Count >= 8, "the county has layers");
        foreach (var layer in layers)
        {
            var source = await SourceAsync(layer);
            var degrees = source.ToDictionary(f => f.Key, f => f.Value with { Points = [.. f.Value.Points.Select(Degrees)] }, StringComparer.Ordinal);
            MustBe(layer + " OAPIF 4490", degrees, await gis.ReadAsync("oapif", layer, "EPSG:4490"), 2 * DegreeRounding);
            MustBe(layer + " WFS 4524", source, await gis.ReadAsync("wfs", layer, "EPSG:4524", "-lco", "RFC7946=NO"), MetreRounding);
        }
    }

    [Fact]
    public async Task GDAL_s_filters_give_the_features_that_they_name()
    {
        using var person = await demonstration.SignInAsync("zhuh");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        var source = await SourceAsync("DLTB");
        var some = source.Values.Skip(5).First();
        var (lon, lat) = Degrees(some.Points[0]);
        string[] box = ["-spat", Text(lon - 0.002), Text(lat - 0.002), Text(lon + 0.002), Text(lat + 0.002), "-spat_srs", "EPSG:4326"];

        Assert.Equal(
            source.Values.Where(f => f.Properties["DLBM"] == some.Properties["DLBM"]).Select(f => f.Key).Order(StringComparer.Ordinal),
            (await gis.ReadAsync("wfs", "DLTB", "EPSG:4524", "-where", $"DLBM = '{some.Properties["DLBM"]}'", "-lco", "RFC7946=NO")).Keys.Order(StringComparer.Ordinal));
        var inBox = (await gis.ReadAsync("oapif", "DLTB", "EPSG:4490", box)).Keys.Order(StringComparer.Ordinal).ToList();
        Assert.Contains(some.Key, inBox);
        Assert.InRange(inBox.Count, 1, source.Count - 1);
        Assert.Equal(inBox, (await gis.ReadAsync("wfs", "DLTB", "EPSG:4524", [.. box, "-lco", "RFC7946=NO"])).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_walk_over_pages_gives_every_feature_of_its_revision_once_though_new_ones_come_in()
    {
        using var person = await demonstration.SignInAsync("zhuh");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        var before = await SourceAsync("YDBP");
        var file = Path.Combine(Path.GetTempPath(), "guotu-" + Path.GetRandomFileName());
        var export = await GuotuProgram.RunAsync(["layer", "export", "YDBP", file, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(export.ExitCode == 0, export.Errors);
        await File.WriteAllTextAsync(file, Halved(await File.ReadAllTextAsync(file)));

        var (seen, next, imported) = (new List<string>(), "ogc/features/collections/YDBP/items?limit=1&sortby=BSM", false);
        while (next is not null)
        {
            var page = JsonDocument.Parse((await gis.AskAsync(next)).Text).RootElement;
            Assert.Equal(before.Count, page.GetProperty("numberMatched").GetInt32());
            seen.AddRange(page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("properties").GetProperty("BSM").GetString()!));
            next = page.GetProperty("links").EnumerateArray().Where(l => l.GetProperty("rel").GetString() == "next").Select(l => l.GetProperty("href").GetString()).FirstOrDefault();
            if (!imported)
            {
                var run = await GuotuProgram.RunAsync(["layer", "import", "YDBP", file, "--home", demonstration.Home.Home, "--as-of", "2026-11-20", "--json"]);
                Assert.True(run.ExitCode == 0, run.Errors + run.Output);
                imported = true;
            }
        }

        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), seen);
        Assert.NotEqual(before.Count, JsonDocument.Parse((await gis.AskAsync("ogc/features/collections/YDBP/items?limit=1")).Text).RootElement.GetProperty("numberMatched").GetInt32());
        File.Delete(file);
    }

    [Fact]
    public async Task A_token_opens_the_services_and_nothing_else_until_it_is_taken_back()
    {
        using var person = await demonstration.SignInAsync("liuf");
        using var security = await demonstration.SignInAsync("secadmin");
        var made = await person.PostAsync("map-tokens", new { name = "办公室的电脑", days = 30 });
        var secret = made.GetProperty("secret").GetString()!;
        using var gis = new DesktopGis(demonstration.Node, secret);

        Assert.Equal(200, (await gis.AskAsync("ogc/features/collections")).Status);
        Assert.Equal(401, (await gis.AskAsync("api/v1/layers")).Status);
        using var bare = new HttpClient { BaseAddress = demonstration.Node.Address };
        using var inAddress = await bare.GetAsync(new Uri("ogc/features/collections?token=" + secret, UriKind.Relative));
        Assert.Equal(200, (int)inAddress.StatusCode);
        using var none = await bare.GetAsync(new Uri("ogc/features/collections", UriKind.Relative));
        Assert.Equal((401, "Basic"), ((int)none.StatusCode, none.Headers.WwwAuthenticate.Single().Scheme));

        Assert.DoesNotContain(secret, (await security.GetAsync("map-tokens/everyone")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, demonstration.Node.Log, StringComparison.Ordinal);
        await security.PostAsync($"map-tokens/{made.GetProperty("token").GetProperty("id").GetString()}/withdraw", new { });
        Assert.Equal(401, (await gis.AskAsync("ogc/features/collections")).Status);
        var used = await security.GetAsync("map-usage");
        Assert.Equal(JsonValueKind.Array, used.ValueKind);
    }

    [Fact]
    public async Task Hostile_parameters_are_refused_in_words_and_never_an_error_of_the_node()
    {
        using var person = await demonstration.SignInAsync("zhuh");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        var texts = Directory.EnumerateFiles(Testing.TestData.Path("malformed/payloads"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines).Where(l => l.Length is > 0 and < 1_500).Distinct().Where((_, i) => i % 40 == 0).Take(150).ToList();

        Assert.NotEmpty(texts);
        foreach (var text in texts.Select(Uri.EscapeDataString).Where(t => t.Length < 6_000))
        {
            foreach (var path in (string[])[
                $"ogc/features/collections/DLTB/items?limit=1&filter={text}", $"ogc/features/collections/{text}/items", $"ogc/features/collections/DLTB/items?bbox={text}",
                $"ogc/features/collections/DLTB/items?limit=1&BSM={text}", $"ogc/features/collections/DLTB/items?sortby={text}&crs={text}",
                $"ogc/wfs?service=WFS&request=GetFeature&typeNames={text}&count=1", $"ogc/wfs?service=WFS&request=GetFeature&typeNames=DLTB&count=1&filter={text}", $"ogc/wfs?request={text}"])
            {
                var answer = await gis.AskAsync(path);
                Assert.True(answer.Status < 500, $"{path} answered {answer.Status}: {answer.Text}");
            }
        }
    }

    /// <summary>The layer as the command line writes it: metres exact to the grid, east first.</summary>
    private async Task<IReadOnlyDictionary<string, ReadFeature>> SourceAsync(string layer)
    {
        var file = Path.Combine(Path.GetTempPath(), "guotu-" + Path.GetRandomFileName());
        var run = await GuotuProgram.RunAsync(["layer", "export", layer, file, "--home", demonstration.Home.Home, "--json"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        var read = DesktopGis.ReadFile(file);
        File.Delete(file);
        return read;
    }

    private static (double X, double Y) Degrees((double X, double Y) metres)
    {
        var place = Projection.Inverse(new PlanePosition(metres.X, metres.Y));
        return (place.Longitude, place.Latitude);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Every second feature left out.</summary>
    private static string Halved(string geoJson)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(geoJson)!;
        var features = node["features"]!.AsArray();
        Assert.True(features.Count > 1, "the layer has several features");
        for (var i = features.Count - 1; i > 0; i -= 2)
        {
            features.RemoveAt(i);
        }

        return node.ToJsonString();
    }

    private static void MustBe(string what, IReadOnlyDictionary<string, ReadFeature> expected, IReadOnlyDictionary<string, ReadFeature> read, double rounding)
    {
        Assert.Equal((what, expected.Count), (what, read.Count));
        foreach (var (key, feature) in expected)
        {
            var other = read[key];
            Assert.Equal((what, key, feature.Points.Count), (what, key, other.Points.Count));
            foreach (var (a, b) in feature.Vertices.Zip(other.Vertices))
            {
                Assert.True(Math.Abs(a.X - b.X) <= rounding && Math.Abs(a.Y - b.Y) <= rounding, $"{what} {key}: {a} is read as {b}");
            }

            foreach (var (name, value) in feature.Properties.Where(p => p.Key != "id"))
            {
                Assert.True(SameValue(value, other.Properties.GetValueOrDefault(name)), $"{what} {key} {name}: {value} is read as {other.Properties.GetValueOrDefault(name)}");
            }
        }
    }

    /// <summary>GDAL gives dates and numbers in its own writing.</summary>
    private static bool SameValue(string expected, string? read) => read is not null && (expected == read || expected == read.Replace('/', '-')
        || (double.TryParse(expected, CultureInfo.InvariantCulture, out var a) && double.TryParse(read, CultureInfo.InvariantCulture, out var b) && Math.Abs(a - b) <= 1e-12 * Math.Abs(a)));
}
