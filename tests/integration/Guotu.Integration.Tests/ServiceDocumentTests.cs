using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Guotu.Testing.Node;
using Guotu.Testing.Ogc;

namespace Guotu.Integration.Tests;

/// <summary>What the services write is what the standards' schemas allow; what is posted to them is read with distrust.</summary>
public sealed class ServiceDocumentTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private const string Farmland = "YJJBNT";

    [Fact]
    public async Task WMS_capabilities_and_refusals_are_valid_by_the_schema()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        Assert.Equal(string.Empty, OgcSchemas.Wms.Faults(await ReadAsync(officer, "/ogc/maps/wms?SERVICE=WMS&REQUEST=GetCapabilities")));
        foreach (var wrong in (string[])["REQUEST=GetMap&VERSION=1.3.0&LAYERS=NOLAYER", "REQUEST=Nothing", "REQUEST=GetMap&VERSION=1.3.0&LAYERS=DLTB&CRS=EPSG:1", "REQUEST=GetLegendGraphic&LAYER=<x>"])
        {
            var report = await ReadAsync(officer, "/ogc/maps/wms?SERVICE=WMS&" + wrong);
            Assert.Equal("ServiceExceptionReport", report.Root!.Name.LocalName);
            Assert.Equal(string.Empty, OgcSchemas.Wms.Faults(report));
        }
    }

    [Fact]
    public async Task WMTS_capabilities_and_refusals_are_valid_by_the_schema()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        Assert.Equal(string.Empty, OgcSchemas.Wmts.Faults(await ReadAsync(officer, "/ogc/maps/wmts/1.0.0/WMTSCapabilities.xml")));
        Assert.Equal(string.Empty, OgcSchemas.Wmts.Faults(await ReadAsync(officer, "/ogc/maps/wmts?SERVICE=WMTS&REQUEST=GetCapabilities")));
        Assert.Equal(string.Empty, OgcSchemas.Ows.Faults(await ReadAsync(officer, "/ogc/maps/wmts/1.0.0/DLTB/default/NoSet/1/0/0.png")));
    }

    [Fact]
    public async Task WFS_refusals_and_what_its_capabilities_have_of_OWS_are_valid_by_the_schema()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var capabilities = await ReadAsync(officer, "/ogc/wfs?service=WFS&request=GetCapabilities");
        XNamespace ows = "http://www.opengis.net/ows/1.1";
        foreach (var part in (string[])["ServiceIdentification", "ServiceProvider", "OperationsMetadata"])
        {
            Assert.Equal(string.Empty, OgcSchemas.Ows.Faults(Assert.Single(capabilities.Root!.Elements(ows + part))));
        }

        foreach (var wrong in (string[])["request=Nothing", "request=GetFeature&typeNames=NOLAYER", $"request=GetFeature&typeNames={Farmland}&filter=<x"])
        {
            Assert.Equal(string.Empty, OgcSchemas.Ows.Faults(await ReadAsync(officer, "/ogc/wfs?service=WFS&" + wrong)));
        }
    }

    [Fact]
    public async Task The_features_of_WFS_are_valid_by_the_schema_it_describes_and_GDAL_sees_the_fields_of_the_layer()
    {
        using var person = await demonstration.SignInAsync("zhuh");
        using var gis = await DesktopGis.OfAsync(demonstration.Node, person);
        foreach (var layer in (await person.GetAsync("layers")).EnumerateArray().Where(l => l.GetProperty("count").GetInt32() > 0).Select(l => l.GetProperty("code").GetString()!))
        {
            var collection = XDocument.Parse((await gis.AskAsync($"ogc/wfs?service=WFS&version=2.0.0&request=GetFeature&typeNames=gt:{layer}&count=200")).Text);
            var location = collection.Root!.Attributes().Single(a => a.Name.LocalName == "schemaLocation").Value.Split(' ');
            var described = (await gis.AskAsync(location[1])).Text;
            var schemas = new GmlSchemas(new MemoryStream(Encoding.UTF8.GetBytes(described)));
            Assert.Equal(schemas.Own, location[0]);
            Assert.Equal(string.Empty, schemas.Faults(collection));
            var members = collection.Descendants().Where(e => e.Name.LocalName == "member").ToList();
            Assert.NotEmpty(members);
            var id = members[0].Elements().Single().Attributes().Single(a => a.Name.LocalName == "id").Value;
            var one = XDocument.Parse((await gis.AskAsync($"ogc/wfs?request=GetFeature&storedQuery_Id=urn:ogc:def:query:OGC-WFS::GetFeatureById&id={id}")).Text);
            Assert.Equal(string.Empty, schemas.Faults(one));
            Assert.Equal(location[..2], one.Root!.Attributes().Single(a => a.Name.LocalName == "schemaLocation").Value.Split(' '));
            Assert.Equal(string.Empty, schemas.Faults(XDocument.Parse((await gis.AskAsync($"ogc/wfs?request=GetFeature&typeNames={layer}&resultType=hits")).Text)));
            members[0].Elements().Single().Elements().First().AddBeforeSelf(new XElement(XName.Get("BU_CUNZAI", schemas.Own), "1"));
            Assert.NotEmpty(schemas.Faults(collection));
        }

        var fields = await gis.RunAsync("ogrinfo", ["-so", $"WFS:{demonstration.Node.Address}ogc/wfs?service=WFS&version=2.0.0&request=GetCapabilities", "gt:YDBP"]);
        foreach (var field in (string[])["BSM: String (18.0)", "DKMC: String (200.0)", "DKMJ: Real (15.4)", "PZRQ: Date"])
        {
            Assert.Contains(field, fields, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_posted_request_is_answered_as_the_same_request_by_address()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var gis = await PosterAsync(officer);
        var whole = await TextAsync(officer, $"/ogc/wfs?request=GetFeature&typeNames={Farmland}");
        var mark = XDocument.Parse(whole).Descendants().First(e => e.Name.LocalName == "YJJBNTTBBH").Value;
        var filter = $"<fes:Filter><fes:PropertyIsEqualTo><fes:ValueReference>YJJBNTTBBH</fes:ValueReference><fes:Literal>{mark}</fes:Literal></fes:PropertyIsEqualTo></fes:Filter>";

        var posted = await PostAsync(gis, GetFeature($"count=\"5\"", filter));
        Assert.Equal(200, posted.Status);
        var features = XDocument.Parse(posted.Text).Descendants().Where(e => e.Name.LocalName == "YJJBNTTBBH").Select(e => e.Value);
        Assert.Equal([mark], features);
        var asked = await TextAsync(officer, $"/ogc/wfs?request=GetFeature&typeNames={Farmland}&count=5&filter={Uri.EscapeDataString(filter.Replace("<fes:Filter>", "<fes:Filter xmlns:fes=\"http://www.opengis.net/fes/2.0\">", StringComparison.Ordinal))}");
        Assert.Equal(Figures(asked), Figures(posted.Text));
        var hits = await PostAsync(gis, GetFeature("resultType=\"hits\"", string.Empty));
        Assert.Contains($"numberMatched=\"{XDocument.Parse(whole).Root!.Attribute("numberMatched")!.Value}\"", hits.Text, StringComparison.Ordinal);
        Assert.Contains("WFS_Capabilities", (await PostAsync(gis, "<GetCapabilities xmlns=\"http://www.opengis.net/wfs/2.0\" service=\"WFS\"/>")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("entity")]
    [InlineData("external entity")]
    [InlineData("many entities")]
    [InlineData("deep")]
    [InlineData("large")]
    [InlineData("no XML")]
    [InlineData("two queries")]
    [InlineData("empty")]
    public async Task A_hostile_body_is_refused_and_the_node_goes_on(string kind)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var gis = await PosterAsync(officer);
        var body = kind switch
        {
            "entity" => "<!DOCTYPE x [<!ENTITY a \"b\">]>" + GetFeature(string.Empty, "&a;"),
            "external entity" => "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + GetFeature(string.Empty, "&a;"),
            "many entities" => "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>",
            "deep" => GetFeature(string.Empty, "<fes:Filter>" + string.Concat(Enumerable.Repeat("<fes:Not>", 5_000)) + string.Concat(Enumerable.Repeat("</fes:Not>", 5_000)) + "</fes:Filter>"),
            "large" => GetFeature(string.Empty, "<fes:Filter>" + new string(' ', 70_000) + "</fes:Filter>"),
            "no XML" => "request=GetFeature",
            "two queries" => GetFeature(string.Empty, "</wfs:Query><wfs:Query typeNames=\"gt:DLTB\">"),
            _ => string.Empty,
        };
        var answer = await PostAsync(gis, body);
        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
        Assert.Equal(string.Empty, OgcSchemas.Ows.Faults(XDocument.Parse(answer.Text)));
        Assert.Equal(200, (await PostAsync(gis, GetFeature("resultType=\"hits\"", string.Empty))).Status);
    }

    [Fact]
    public async Task A_session_posts_with_the_page_s_token_or_not_at_all()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var forged = await officer.SendWithoutTokenAsync(HttpMethod.Post, "/ogc/wfs", new StringContent(GetFeature(string.Empty, string.Empty), Encoding.UTF8, "text/plain"));
        Assert.Equal(403, (int)forged.StatusCode);
        using var meant = await officer.SendAsync(HttpMethod.Post, "/ogc/wfs", new StringContent(GetFeature("count=\"1\"", string.Empty), Encoding.UTF8, "application/xml"));
        Assert.Equal(200, (int)meant.StatusCode);
    }

    private static string GetFeature(string attributes, string inner) =>
        $"<wfs:GetFeature xmlns:wfs=\"http://www.opengis.net/wfs/2.0\" xmlns:fes=\"http://www.opengis.net/fes/2.0\" xmlns:gt=\"urn:guotu:layers\" service=\"WFS\" version=\"2.0.0\" {attributes}><wfs:Query typeNames=\"gt:{Farmland}\">{inner}</wfs:Query></wfs:GetFeature>";

    private static IReadOnlyList<string> Figures(string gml) => [.. XDocument.Parse(gml).Descendants().Where(e => e.Name.LocalName == "posList").Select(e => e.Value)];

    /// <summary>A desktop program with one token for the whole class: a person holds ten at most.</summary>
    private async Task<HttpClient> PosterAsync(StaffClient person)
    {
        foreach (var old in (await person.GetAsync("map-tokens")).EnumerateArray().Where(t => t.GetProperty("valid").GetBoolean()).ToList())
        {
            await person.PostAsync($"map-tokens/{old.GetProperty("id").GetString()}/revoke", new { });
        }

        var made = await person.PostAsync("map-tokens", new { name = "post", days = 1, addresses = Array.Empty<string>() });
        var client = new HttpClient { BaseAddress = demonstration.Node.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("secret").GetString());
        return client;
    }

    private static async Task<(int Status, string Text)> PostAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/xml");
        using var answer = await client.PostAsync(new Uri("ogc/wfs", UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<XDocument> ReadAsync(StaffClient person, string path) => XDocument.Parse(await TextAsync(person, path));

    private static async Task<string> TextAsync(StaffClient person, string path)
    {
        using var answer = await person.GetRawAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }
}
