using System.Net;
using System.Text.Json;
using Guotu.Geo.Crs;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Printed maps of a served demonstration county, read back with poppler (出图).</summary>
public sealed class PrintTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string[] Whole = ["DLTB", "YJJBNT", "STBHHX", "CZKFBJ", "XZQ"];

    [Theory]
    [InlineData("A4", "landscape", 5_000, "zone", 297, 210)]
    [InlineData("A4", "portrait", 10_000, "degrees", 210, 297)]
    [InlineData("A3", "landscape", 10_000, "zone", 420, 297)]
    [InlineData("A3", "portrait", 25_000, "zone", 297, 420)]
    [InlineData("A0", "landscape", 50_000, "degrees", 1189, 841)]
    public async Task A_sheet_has_its_paper_its_words_and_its_fonts(string paper, string orientation, int scale, string grid, double width, double height)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var pdf = await new PrintedMaps(officer).FileAsync(PrintedMaps.Order(paper, orientation, scale, grid: grid, layers: Whole));
        PrintedMaps.Show($"print-{paper}-{orientation}", pdf, paper == "A0" ? 60 : 130);

        var (w, h) = PdfReader.PageSize(pdf);
        Assert.Equal((width, height), (Math.Round(w), Math.Round(h)));
        var text = PdfReader.Text(pdf);
        string[] words =
        [
            "西乡县城区土地利用现状图", "图例", "数据版本", "位置示意", $"1:{scale}", "制图", "审核", "批准", "日期", "2000 国家大地坐标系", "1985国家高程基准",
            "北", "出图:李建国", "演示数据", "地类图斑 第1版", "行政区",
        ];
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.Contains(grid == "degrees" ? "E" : "36", text, StringComparison.Ordinal);
        Assert.All(PdfReader.Fonts(pdf).Split('\n').Skip(2).Where(l => l.Length > 0), line => Assert.Contains(" yes ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DLTB,YJJBNT,XZQ", 9)]
    [InlineData("DEM,XZQ", 60)]
    [InlineData("DEM,YJJBNT,XZQ", 60)]
    public async Task A_print_shows_what_the_screen_shows(string named, int shift)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var layers = named.Split(',');
        const int scale = 25_000;
        var frame = (await officer.GetAsync(PrintedMaps.Path + "/options")).GetProperty("layouts").EnumerateArray().First().GetProperty("frames").EnumerateArray()
            .Single(f => f.GetProperty("paper").GetString() == "A4" && f.GetProperty("orientation").GetString() == "landscape");
        double Mm(string name) => frame.GetProperty(name).GetDouble();
        var (width, height) = ((int)Math.Round(Mm("width") / Pixel), (int)Math.Round(Mm("height") / Pixel));
        var pdf = await new PrintedMaps(officer).FileAsync(PrintedMaps.Order(scale: scale, grid: "none", layers: layers));
        var printed = PdfReader.Page(pdf, 25.4 / Pixel).Part((int)Math.Round(Mm("left") / Pixel), (int)Math.Round(Mm("top") / Pixel), width, height);

        var middle = new GaussKrugerProjection(GaussKrugerZone.ThreeDegree(36)).Forward(new GeographicPosition(PrintedMaps.Seat.Lat, PrintedMaps.Seat.Lon));
        var (halfWidth, halfHeight) = (Mm("width") * scale / 2000, Mm("height") * scale / 2000);
        var map = FormattableString.Invariant($"/ogc/maps/wms?SERVICE=WMS&VERSION=1.3.0&REQUEST=GetMap&LAYERS={string.Join(',', layers)}&STYLES={new string(',', layers.Length - 1)}&CRS=EPSG:4524&BBOX={middle.North - halfHeight:R},{middle.East - halfWidth:R},{middle.North + halfHeight:R},{middle.East + halfWidth:R}&WIDTH={width}&HEIGHT={height}&FORMAT=image/png&TRANSPARENT=FALSE&BGCOLOR=0xFFFFFF");
        using var answer = await officer.GetRawAsync(map);
        var screen = PngPixels.Read(await answer.Content.ReadAsByteArrayAsync());

        // Below the north arrow. The tolerance: one pixel of a hundred may differ by more than a sixth of the range, where poppler smooths edges and
        // letters otherwise than cairo; the watermark stays below that.
        const int below = 75;
        var difference = screen.Part(0, below, width, height - below).Difference(printed.Part(0, below, width, height - below), 42);
        Assert.InRange(difference, 0, 0.01);
        Assert.True(screen.Part(0, below, width - shift, height - below).Difference(printed.Part(shift, below, width - shift, height - below), 42) > 0.03, "a shift is seen");
        Assert.DoesNotContain("图内不显示", PdfReader.Text(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_and_a_field_denied_to_a_role_are_on_no_print()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var officer = await demonstration.SignInAsync("lijg");
        using var town = await demonstration.SignInAsync("hud");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, officer);
        var patch = JsonDocument.Parse((await gis.AskAsync("ogc/features/collections/YJJBNT/items?limit=1")).Text).RootElement.GetProperty("features")[0];
        var mark = patch.GetProperty("properties").GetProperty("YJJBNTTBBH").GetString()!;
        var place = InnerPlace(patch);
        var order = PrintedMaps.Order(scale: 2_000, layers: ["YJJBNT", "XZQ"], at: place, grid: "none");
        var whole = await new PrintedMaps(town).FileAsync(order);
        Assert.Contains(mark, PdfReader.Text(whole), StringComparison.Ordinal);
        Assert.True(Coloured(whole) > 500);

        var rows = await security.PostAsync("map-grants", new { role = "town", layer = "YJJBNT", hidden = false, rowFilter = $"YJJBNTTBBH <> '{mark}'", labelLimit = 0 });
        var fields = await security.PostAsync("map-grants", new { role = "town", layer = "XZQ", hidden = false, deniedFields = (string[])["XZQMC"], labelLimit = 0 });
        var denied = await new PrintedMaps(town).FileAsync(order);
        var text = PdfReader.Text(denied);
        Assert.DoesNotContain(mark, text, StringComparison.Ordinal);
        Assert.DoesNotContain(mark[..^1], text, StringComparison.Ordinal);
        Assert.Contains("可能不全", text, StringComparison.Ordinal);
        Assert.InRange(Coloured(denied), 0, Coloured(whole) / 2);
        var county = PdfReader.Text(await new PrintedMaps(town).FileAsync(PrintedMaps.Order(scale: 50_000, layers: ["XZQ"])));
        Assert.DoesNotContain("镇\n", county, StringComparison.Ordinal);
        Assert.Contains("镇\n", PdfReader.Text(await new PrintedMaps(officer).FileAsync(PrintedMaps.Order(scale: 50_000, layers: ["XZQ"]))), StringComparison.Ordinal);
        Assert.Contains(mark, PdfReader.Text(await new PrintedMaps(officer).FileAsync(order)), StringComparison.Ordinal);

        foreach (var grant in (JsonElement[])[rows, fields])
        {
            await security.PostAsync($"map-grants/{grant.GetProperty("id").GetString()}/revoke", new { });
        }
    }

    [Fact]
    public async Task A_hidden_layer_is_told_like_one_that_does_not_exist_and_another_s_print_too()
    {
        using var security = await demonstration.SignInAsync("secadmin");
        using var person = await demonstration.SignInAsync("sunt");
        using var officer = await demonstration.SignInAsync("lijg");
        var grant = await security.PostAsync("map-grants", new { role = "issuing", layer = "LSYD", hidden = true, labelLimit = 0 });
        async Task<string> Words(string layer)
        {
            using var answer = await person.PostRawAsync(PrintedMaps.Path, PrintedMaps.Order(layers: ["DLTB", layer]));
            var words = await answer.Content.ReadAsStringAsync();
            return (int)answer.StatusCode + System.Text.RegularExpressions.Regex.Replace(words.Replace(layer, "…", StringComparison.Ordinal), "\"traceId\":\"[^\"]*\"", string.Empty);
        }

        Assert.Equal(await Words("KONG"), await Words("LSYD"));
        await security.PostAsync($"map-grants/{grant.GetProperty("id").GetString()}/revoke", new { });

        var job = await new PrintedMaps(officer).DrawAsync(PrintedMaps.Order());
        foreach (var path in (string[])[string.Empty, "/result"])
        {
            using var foreign = await person.GetRawAsync($"{PrintedMaps.Path}/{job.GetProperty("id").GetString()}{path}");
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        using var cancel = await person.PostRawAsync($"{PrintedMaps.Path}/{job.GetProperty("id").GetString()}/cancel", new { });
        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
    }

    [Fact]
    public async Task Orders_results_and_refusals_are_in_the_trail()
    {
        using var officer = await demonstration.SignInAsync("zhangw");
        var job = await new PrintedMaps(officer).DrawAsync(PrintedMaps.Order("A3", title: "查得到的图"));
        var id = job.GetProperty("id").GetString()!;
        await new PrintedMaps(officer).FetchAsync(id);
        using var foreign = await demonstration.SignInAsync("sunt");
        using var refused = await foreign.GetRawAsync($"{PrintedMaps.Path}/{id}/result");
        using var auditor = await demonstration.SignInAsync("auditor");
        foreach (var kind in (string[])["mappublishing.print.order", "read"])
        {
            for (var i = 0; ; i++)
            {
                var found = await auditor.GetAsync($"audit/records?kind={kind}&objectType=map-print&objectId={id}");
                var count = found.GetProperty("items").GetArrayLength();
                if (count >= (kind == "read" ? 2 : 1))
                {
                    break;
                }

                Assert.True(i < 100, $"{kind}: {found.GetRawText()}");
                await Task.Delay(200);
            }
        }
    }

    [Fact]
    public async Task A_large_print_is_cancelled_and_the_next_one_is_drawn()
    {
        using var officer = await demonstration.SignInAsync("liuf");
        var maps = new PrintedMaps(officer);
        var large = await officer.PostAsync(PrintedMaps.Path, PrintedMaps.Order("A0", scale: 100_000, layers: Whole));
        var id = large.GetProperty("id").GetString()!;
        await officer.PostAsync($"{PrintedMaps.Path}/{id}/cancel", new { });

        Assert.Equal("cancelled", (await maps.EndOfAsync(id)).GetProperty("state").GetString());
        using var none = await officer.GetRawAsync($"{PrintedMaps.Path}/{id}/result");
        Assert.Equal(HttpStatusCode.Conflict, none.StatusCode);
        Assert.Equal("done", (await maps.DrawAsync(PrintedMaps.Order())).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("{\"paper\":\"A9\"}")]
    [InlineData("{\"scale\":0}")]
    [InlineData("{\"scale\":-5}")]
    [InlineData("{\"lon\":1e300}")]
    [InlineData("{\"lat\":-90}")]
    [InlineData("{\"title\":\"\"}")]
    [InlineData("{\"layers\":[]}")]
    [InlineData("{\"layers\":[null]}")]
    [InlineData("{\"layers\":[{\"code\":\"DLTB\"},{\"code\":\"DLTB\"}]}")]
    [InlineData("{\"layers\":[{\"code\":\"DLTB\",\"opacity\":0}]}")]
    [InlineData("{\"layers\":[{\"code\":\"DLTB\",\"revision\":2147483647}]}")]
    [InlineData("{\"layers\":[{\"code\":\"../../etc/passwd\"}]}")]
    [InlineData("{\"layout\":\"../../node\"}")]
    [InlineData("{\"grid\":\"<script>\"}")]
    [InlineData("{\"format\":\"png\",\"dpi\":100000}")]
    [InlineData("{\"orientation\":null}")]
    public async Task An_order_that_makes_no_sense_is_refused_in_words(string change)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var order = System.Text.Json.Nodes.JsonNode.Parse(JsonSerializer.Serialize(PrintedMaps.Order()))!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            order[name] = value?.DeepClone();
        }

        using var answer = await officer.PostRawAsync(PrintedMaps.Path, order);
        var words = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{(int)answer.StatusCode} {words}");
        Assert.Contains("wayOut", words, StringComparison.Ordinal);
    }

    private const double Pixel = 0.28;

    /// <summary>Pixels of the map's middle that carry the colour of permanent basic farmland.</summary>
    private static int Coloured(byte[] pdf)
    {
        var page = PdfReader.Page(pdf, 100);
        var count = 0;
        for (var y = page.Height / 3; y < page.Height * 2 / 3; y++)
        {
            for (var x = page.Width / 5; x < page.Width / 2; x++)
            {
                var (r, g, b, _) = page[x, y];
                count += Math.Abs(r - 0x7A) + Math.Abs(g - 0x5B) + b < 140 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>The middle of the patch's box, degrees.</summary>
    private static (double Lon, double Lat) InnerPlace(JsonElement feature)
    {
        var ring = feature.GetProperty("geometry").GetProperty("coordinates")[0][0].EnumerateArray().Select(p => (Lon: p[0].GetDouble(), Lat: p[1].GetDouble())).ToList();
        return ((ring.Min(p => p.Lon) + ring.Max(p => p.Lon)) / 2, (ring.Min(p => p.Lat) + ring.Max(p => p.Lat)) / 2);
    }
}
