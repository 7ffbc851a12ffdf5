using System.Globalization;
using System.Text.Json;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>One patch and one field that a role may not see, looked for in every place where layers are given out (不给看的要素).</summary>
public sealed class DeniedFeatureTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Layer = "YJJBNT";

    [Fact]
    public async Task A_patch_denied_by_condition_and_a_denied_field_appear_nowhere_and_are_counted_nowhere()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var town = await demonstration.SignInAsync("hud");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, town);
        var whole = JsonDocument.Parse((await gis.AskAsync($"ogc/features/collections/{Layer}/items?limit=1000")).Text).RootElement;
        var patch = whole.GetProperty("features")[0];
        var (mark, secret) = (Text(patch, "YJJBNTTBBH"), Text(patch, "XZQMC"));
        var before = await PlacesAsync(town, gis, patch);
        Assert.All(before, p => Assert.True(p.Text.Contains(mark, StringComparison.Ordinal), $"{p.Path} shows the patch while it is allowed: {p.Text}"));

        var grant = await security.PostAsync("map-grants", new { role = "town", layer = Layer, hidden = false, rowFilter = $"YJJBNTTBBH <> '{mark}'", deniedFields = (string[])["XZQMC"], labelLimit = 0 });

        var after = await PlacesAsync(town, gis, patch);
        foreach (var (path, _, text) in after)
        {
            Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
            Assert.False(path.Contains(Layer, StringComparison.Ordinal) && text.Contains($"\"{secret}\"", StringComparison.Ordinal), $"{path} shows the denied field");
            Assert.False(path.Contains(Layer, StringComparison.Ordinal) && text.Contains("XZQMC", StringComparison.Ordinal), $"{path} names the denied field");
        }

        var count = whole.GetProperty("numberMatched").GetInt32() - 1;
        Assert.Equal(count, JsonDocument.Parse((await gis.AskAsync($"ogc/features/collections/{Layer}/items?limit=1")).Text).RootElement.GetProperty("numberMatched").GetInt32());
        Assert.Contains($"numberMatched=\"{count.ToString(CultureInfo.InvariantCulture)}\"", (await gis.AskAsync($"ogc/wfs?service=WFS&request=GetFeature&typeNames={Layer}&resultType=hits")).Text, StringComparison.Ordinal);
        Assert.Equal(count, (await town.GetAsync("layers")).EnumerateArray().Single(l => l.GetProperty("code").GetString() == Layer).GetProperty("count").GetInt32());
        Assert.Equal(count, (await town.GetAsync($"layers/{Layer}/revisions"))[0].GetProperty("count").GetInt32());
        Assert.Equal(400, (await gis.AskAsync($"ogc/features/collections/{Layer}/items?filter={Uri.EscapeDataString("XZQMC IS NULL")}")).Status);
        Assert.Equal(404, (await gis.AskAsync($"ogc/features/collections/{Layer}/items/{patch.GetProperty("id").GetString()}")).Status);

        using var officer = await demonstration.SignInAsync("lijg");
        using var all = await DesktopGis.OfAsync(demonstration.Node, officer);
        Assert.All(await PlacesAsync(officer, all, patch), p => Assert.Contains(mark, p.Text, StringComparison.Ordinal));
        await security.PostAsync($"map-grants/{grant.GetProperty("id").GetString()}/revoke", new { });
        Assert.All(await PlacesAsync(town, gis, patch), p => Assert.Contains(mark, p.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Patches_outside_the_area_of_a_grant_are_not_there()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var person = await demonstration.SignInAsync("maxl");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        var whole = Features(await gis.AskAsync("ogc/features/collections/DLTB/items?limit=10000"));
        var towns = Features(await gis.AskAsync("ogc/features/collections/XZQ/items?limit=100"));
        var town = towns[0].GetProperty("properties").GetProperty("XZQDM").GetString()!;
        var region = town.PadRight(12, '0');

        var grant = await security.PostAsync("map-grants", new { role = "archives", layer = "DLTB", hidden = false, regions = (string[])[region], labelLimit = 0 });

        var inside = Features(await gis.AskAsync("ogc/features/collections/DLTB/items?limit=10000"));
        Assert.InRange(inside.Count, 1, whole.Count - 1);
        Assert.All(inside, f => Assert.StartsWith(town[..9], f.GetProperty("properties").GetProperty("ZLDWDM").GetString()!, StringComparison.Ordinal));
        Assert.Equal(
            whole.Count(f => f.GetProperty("properties").GetProperty("ZLDWDM").GetString()!.StartsWith(town[..9], StringComparison.Ordinal)), inside.Count);
        await security.PostAsync($"map-grants/{grant.GetProperty("id").GetString()}/revoke", new { });
    }

    [Fact]
    public async Task A_layer_taken_from_a_role_is_told_like_one_that_does_not_exist()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var person = await demonstration.SignInAsync("sunt");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        var grant = await security.PostAsync("map-grants", new { role = "issuing", layer = "LSYD", hidden = true, labelLimit = 0 });

        foreach (var path in (string[])["ogc/features/collections/LSYD", "ogc/features/collections/LSYD/items", "ogc/wfs?request=GetFeature&typeNames=LSYD"])
        {
            var hidden = await gis.AskAsync(path);
            var absent = await gis.AskAsync(path.Replace("LSYD", "KONG", StringComparison.Ordinal));
            Assert.Equal((absent.Status, Words(absent.Text)), (hidden.Status, Words(hidden.Text).Replace("LSYD", "KONG", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain("LSYD", (await gis.AskAsync("ogc/features/collections")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LSYD", (await gis.AskAsync("ogc/wfs?request=GetCapabilities")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LSYD", (await gis.AskAsync("ogc/wfs?request=DescribeFeatureType")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LSYD", (await gis.AskAsync("ogc/features/api")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("LSYD", (await person.GetAsync("layers")).GetRawText(), StringComparison.Ordinal);
        await security.PostAsync($"map-grants/{grant.GetProperty("id").GetString()}/revoke", new { });
    }

    /// <summary>Every address under which the patch is given out.</summary>
    private static async Task<IReadOnlyList<(string Path, int Status, string Text)>> PlacesAsync(StaffClient person, DesktopGis gis, JsonElement patch)
    {
        var (id, mark) = (patch.GetProperty("id").GetString()!, Text(patch, "YJJBNTTBBH"));
        var ring = patch.GetProperty("geometry").GetProperty("coordinates")[0][0].EnumerateArray().Select(p => (Lon: p[0].GetDouble(), Lat: p[1].GetDouble())).ToList();
        var (west, south, east, north) = (ring.Min(p => p.Lon), ring.Min(p => p.Lat), ring.Max(p => p.Lon), ring.Max(p => p.Lat));
        var box = string.Create(CultureInfo.InvariantCulture, $"{west},{south},{east},{north}");
        var corner = ring[0];
        var filter = Uri.EscapeDataString($"YJJBNTTBBH = '{mark}'");
        var fes = Uri.EscapeDataString($"<Filter><PropertyIsEqualTo><ValueReference>YJJBNTTBBH</ValueReference><Literal>{mark}</Literal></PropertyIsEqualTo></Filter>");
        var places = new List<(string, int, string)>();
        foreach (var path in (string[])[
            $"ogc/features/collections/{Layer}/items?limit=10000", $"ogc/features/collections/{Layer}/items/{id}", $"ogc/features/collections/{Layer}/items?bbox={box}",
            $"ogc/features/collections/{Layer}/items?sortby=-YJJBNTTBBH&limit=10000", $"ogc/wfs?request=GetFeature&typeNames={Layer}",
            $"ogc/wfs?request=GetFeature&typeNames={Layer}&outputFormat=application/json", $"ogc/wfs?request=GetFeature&typeNames={Layer}&featureID={Layer}.{id}",
            $"ogc/wfs?request=GetFeature&storedQuery_Id=urn:ogc:def:query:OGC-WFS::GetFeatureById&id={Layer}.{id}",
            $"ogc/wfs?request=GetFeature&typeNames={Layer}&bbox={box},urn:ogc:def:crs:OGC:1.3:CRS84"])
        {
            var answer = await gis.AskAsync(path);
            places.Add((path, answer.Status, answer.Text));
        }

        // What names the patch in the address is looked at without the links, which repeat the address.
        foreach (var path in (string[])[$"ogc/features/collections/{Layer}/items?filter={filter}", $"ogc/features/collections/{Layer}/items?YJJBNTTBBH={mark}", $"ogc/wfs?request=GetFeature&typeNames={Layer}&filter={fes}"])
        {
            var answer = await gis.AskAsync(path);
            places.Add((path, answer.Status, answer.Text.Split("\"links\"")[0]));
        }

        var identify = string.Create(CultureInfo.InvariantCulture, $"identify?lon={corner.Lon}&lat={corner.Lat}&layers={Layer}");
        foreach (var path in (string[])[$"layers/{Layer}/features?bbox={box}&limit=500", $"layers/{Layer}/tiles/16/{TileAt(corner.Lon, corner.Lat)}.mvt", identify])
        {
            using var answer = await person.GetRawAsync(path);
            places.Add((path, (int)answer.StatusCode, System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync())));
        }

        return places;
    }

    private static string TileAt(double lon, double lat)
    {
        var latitude = lat * Math.PI / 180;
        var (x, y) = ((int)((lon + 180) / 360 * (1 << 16)), (int)((1 - (Math.Asinh(Math.Tan(latitude)) / Math.PI)) / 2 * (1 << 16)));
        return string.Create(CultureInfo.InvariantCulture, $"{x}/{y}");
    }

    private static List<JsonElement> Features((int Status, string Text) answer) => [.. JsonDocument.Parse(answer.Text).RootElement.GetProperty("features").EnumerateArray()];

    private static string Text(JsonElement feature, string field) => feature.GetProperty("properties").GetProperty(field).GetString()!;

    /// <summary>Without the number of the request.</summary>
    private static string Words(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", string.Empty);
}
