using System.IO.Compression;
using System.Text;
using Guotu.Testing;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Files that are cut, bent or hostile: a registered refusal with a Chinese text, or a reading; never a crash.</summary>
public sealed class MalformedFileTests
{
    private static readonly string[] BuiltIn = ["shapefile", "geojson", "wkt", "wkb", "csv", "vct", "gml"];

    [Theory]
    [InlineData("geojson")]
    [InlineData("wkt")]
    [InlineData("wkb")]
    [InlineData("csv")]
    [InlineData("vct")]
    [InlineData("gml")]
    public async Task A_file_cut_at_any_line_is_refused_or_gives_only_whole_features(string format)
    {
        var features = Office.Patches(4, 21, ["旱地"]);
        var (bytes, _) = await Office.WriteAsync(FileFormats.OfCode(format)!.Value, Office.PatchSchema, features, Office.Zone36);
        // Behind the attributes of a VCT only empty sections follow.
        var whole = format == "vct" ? bytes.AsSpan().IndexOf("AttributeEnd"u8) + 12 : bytes.Length - 2;
        foreach (var cut in Cuts(bytes).Where(c => c > 0 && c < bytes.Length))
        {
            var read = await Office.ReadAsync(bytes[..cut]);
            Assert.True(read.Error is null || read.Error.Text.Length > 0);
            Assert.True(read.Features.Count <= features.Count);
            Assert.True(read.Error is not null || format is "wkt" or "wkb" or "csv" || cut >= whole, $"cut at {cut} of {bytes.Length} was read as whole");
        }
    }

    [Theory]
    [InlineData("shapefile")]
    [InlineData("geojson")]
    [InlineData("wkt")]
    [InlineData("wkb")]
    [InlineData("csv")]
    [InlineData("vct")]
    [InlineData("gml")]
    public async Task A_bent_file_is_refused_with_a_registered_error_or_read(string format)
    {
        var (bytes, _) = await Office.WriteAsync(FileFormats.OfCode(format)!.Value, Office.PatchSchema, Office.Patches(4, 22), Office.Zone36);
        var random = new Random(5);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var bent = format == "shapefile" ? BentShapefile(bytes, random) : Bent(bytes, random);
            var read = await Office.ReadAsync(bent);
            refused += read.Error is null ? 0 : 1;
            Assert.True(read.Error is null || (read.Error.Text.Length > 0 && read.Error.WayOut.Length > 0));
        }

        Assert.InRange(refused, 1, 400);
    }

    [Theory]
    [InlineData("\u0085")]
    [InlineData("\u00a0\u3000\u2028")]
    public async Task A_file_of_rare_white_space_alone_is_refused(string text)
    {
        var read = await Office.ReadAsync(Encoding.UTF8.GetBytes(text));
        Assert.True(read.Error is { Text.Length: > 0 });
    }

    [Fact]
    public async Task Hostile_strings_go_through_every_format_unharmed_or_reported()
    {
        var texts = Directory.EnumerateFiles(TestData.Path("malformed/payloads")).SelectMany(f => File.ReadLines(f, Encoding.Latin1)).Where(l => l.Length > 0).Take(300).ToArray();
        var features = texts.Select((t, i) => new Feature(new FeatureOrigin(i + 1, null), Office.Figure(new Random(i), i), [t, null, null, null, null])).ToList();
        foreach (var format in BuiltIn.Append("gpkg").Where(f => f is not ("wkt" or "wkb")).Select(f => FileFormats.OfCode(f)!.Value))
        {
            var (bytes, report) = await Office.WriteAsync(format, Office.PatchSchema with { Fields = [.. Office.PatchSchema.Fields.Select(f => f with { Length = 0 })] }, features, Office.Zone36);
            var read = Office.MustRead(await Office.ReadAsync(bytes, format == FileFormat.Csv ? new ReadChoices { Crs = Office.Zone36 } : ReadChoices.None));
            var differ = texts.Where((t, i) => !Equals(read.Value(i, "MC"), t)).Count();
            Assert.Equal(differ == 0, !report.Losses.Any(l => l.Field == "MC" && l.Code != FormatErrors.LossTypeChanged && l.Count > 0 && l.FirstRecord > 0));
        }
    }

    [Fact]
    public async Task The_JSON_test_suite_brings_down_nothing()
    {
        foreach (var path in Directory.EnumerateFiles(TestData.Path("malformed/jsontestsuite"), "*.json", SearchOption.AllDirectories))
        {
            var read = await Office.ReadAsync(path);
            Assert.True(read.Error is { Text.Length: > 0 }, $"{Path.GetFileName(path)} was read as features");
        }
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_overflows_no_stack()
    {
        var wkt = string.Concat(Enumerable.Repeat("GEOMETRYCOLLECTION (", 200_000)) + "POINT (1 2)" + new string(')', 200_000);
        Assert.NotNull((await Office.ReadAsync(Encoding.ASCII.GetBytes(wkt))).Error);
        Assert.NotNull((await Office.ReadAsync(Encoding.ASCII.GetBytes("{\"type\":\"FeatureCollection\",\"features\":[" + new string('[', 100_000)))).Error);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"><gml:featureMember><a><b>&e;</b></a></gml:featureMember></gml:FeatureCollection>")]
    [InlineData("<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]><gml:FeatureCollection xmlns:gml=\"http://www.opengis.net/gml\"/>")]
    public async Task GML_with_a_DTD_is_refused(string xml)
    {
        var read = await Office.ReadAsync(Encoding.UTF8.GetBytes(xml));
        Assert.Contains("DTD", read.Error!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_that_promise_more_than_there_is_are_refused_before_memory_is_taken()
    {
        byte[] wkb = [1, 3, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0];
        Assert.Contains("超出内容", (await Office.ReadAsync(wkb)).Error!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POLYGON ((1 1, 2 2))", 1)]
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 3))", 2)]
    public async Task A_bad_ring_is_named(string wkt, int ring) => Assert.Equal(ring, (await Office.ReadAsync(Encoding.ASCII.GetBytes(wkt))).Error!.Ring);

    private static IEnumerable<int> Cuts(byte[] bytes) =>
        Enumerable.Range(0, bytes.Length).Where(i => bytes[i] is (byte)'\n' or (byte)'}' or (byte)'>').Concat(Enumerable.Range(1, 60).Select(i => i * bytes.Length / 61)).Where((_, k) => k % 3 == 0).Take(150);

    private static byte[] Bent(byte[] bytes, Random random)
    {
        var bent = bytes.ToArray();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(bent.Length);
            bent = random.Next(4) switch
            {
                0 => [.. bent[..at], .. bent[Math.Min(bent.Length, at + random.Next(1, 40))..]],
                1 => [.. bent[..at], .. bent[Math.Max(0, at - random.Next(1, 40))..]],
                _ => [.. bent[..at], (byte)random.Next(256), .. bent[Math.Min(bent.Length, at + 1)..]],
            };
            if (bent.Length == 0)
            {
                return [1];
            }
        }

        return bent;
    }

    private static byte[] BentShapefile(byte[] zipped, Random random)
    {
        using var target = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(zipped)))
        using (var to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries)
            {
                using var content = new MemoryStream();
                using (var stream = entry.Open())
                {
                    stream.CopyTo(content);
                }

                using var made = to.CreateEntry(entry.FullName).Open();
                made.Write(random.Next(3) == 0 ? Bent(content.ToArray(), random) : content.ToArray());
            }
        }

        return target.ToArray();
    }
}
