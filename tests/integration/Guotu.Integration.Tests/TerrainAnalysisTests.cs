using System.Text.Json;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>Analyses of the terrain over HTTP, on the demonstration county's own DEM.</summary>
public sealed class TerrainAnalysisTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    // Metres of zone 36 in the middle of the invented county; cells of the DEM are 100 m.
    private const double East = 36_476_000;
    private const double North = 3_641_000;

    [Fact]
    public async Task A_profile_gives_heights_of_the_1985_datum_at_every_step_with_places_for_the_map()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var profile = await officer.PostAsync("analysis/terrain/profile", new { epsg = 4524, line = new[] { Place(0, 0), Place(3_000, 0), Place(3_000, 4_000) }, stepMetres = 500 });
        Assert.Equal(JsonValueKind.Null, profile.GetProperty("doubt").ValueKind);
        Assert.Equal("1985国家高程基准", profile.GetProperty("basis").GetProperty("verticalDatum").GetString());
        Assert.Equal(7_000, profile.GetProperty("lengthMetres").GetDouble());
        var places = profile.GetProperty("places").EnumerateArray().ToList();
        Assert.Equal(15, places.Count);
        Assert.All(places, p => Assert.InRange(p.GetProperty("height").GetDouble(), 380, 2_400));
        Assert.InRange(places[0].GetProperty("lon").GetDouble(), 107.2, 108.3);
        var (up, down) = (profile.GetProperty("upMetres").GetDouble(), profile.GetProperty("downMetres").GetDouble());
        Assert.Equal(places[^1].GetProperty("height").GetDouble() - places[0].GetProperty("height").GetDouble(), up - down, 0.01);
    }

    [Fact]
    public async Task Earthworks_at_the_balance_height_have_as_much_cut_as_fill_and_areas_by_slope_add_up()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var lot = new { epsg = 4524, coordinates = Lot(0, 0, 820, 640), designHeight = 500.0 };
        var first = await officer.PostAsync("analysis/terrain/earthworks", lot);
        Assert.Equal(820 * 640, first.GetProperty("squareMetres").GetDouble(), 0.01);
        var balance = first.GetProperty("balanceHeight").GetDouble();
        var second = await officer.PostAsync("analysis/terrain/earthworks", lot with { designHeight = balance });
        var (cut, fill) = (second.GetProperty("cut").GetDouble(), second.GetProperty("fill").GetDouble());
        Assert.True(cut > 1_000);
        Assert.Equal(cut, fill, 0.001 * 820 * 640);

        var slope = await officer.PostAsync("analysis/terrain/slope", new { lot.epsg, lot.coordinates });
        foreach (var kind in new[] { "classes", "aspects" })
        {
            Assert.Equal(820 * 640, slope.GetProperty(kind).EnumerateArray().Sum(c => c.GetProperty("squareMetres").GetDouble()), 0.1);
        }

        var heights = await officer.PostAsync("analysis/terrain/zonal", new { lot.epsg, lot.coordinates });
        Assert.InRange(heights.GetProperty("mean").GetDouble(), heights.GetProperty("lowest").GetDouble(), heights.GetProperty("highest").GetDouble());
        Assert.Equal(balance, heights.GetProperty("mean").GetDouble(), 5.0);
    }

    [Fact]
    public async Task A_viewshed_comes_with_a_picture_for_the_map_and_says_what_it_was_reckoned_with()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var seen = await officer.PostAsync("analysis/terrain/viewshed", new { epsg = 4524, place = Place(0, 0), observerHeight = 20, targetHeight = 0, radiusMetres = 5_000 });
        Assert.Equal((0.13, 6_371_000), (seen.GetProperty("refraction").GetDouble(), seen.GetProperty("earthRadius").GetDouble()));
        Assert.Equal(100, seen.GetProperty("basis").GetProperty("cellMetres").GetDouble());
        var area = seen.GetProperty("visible").GetDouble() + seen.GetProperty("hidden").GetDouble();
        Assert.Equal(1, area / (Math.PI * 5_000 * 5_000), 0.02);
        Assert.Equal(0, seen.GetProperty("unknown").GetDouble());
        var picture = PngPixels.Read(seen.GetProperty("picture").GetBytesFromBase64());
        Assert.Equal(0, picture[0, 0].Alpha);
        Assert.InRange(picture[picture.Width / 2, picture.Height / 2].Alpha, 1, 254);
        Assert.Equal(4, seen.GetProperty("extent4490").GetArrayLength());
    }

    [Fact]
    public async Task Ground_beyond_the_terrain_or_outside_of_a_grant_leaves_the_question_undetermined()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var beyond = await officer.PostAsync("analysis/terrain/earthworks", new { epsg = 4524, coordinates = Lot(45_000, 0, 2_000, 2_000), designHeight = 500 });
        Assert.Equal("outside", beyond.GetProperty("doubt").GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, beyond.GetProperty("cut").ValueKind);
        var leaving = await officer.PostAsync("analysis/terrain/profile", new { epsg = 4524, line = new[] { Place(0, 0), Place(60_000, 0) }, stepMetres = 1_000 });
        Assert.Equal("outside", leaving.GetProperty("doubt").GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, leaving.GetProperty("upMetres").ValueKind);

        using var security = await demonstration.SignInAsync("secadmin");
        await security.PostAsync("map-grants", new { role = "town", layer = "DEM", hidden = false, areaWkt = "POLYGON((108.2 33.2,108.21 33.2,108.21 33.21,108.2 33.21,108.2 33.2))", labelLimit = 0 });
        using var town = await demonstration.SignInAsync("hud");
        var hidden = await town.PostAsync("analysis/terrain/zonal", new { epsg = 4524, coordinates = Lot(0, 0, 500, 500) });
        Assert.Equal("no-data", hidden.GetProperty("doubt").GetProperty("kind").GetString());
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("mean").ValueKind);

        await security.PostAsync("map-grants", new { role = "leader", layer = "DEM", hidden = true, labelLimit = 0 });
        using var leader = await demonstration.SignInAsync("zhoul");
        using var none = await leader.PostRawAsync("/api/v1/analysis/terrain/zonal", new { epsg = 4524, coordinates = Lot(0, 0, 500, 500) });
        Assert.Equal(404, (int)none.StatusCode);
    }

    [Theory]
    [InlineData("profile", "{\"epsg\":4524,\"line\":[[36476000,3641000]],\"stepMetres\":10}")]
    [InlineData("profile", "{\"epsg\":4524,\"line\":[[36476000,3641000],[36477000,3641000]],\"stepMetres\":0}")]
    [InlineData("profile", "{\"epsg\":4524,\"line\":[[36476000,3641000],[36536000,3641000]],\"stepMetres\":0.5}")]
    [InlineData("profile", "{\"epsg\":2360,\"line\":[[36476000,3641000],[36477000,3641000]],\"stepMetres\":10}")]
    [InlineData("profile", "{\"epsg\":4490,\"line\":[[1e308,1],[2,3]],\"stepMetres\":10}")]
    [InlineData("profile", "{}")]
    [InlineData("earthworks", "{\"epsg\":4524,\"coordinates\":[],\"designHeight\":500}")]
    [InlineData("earthworks", "{\"epsg\":4524,\"coordinates\":[[[[36476000,3641000],[36476100,3641100],[36476100,3641000],[36476000,3641100],[36476000,3641000]]]],\"designHeight\":500}")]
    [InlineData("earthworks", "{\"epsg\":4524,\"coordinates\":[[[[36476000,3641000],[36476100,3641000],[36476100,3641100],[36476000,3641000]]]],\"designHeight\":1e9}")]
    [InlineData("viewshed", "{\"epsg\":4524,\"place\":[36476000,3641000],\"observerHeight\":2,\"targetHeight\":0,\"radiusMetres\":1e9}")]
    [InlineData("viewshed", "{\"epsg\":4524,\"place\":null,\"observerHeight\":2,\"targetHeight\":0,\"radiusMetres\":1000}")]
    [InlineData("slope", "{\"epsg\":4524,\"coordinates\":[[[[36476000,3641000]]]]}")]
    public async Task What_cannot_be_reckoned_is_refused_with_a_reason(string question, string body)
    {
        using var officer = await demonstration.SignInAsync("lijg");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await officer.SendAsync(HttpMethod.Post, "/api/v1/analysis/terrain/" + question, content);
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    private static double[] Place(double east, double north) => [East + east, North + north];

    private static double[][][][] Lot(double east, double north, double width, double height) =>
        [[[Place(east, north), Place(east + width, north), Place(east + width, north + height), Place(east, north + height), Place(east, north)]]];
}
