using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>One patch that a role may not see, looked for under every route of the map and in the exports (处处不给看).</summary>
public sealed class DeniedEverywhereTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Layer = ProbedPatch.Layer;

    [Fact]
    public async Task Every_route_of_the_map_is_in_the_table_and_the_table_names_no_other()
    {
        using var town = await demonstration.SignInAsync("hud");
        var table = MapRouteProbes.Of(await PatchAsync(town)).Keys;
        var served = (await ServedEndpoints.ReadAsync(demonstration.Home.Home)).Where(e => MapRouteProbes.Prefixes.Any(e.IsUnder)).Select(e => e.ToString()).ToList();

        Assert.Empty(served.Except(table, StringComparer.Ordinal).Select(r => r + " is a route of the map: say in MapRouteProbes how a denied feature is looked for in it"));
        Assert.Empty(table.Except(served, StringComparer.Ordinal).Select(r => r + " is in MapRouteProbes and not served"));
    }

    [Fact]
    public async Task A_patch_denied_to_a_role_is_under_no_route_also_right_after_somebody_else_was_shown_it()
    {
        using var town = await demonstration.SignInAsync("hud");
        using var officer = await demonstration.SignInAsync("lijg");
        using var security = await demonstration.SignInAsync("secadmin");
        var patch = await PatchAsync(town);
        var probes = MapRouteProbes.Of(patch).Values.SelectMany(p => p).ToList();
        var allowed = await AskAllAsync(town, probes, null);
        foreach (var (probe, answer) in probes.Zip(allowed))
        {
            Assert.True(answer.Status is 200 or 204, $"{probe.Path}: {answer.Status} {answer.Text}");
            Assert.True(probe.Kind != ProbeKind.Names || answer.Text.Contains(patch.Mark, StringComparison.Ordinal), $"{probe.Path} shows the patch while it is allowed: {answer.Text}");
            Assert.True(probe.Kind != ProbeKind.Draws || HasInk(answer.Bytes), $"{probe.Path} draws something");
        }

        var grant = await security.PostAsync("map-grants", new { role = "town", layer = Layer, hidden = false, rowFilter = $"YJJBNTTBBH <> '{patch.Mark}'", labelLimit = 0 });
        var seenByOther = await AskAllAsync(officer, probes, null);
        var denied = await AskAllAsync(town, probes, allowed);
        for (var i = 0; i < probes.Count; i++)
        {
            var (probe, answer) = (probes[i], denied[i]);
            Assert.False(answer.Status == 304 && probe.Kind != ProbeKind.Silent, $"{probe.Path} lets the browser keep what it showed");
            Assert.DoesNotContain(patch.Mark, WithoutAddress(probe, answer.Text), StringComparison.Ordinal);
            Assert.False(probe.Kind is ProbeKind.Measures or ProbeKind.Draws && answer.Bytes.AsSpan().SequenceEqual(allowed[i].Bytes), $"{probe.Path} answers as if the patch were there");
            Assert.False(probe.Kind == ProbeKind.Draws && answer.Bytes.AsSpan().SequenceEqual(seenByOther[i].Bytes), $"{probe.Path} gives out what was drawn for another");
        }

        await security.PostAsync($"map-grants/{Id(grant)}/revoke", new { });
        var nothing = await security.PostAsync("map-grants", new { role = "town", layer = Layer, hidden = false, rowFilter = "YJJBNTTBBH = 'none'", labelLimit = 0 });
        foreach (var (probe, answer) in probes.Zip(await AskAllAsync(town, probes, null)).Where(p => p.First.Kind == ProbeKind.Draws))
        {
            Assert.False(HasInk(answer.Bytes), $"{probe.Path} draws what nobody of the role may see");
        }

        await security.PostAsync($"map-grants/{Id(nothing)}/revoke", new { });
        Assert.All(probes.Zip(await AskAllAsync(town, probes, null)), p => Assert.True(p.First.Kind != ProbeKind.Names || p.Second.Text.Contains(patch.Mark, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_patch_denied_to_the_data_engineer_is_in_no_export()
    {
        using var engineer = await demonstration.SignInAsync("zhuh");
        using var security = await demonstration.SignInAsync("secadmin");
        var patch = await PatchAsync(engineer);
        var grant = await security.PostAsync("map-grants", new { role = "data", layer = Layer, hidden = false, rowFilter = $"YJJBNTTBBH <> '{patch.Mark}'", deniedFields = (string[])["XZQMC"], labelLimit = 0 });
        var folder = Directory.CreateTempSubdirectory("guotu-denied-");
        foreach (var format in (string[])["geojson", "gml", "csv"])
        {
            var path = Path.Combine(folder.FullName, format);
            var run = await GuotuProgram.RunAsync(["layer", "export", Layer, path, "--format", format, "--home", demonstration.Home.Home, "--json"]);
            Assert.True(run.ExitCode is 0 or 1, run.Errors);
            Assert.True(run.Json().GetProperty("inPart").GetBoolean());
            var text = await File.ReadAllTextAsync(path);
            Assert.Contains("YJJBNTTBBH", text, StringComparison.Ordinal);
            Assert.DoesNotContain(patch.Mark, text, StringComparison.Ordinal);
            Assert.DoesNotContain("XZQMC", text, StringComparison.Ordinal);
        }

        await security.PostAsync($"map-grants/{Id(grant)}/revoke", new { });
        var hidden = await security.PostAsync("map-grants", new { role = "data", layer = Layer, hidden = true, labelLimit = 0 });
        var refused = await GuotuProgram.RunAsync(["layer", "export", Layer, Path.Combine(folder.FullName, "hidden"), "--home", demonstration.Home.Home, "--json"]);
        Assert.Equal("SYS-0002", refused.Json().GetProperty("error").GetProperty("code").GetString());
        await security.PostAsync($"map-grants/{Id(hidden)}/revoke", new { });
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_layer_above_a_persons_label_is_under_no_route_in_no_export_print_or_kept_result_and_its_name_nowhere()
    {
        using var town = await demonstration.SignInAsync("hud");
        using var cleared = await demonstration.SignInAsync("zhangw");
        using var security = await demonstration.SignInAsync("secadmin");
        var patch = await PatchAsync(town);
        var probes = MapRouteProbes.Of(patch).Values.SelectMany(p => p).ToList();
        var lists = ((string[])["analysis/layers", "maps/print/options", "rasters", "layers"]).Select(p => new MapProbe(ProbeKind.Silent, p)).ToList();
        var results = new List<string>();
        foreach (var probe in probes.Where(p => p.Result is not null && p.ResultBody is null))
        {
            var id = (await town.PostAsync(probe.Path, probe.Body!)).GetProperty("id").GetString()!;
            await EndAsync(town, probe, id);
            results.Add(probe.Result!.Replace("{id}", id, StringComparison.Ordinal));
        }

        await LabelAsync(security, "clearances/zhangw", "2");
        await LabelAsync(security, $"object-labels/{Layer}", "2");
        await LabelAsync(security, "object-labels/DEM", "2");
        var shown = await AskAllAsync(cleared, probes, null);
        Assert.All(probes.Zip(shown), p => Assert.True(p.Second.Status is 200 or 204, $"{p.First.Path} is not shown to whoever is cleared: {p.Second.Status}"));
        foreach (var probe in probes.Concat(lists))
        {
            using var answer = probe.Body is { } body
                ? await town.SendAsync(HttpMethod.Post, probe.Path, body is ProbeXml xml ? new StringContent(xml.Text, Encoding.UTF8, "application/xml") : JsonContent.Create(body))
                : await town.GetRawAsync(probe.Path);
            var text = WithoutAddress(probe, await answer.Content.ReadAsStringAsync());
            if (answer.IsSuccessStatusCode && !text.Contains("<ServiceException ", StringComparison.Ordinal))
            {
                Assert.False(text.Contains(Layer, StringComparison.Ordinal) || text.Contains(patch.Mark, StringComparison.Ordinal), $"{probe.Path} shows the layer: {text}");
                Assert.False(probe.Kind is ProbeKind.Draws && HasInk(await answer.Content.ReadAsByteArrayAsync()), $"{probe.Path} draws the layer");
                Assert.DoesNotContain("\"DEM\"", text, StringComparison.Ordinal);
            }
        }

        foreach (var result in results)
        {
            using var answer = await town.GetRawAsync(result);
            Assert.False(answer.IsSuccessStatusCode, $"{result} is given out although the layer is labelled now");
        }

        var export = await GuotuProgram.RunAsync(["layer", "export", Layer, Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), "--home", demonstration.Home.Home, "--json"]);
        Assert.Equal("SYS-0002", export.Json().GetProperty("error").GetProperty("code").GetString());

        await LabelAsync(security, $"object-labels/{Layer}", "0");
        await LabelAsync(security, "object-labels/DEM", "0");
        await LabelAsync(security, "clearances/zhangw", "1");
        Assert.All(probes.Zip(await AskAllAsync(town, probes, null)), p => Assert.True(p.First.Kind != ProbeKind.Names || p.Second.Text.Contains(patch.Mark, StringComparison.Ordinal)));
    }

    private static async Task LabelAsync(StaffClient security, string path, string level)
    {
        using var answer = await security.SendAsync(HttpMethod.Put, path, JsonContent.Create(new { level, categories = (string[])[], reason = "试验" }));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task EndAsync(StaffClient person, MapProbe probe, string id)
    {
        for (var i = 0; (await person.GetAsync(probe.Job(id))).GetProperty("state").GetString() is "waiting" or "drawing" or "Queued" or "Running" or "queued" or "running"; i++)
        {
            Assert.True(i < 600, $"{probe.Path} {id} does not end");
            await Task.Delay(200);
        }
    }

    private static string Id(JsonElement grant) => grant.GetProperty("id").GetString()!;

    private static bool HasInk(byte[] png)
    {
        var pixels = PngPixels.Read(png);
        return Enumerable.Range(0, pixels.Width).Any(x => Enumerable.Range(0, pixels.Height).Any(y => pixels[x, y].Alpha > 0));
    }

    /// <summary>Links repeat the address that was asked for, which names the patch where it was asked for by name.</summary>
    private static string WithoutAddress(MapProbe probe, string text) => probe.Path.Contains("q=", StringComparison.Ordinal) ? text.Split("\"links\"")[0] : text;

    /// <summary>The westernmost patch: the layer's box ends with it.</summary>
    private static async Task<ProbedPatch> PatchAsync(StaffClient person)
    {
        using var answer = await person.GetRawAsync($"/ogc/features/collections/{Layer}/items?limit=10000");
        var features = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("features").EnumerateArray();
        return features.Select(ProbedPatch.Of).MinBy(p => p.Ring.Min(r => r.Lon))!;
    }

    private static async Task<IReadOnlyList<ProbeAnswer>> AskAllAsync(StaffClient person, List<MapProbe> probes, IReadOnlyList<ProbeAnswer>? before)
    {
        var answers = new List<ProbeAnswer>();
        for (var i = 0; i < probes.Count; i++)
        {
            answers.Add(await AskAsync(person, probes[i], before?[i].Tag));
        }

        return answers;
    }

    private static async Task<ProbeAnswer> AskAsync(StaffClient person, MapProbe probe, string? tag)
    {
        if (probe.Result is not null)
        {
            return await ResultAsync(person, probe);
        }

        using var answer = probe.Body is { } body
            ? await person.SendAsync(HttpMethod.Post, probe.Path, body is ProbeXml xml ? new StringContent(xml.Text, Encoding.UTF8, "application/xml") : JsonContent.Create(body))
            : tag is null ? await person.GetRawAsync(probe.Path) : await person.GetIfChangedAsync(probe.Path, tag);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return new ProbeAnswer((int)answer.StatusCode, answer.Headers.ETag?.ToString(), bytes, Encoding.UTF8.GetString(bytes));
    }

    /// <summary>Orders, waits for the end and takes the result; of a print its words.</summary>
    private static async Task<ProbeAnswer> ResultAsync(StaffClient person, MapProbe probe)
    {
        var id = (await person.PostAsync(probe.Path, probe.Body!)).GetProperty("id").GetString()!;
        await EndAsync(person, probe, id);
        var path = probe.Result!.Replace("{id}", id, StringComparison.Ordinal);
        using var answer = probe.ResultBody is { } body ? await person.PostRawAsync(path, body) : await person.GetRawAsync(path);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var words = answer.Content.Headers.ContentType?.MediaType == "application/pdf" ? PdfReader.Text(bytes) : Encoding.UTF8.GetString(bytes);
        return new ProbeAnswer((int)answer.StatusCode, null, bytes, words);
    }

    private sealed record ProbeAnswer(int Status, string? Tag, byte[] Bytes, string Text);
}
