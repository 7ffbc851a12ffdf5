using System.IO.Compression;
using System.Text.Json;

namespace Guotu.Cli.Tests.Parsing;

/// <summary>What must not be read: each gets a code, a Chinese text that names the place, and exit code 1; never a parcel.</summary>
public sealed class ParseBadInputTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("empty")]
    [InlineData("binary")]
    [InlineData("text without parcels")]
    public async Task A_file_that_holds_no_parcels_is_refused(string kind)
    {
        var path = kind switch
        {
            "empty" => _folder.File("empty.txt", string.Empty),
            "binary" => _folder.File("binary.txt", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 37))]),
            _ => _folder.File("letter.txt", "关于报送材料的函\n附件另附\n"),
        };
        await MustBeRefusedAsync(path);
    }

    [Fact]
    public async Task Letters_in_a_number_are_refused_with_their_line()
    {
        var error = await MustBeRefusedAsync(_folder.File("letters.txt", ParcelFiles.OneHectare.Replace("3650553.447,36478600.889", "36505S3.447,36478600.889", StringComparison.Ordinal)));
        Assert.Equal("GEO-0017", error.GetProperty("code").GetString());
        Assert.Equal(ParcelFiles.LineOf("J3"), error.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_zone_that_contradicts_the_coordinates_is_refused()
    {
        var error = await MustBeRefusedAsync(_folder.File("zone.txt", ParcelFiles.OneHectare.Replace("带号=36", "带号=37", StringComparison.Ordinal)));
        Assert.Equal("GEO-0015", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_ring_that_crosses_itself_is_refused_with_ring_and_points()
    {
        var error = await MustBeRefusedAsync(_folder.File("bow.txt", ParcelFiles.SelfCrossing));
        Assert.Equal("GEO-0004", error.GetProperty("code").GetString());
        Assert.Equal(1, error.GetProperty("ring").GetInt32());
        Assert.Contains("1、2 点", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_points_are_no_parcel()
    {
        var error = await MustBeRefusedAsync(_folder.File("two.txt", ParcelFiles.TwoPoints));
        Assert.Equal("GEO-0005", error.GetProperty("code").GetString());
        Assert.Equal(1, error.GetProperty("ring").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, error.GetProperty("line").ValueKind);
    }

    [Fact]
    public async Task A_zip_bomb_that_reaches_out_of_its_folder_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("../../etc/parcel.txt", CompressionLevel.Fastest).Open();
            var block = new byte[1 << 20];
            for (var i = 0; i < 64; i++)
            {
                entry.Write(block);
            }
        }

        var error = await MustBeRefusedAsync(_folder.File("bomb.txt", bomb.ToArray()));
        Assert.Equal("FMT-0030", error.GetProperty("code").GetString());
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Two_hundred_thousand_vertices_are_read()
    {
        var run = await GuotuProcess.RunAsync("parse", _folder.File("large.txt", ParcelFiles.Comb(200_000)), "--json");
        run.MustEndWith(0);
        Assert.Single(run.Json().GetProperty("parcels").EnumerateArray());
    }

    [Fact]
    public async Task More_vertices_than_the_limit_are_refused_with_the_line()
    {
        var error = await MustBeRefusedAsync(_folder.File("too-large.txt", ParcelFiles.Comb(400_010)));
        Assert.Equal("GEO-0010", error.GetProperty("code").GetString());
        Assert.NotEqual(JsonValueKind.Null, error.GetProperty("line").ValueKind);
    }

    [Theory]
    [InlineData("../../../../nowhere/parcel.txt")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("不存在的 'quote\" ; rm -rf.txt")]
    public async Task A_file_that_is_not_there_is_bad_use(string name)
    {
        var run = await GuotuProcess.RunAsync("parse", Path.Combine(_folder.Path, name), "--json");
        run.MustEndWith(2);
        Assert.Equal("CLI-0002", run.Json().GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_folder_is_bad_use()
    {
        var run = await GuotuProcess.RunAsync("parse", _folder.Path, "--json");
        run.MustEndWith(2);
    }

    private static async Task<JsonElement> MustBeRefusedAsync(string path)
    {
        var run = await GuotuProcess.RunAsync("parse", path, "--json");
        run.MustEndWith(1);
        Assert.Equal(["error"], run.Json().EnumerateObject().Select(p => p.Name));
        var error = run.Json().GetProperty("error");
        Assert.Equal(["code", "message", "line", "ring"], error.EnumerateObject().Select(p => p.Name));
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Contains(error.GetProperty("code").GetString()!, run.Messages, StringComparison.Ordinal);
        Assert.Contains("→", run.Messages, StringComparison.Ordinal);
        return error;
    }
}
