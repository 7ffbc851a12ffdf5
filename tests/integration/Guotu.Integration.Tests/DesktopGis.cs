using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>GDAL's own drivers on a served node, with a personal token as desktop programs bring it.</summary>
internal sealed class DesktopGis(ServingNode node, string secret) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-gis").FullName;
    private int _file;

    public string Secret => secret;

    public static async Task<DesktopGis> OfAsync(ServingNode node, StaffClient person)
    {
        var made = await person.PostAsync("map-tokens", new { name = "桌面软件", days = 30 });
        return new DesktopGis(node, made.GetProperty("secret").GetString()!);
    }

    /// <summary>The features of a layer as ogr2ogr reads them from a service, by id, in x/y order.</summary>
    public async Task<IReadOnlyDictionary<string, ReadFeature>> ReadAsync(string service, string layer, string crs, params string[] more)
    {
        var source = service == "wfs"
            ? $"WFS:{node.Address}ogc/wfs?service=WFS&version=2.0.0&request=GetCapabilities"
            : $"OAPIF:{node.Address}ogc/features";
        List<string> options = service == "wfs" ? ["--config", "OGR_WFS_PAGING_ALLOWED", "ON", "--config", "OGR_WFS_PAGE_SIZE", "100"] : ["-oo", "PAGE_SIZE=100", "-oo", "CRS=" + crs];
        var name = service == "wfs" ? "gt:" + layer : layer;
        var target = Path.Combine(_folder, $"{(++_file).ToString(CultureInfo.InvariantCulture)}.geojson");
        await RunAsync("ogr2ogr", [.. options, "-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=12", "-lco", "WRITE_NAME=NO", .. more, target, source, name]);
        return ReadFile(target);
    }

    /// <summary>A GeoJSON file's features by <c>BSM</c>.</summary>
    public static IReadOnlyDictionary<string, ReadFeature> ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.GetProperty("features").EnumerateArray().Select(ReadFeature.Of).ToDictionary(f => f.Key, StringComparer.Ordinal);
    }

    /// <summary>Standard output of a program of GDAL.</summary>
    public async Task<string> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GDAL_HTTP_HEADERS"] = "Authorization: Bearer " + secret;
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0 && !errors.Contains("ERROR", StringComparison.Ordinal), $"{program} {string.Join(' ', arguments)}\n{errors}");
        return await output;
    }

    /// <summary>An answer of a service, asked with the token.</summary>
    public async Task<(int Status, string Text)> AskAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = node.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", secret);
        using var answer = await client.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>A feature read from a file: the layer's key, its attributes as text, and every position in order of rings.</summary>
internal sealed record ReadFeature(string Key, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<(double X, double Y)> Points)
{
    public static ReadFeature Of(JsonElement feature)
    {
        var properties = feature.GetProperty("properties").EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null)
            .ToDictionary(p => p.Name, p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText(), StringComparer.Ordinal);
        var points = new List<(double, double)>();
        var geometry = feature.GetProperty("geometry");
        var polygons = geometry.GetProperty("coordinates");
        foreach (var ring in geometry.GetProperty("type").GetString() == "Polygon" ? polygons.EnumerateArray() : polygons.EnumerateArray().SelectMany(p => p.EnumerateArray()))
        {
            points.AddRange(ring.EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble())));
        }

        return new ReadFeature(properties.GetValueOrDefault("BSM") ?? properties.Values.First(), properties, points);
    }

    /// <summary>Positions of every vertex, whatever the start and direction of rings.</summary>
    public IReadOnlyList<(double X, double Y)> Vertices => [.. Points.Distinct().Order()];

    /// <summary>Plane area by the shoelace over the closed sequence of all rings.</summary>
    public double Box(Func<(double X, double Y), double> side, bool greatest) => greatest ? Points.Max(side) : Points.Min(side);
}
