using System.Text.Json;
using Guotu.Testing;

namespace Guotu.Cli.Tests.Parsing;

/// <summary>guotu parse: the files that offices really have, and its JSON, which is a contract.</summary>
public sealed class ParseTests
{
    [Theory]
    [InlineData("hangzhou_2019_pengbu_zone40.txt", "GB18030", "EPSG:4528", 57_089)]
    [InlineData("polygontxt_plot_000.txt", "UTF-8", "EPSG:4526", 0)]
    [InlineData("polygontxt_plot_001.txt", "UTF-8", "EPSG:4526", 0)]
    public async Task A_real_file_gives_the_contracted_document(string name, string encoding, string crs, int leastArea)
    {
        var run = await GuotuProcess.RunAsync("parse", TestData.Path($"landtxt/{name}"), "--json");
        run.MustEndWith(0);
        var json = run.Json();
        Assert.Equal(["format", "encoding", "crs", "warnings", "parcels", "conclusions"], Names(json));
        Assert.Equal("勘测定界坐标TXT", json.GetProperty("format").GetString());
        Assert.Equal(encoding, json.GetProperty("encoding").GetString());
        Assert.Equal(crs, json.GetProperty("crs").GetString());
        Assert.Equal(JsonValueKind.Array, json.GetProperty("warnings").ValueKind);
        var parcel = Assert.Single(json.GetProperty("parcels").EnumerateArray());
        Assert.Equal(["number", "name", "parts", "holes", "planeArea", "ellipsoidalArea"], Names(parcel));
        Assert.Equal(1, parcel.GetProperty("parts").GetInt32());
        Assert.Equal(0, parcel.GetProperty("holes").GetInt32());
        var (plane, ellipsoidal) = (parcel.GetProperty("planeArea").GetDecimal(), parcel.GetProperty("ellipsoidalArea").GetDecimal());
        Assert.True(plane > leastArea);

        // Within 1.5 degrees of the central meridian the two areas differ by less than 4 in 10 000.
        Assert.InRange(ellipsoidal / plane, 0.9996m, 1.0004m);
    }

    [Fact]
    public async Task Two_parts_with_a_hole_are_counted_and_the_areas_are_metres()
    {
        using var folder = new Folder();
        var run = await GuotuProcess.RunAsync("parse", folder.File("two.txt", ParcelFiles.TwoPartsAndAHole), "--json");
        run.MustEndWith(0);
        var parcel = Assert.Single(run.Json().GetProperty("parcels").EnumerateArray());
        Assert.Equal("二号地块", parcel.GetProperty("name").GetString());
        Assert.Equal(2, parcel.GetProperty("parts").GetInt32());
        Assert.Equal(1, parcel.GetProperty("holes").GetInt32());
        Assert.Equal(100 * 100 - (20 * 20) + (50 * 50), parcel.GetProperty("planeArea").GetDecimal());
    }

    [Fact]
    public async Task A_person_sees_hectares_and_mu()
    {
        using var folder = new Folder();
        var run = await GuotuProcess.RunAsync("parse", folder.File("one.txt", ParcelFiles.OneHectare));
        run.MustEndWith(0);
        Assert.Contains("一号地块", run.Output, StringComparison.Ordinal);
        Assert.Contains("1.0000", run.Output, StringComparison.Ordinal);
        Assert.Contains("15.00", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("{", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchanged_axes_are_refused_until_the_user_says_east_first()
    {
        using var folder = new Folder();
        var path = folder.File("swapped.txt", ParcelFiles.EastFirst);
        var refused = await GuotuProcess.RunAsync("parse", path, "--json");
        refused.MustEndWith(1);
        Assert.Equal("GEO-0012", refused.Json().GetProperty("error").GetProperty("code").GetString());
        var read = await GuotuProcess.RunAsync("parse", path, "--json", "--axis", "east-first");
        read.MustEndWith(0);
        Assert.Equal(10_000m, read.Json().GetProperty("parcels")[0].GetProperty("planeArea").GetDecimal());
    }

    [Fact]
    public async Task A_file_that_names_no_zone_is_refused_until_the_user_names_it()
    {
        using var folder = new Folder();
        var path = folder.File("bare.txt", ParcelFiles.WithoutZone);
        var refused = await GuotuProcess.RunAsync("parse", path, "--json");
        refused.MustEndWith(1);
        Assert.StartsWith("GEO-00", refused.Json().GetProperty("error").GetProperty("code").GetString(), StringComparison.Ordinal);
        var read = await GuotuProcess.RunAsync("parse", path, "--json", "--zone", "36");
        read.MustEndWith(0);
        Assert.Equal("EPSG:4524", read.Json().GetProperty("crs").GetString());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
