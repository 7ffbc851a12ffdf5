using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guotu.Geo.Crs;
using Guotu.Testing;
using Guotu.Testing.Node;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Guotu.Browser.Tests;

/// <summary>Which state is on the one map: an earlier one of a layer, a year of the imagery, a way to show the ground. What is drawn must change with it.</summary>
[Collection(OfficeCollection.Name)]
public sealed class MapStatesTests(BrowserOffice office)
{
    private const string Layer = "GDDK";

    /// <summary>Of the range of a channel: less is the smoothing of edges and the mark of the minute.</summary>
    private const int Unlike = 24;

    private static readonly GaussKrugerProjection Projection = new(GaussKrugerZone.ThreeDegree(36));

    [Fact]
    public async Task An_earlier_state_of_a_layer_is_chosen_drawn_named_and_asked()
    {
        var inside = await CommitLessAsync();
        var officer = await office.AsAsync("yangb");
        await officer.GoAsync($"map?c={Degrees(inside)}&z=17.5&l={Layer}");
        await officer.Page.GetByRole(AriaRole.Tab, new() { NameRegex = new Regex("^已加") }).ClickAsync();
        var state = officer.Page.GetByLabel("建设用地供应 版本");
        await Expect(state.Locator("option")).ToHaveCountAsync(2);
        var now = await DrawnAsync(officer);
        await state.SelectOptionAsync("1");
        await Expect(officer.Page.GetByText("显示的是以前的版本:建设用地供应 v1")).ToBeVisibleAsync();
        await officer.PictureAsync("73-map-earlier-state");
        await DrawnOtherwiseAsync(officer, now);
        await Expect(officer.Page).ToHaveURLAsync(new Regex($"l={Layer}(@|%40)1"));

        // What stands there is told of the state that is drawn: the present one has nothing there any more.
        var box = (await officer.Page.Locator("#map").BoundingBoxAsync())!;
        await officer.Page.Mouse.ClickAsync(box.X + (box.Width / 2) + 12, box.Y + (box.Height / 2) - 12);
        var result = officer.Page.Locator("#result");
        await Expect(result).ToContainTextAsync("v1");
        await officer.PictureAsync("74-map-earlier-identify");
        await state.SelectOptionAsync("2");
        await Expect(result).ToContainTextAsync("此处没有要素");
        office.AssertNoFaults();
    }

    [Fact]
    public async Task A_year_of_the_imagery_and_the_relief_are_chosen_and_drawn()
    {
        await ImportAsync(await GreyImagery.WriteAsync(Path.Combine(office.Home.Home, "old"), dark: 60, bright: 120), "2021-06-30");
        await ImportAsync(await GreyImagery.WriteAsync(Path.Combine(office.Home.Home, "new"), dark: 160, bright: 240), "2025-06-30");
        var officer = await office.AsAsync("yangb");
        await officer.GoAsync($"map?c={Degrees((GreyImagery.West + 1_000, GreyImagery.North - 1_000))}&z=14&l=XZQ");
        var bare = await DrawnAsync(officer);
        var imagery = officer.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^正射影像") });
        await imagery.CheckAsync();
        var recent = await DrawnOtherwiseAsync(officer, bare);
        await officer.PictureAsync("75-map-imagery-2025");
        await officer.Page.GetByLabel("正射影像 年份").SelectOptionAsync(new SelectOptionValue { Label = "2021" });
        var old = await DrawnOtherwiseAsync(officer, recent);
        Assert.True(Middle(old) < Middle(recent) - 60, $"the older picture is the darker one: {Middle(old)} and {Middle(recent)}");
        await officer.PictureAsync("76-map-imagery-2021");
        await imagery.UncheckAsync();
        await DrawnOtherwiseAsync(officer, old);

        await officer.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new Regex("^数字高程模型") }).CheckAsync();
        var tinted = await DrawnOtherwiseAsync(officer, bare);
        await officer.Page.GetByLabel("数字高程模型 显示方式").SelectOptionAsync("hillshade");
        await DrawnOtherwiseAsync(officer, tinted);
        await officer.PictureAsync("77-map-hillshade");
        office.AssertNoFaults();
    }

    private static string Degrees((double X, double Y) metres)
    {
        var place = Projection.Inverse(new PlanePosition(metres.X, metres.Y));
        return FormattableString.Invariant($"{place.Longitude:F6},{place.Latitude:F6}");
    }

    /// <summary>Grey of a place west of the middle, clear of what lies over the map.</summary>
    private static int Middle(PngPixels map) => map[(map.Width / 2) - 40, (map.Height / 2) + 30].Red;

    /// <summary>The map when nothing on it changes any more.</summary>
    private static async Task<PngPixels> DrawnAsync(Desk desk)
    {
        var last = await MapAsync(desk);
        for (var i = 0; i < 60; i++)
        {
            await desk.Page.WaitForTimeoutAsync(300);
            var next = await MapAsync(desk);
            if (next.Difference(last, Unlike) < 0.0005)
            {
                return next;
            }

            last = next;
        }

        Assert.Fail("the map does not come to rest");
        return last;
    }

    private static async Task<PngPixels> DrawnOtherwiseAsync(Desk desk, PngPixels before)
    {
        for (var i = 0; i < 12; i++)
        {
            var next = await DrawnAsync(desk);
            if (next.Difference(before, Unlike) > 0.002)
            {
                return next;
            }
        }

        Assert.Fail("the map shows what it showed before");
        return before;
    }

    private static async Task<PngPixels> MapAsync(Desk desk) => PngPixels.Read(await desk.Page.Locator("#map").ScreenshotAsync());

    private async Task ImportAsync(string picture, string asOf)
    {
        var run = await GuotuProgram.RunAsync(["raster", "import", "DOM", picture, "--as-of", asOf, "--source", "航空摄影", "--home", office.Home.Home, "--json"]);
        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
    }

    /// <summary>The layer without its first parcel becomes its second revision; answers a place inside the parcel in metres of the zone.</summary>
    private async Task<(double X, double Y)> CommitLessAsync()
    {
        var path = Path.Combine(office.Home.Home, "less.geojson");
        var exported = await GuotuProgram.RunAsync(["layer", "export", Layer, path, "--home", office.Home.Home, "--json"]);
        Assert.True(exported.ExitCode == 0, exported.Errors);
        var collection = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        var ring = collection["features"]![0]!["geometry"]!["coordinates"]![0]![0]!.AsArray().Select(p => (X: p![0]!.GetValue<double>(), Y: p[1]!.GetValue<double>())).ToList();
        collection["features"]!.AsArray().RemoveAt(0);
        await File.WriteAllTextAsync(path, collection.ToJsonString());
        var today = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var imported = await GuotuProgram.RunAsync(["layer", "import", Layer, path, "--as-of", today, "--home", office.Home.Home, "--json"]);
        Assert.True(imported.ExitCode == 0, imported.Errors + imported.Output);
        return (ring.Average(p => p.X), ring.Average(p => p.Y));
    }
}
