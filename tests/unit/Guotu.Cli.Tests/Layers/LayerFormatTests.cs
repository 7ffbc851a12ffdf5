namespace Guotu.Cli.Tests.Layers;

/// <summary>guotu layer export and import in every format: what comes back is what went out, or the loss was said.</summary>
public sealed class LayerFormatTests(DemonstrationNode node) : IClassFixture<DemonstrationNode>
{
    [Theory]
    [InlineData("shapefile", ".zip")]
    [InlineData("geojson", ".geojson")]
    [InlineData("csv", ".csv", "--crs", "4524")]
    [InlineData("vct", ".vct")]
    [InlineData("gml", ".gml")]
    [InlineData("gpkg", ".gpkg")]
    [InlineData("gdb", ".zip")]
    [InlineData("fgb", ".fgb")]
    public async Task A_layer_written_in_a_format_that_carries_it_comes_back_unchanged(string format, string extension, params string[] choices)
    {
        var file = node.NewFile("layer" + extension);
        var exported = await node.RunAsync("layer", "export", "CZKFBJ", file, "--format", format);
        Assert.InRange(exported.ExitCode, 0, 1);

        var imported = await node.RunAsync(["layer", "import", "CZKFBJ", file, "--as-of", DemonstrationNode.Today, .. choices]);
        imported.MustEndWith(0);

        var now = imported.Json().GetProperty("revision").GetInt32();
        var diff = await node.RunAsync("layer", "diff", "CZKFBJ", Text(now - 1), Text(now));
        diff.MustEndWith(0);
        Assert.True(diff.Json().GetProperty("same").GetBoolean());
    }

    [Theory]
    [InlineData("wkt", ".wkt")]
    [InlineData("wkb", ".wkb")]
    [InlineData("dxf", ".dxf")]
    [InlineData("kml", ".kml")]
    public async Task A_format_that_does_not_carry_the_layer_says_what_is_lost_and_its_file_replaces_nothing(string format, string extension)
    {
        var file = node.NewFile("layer" + extension);
        var exported = await node.RunAsync("layer", "export", "GHFQ", file, "--format", format);
        exported.MustEndWith(1);
        Assert.NotEmpty(exported.Json().GetProperty("losses").EnumerateArray());

        (await node.RunAsync("layer", "import", "GHFQ", file, "--as-of", DemonstrationNode.Today)).MustEndWith(1);

        var list = await node.RunAsync("layer", "list");
        var layer = list.Json().GetProperty("layers").EnumerateArray().Single(l => l.GetProperty("code").GetString() == "GHFQ");
        Assert.Equal(1, layer.GetProperty("revision").GetInt32());
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
