using System.IO.Compression;
using System.Text;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>Who exported a file goes with it in every format, and the file is read back as if it had not (随附说明).</summary>
public sealed class CompanionTests
{
    private static readonly CompanionText Companion = new("导出说明.txt", "导出人:王建国\r\n", "导出人 王建国");

    private static readonly Feature Patch = new(
        new FeatureOrigin(1, null),
        new Polygon(new LinearRing([new(36_478_500, 3_650_500), new(36_478_560, 3_650_500), new(36_478_560, 3_650_540), new(36_478_500, 3_650_500)])),
        ["水田", 7L, 1200.5, new DateOnly(2024, 7, 2), true]);

    public static TheoryData<FileFormat> Formats => [.. Enum.GetValues<FileFormat>().Where(f => f != FileFormat.CoordinateText)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_marked_file_of_every_format_says_who_took_it_and_is_read_like_one_that_is_not(FileFormat format)
    {
        var plan = new WritePlan(Office.PatchSchema, Office.Zone36) { Companion = Companion };
        var marked = await WriteAsync(format, plan);
        var plain = await WriteAsync(format, plan with { Companion = null });
        using var office = new Office();

        var choices = new ReadChoices { Crs = NeedsCrs(format) ? Office.Zone36 : null };
        var read = await ReadAsync(office.File("marked" + format.ExtensionOf(plan), marked), choices);
        var bare = await ReadAsync(office.File("plain" + format.Extension(), plain), choices);

        Assert.Equal(bare, read);
        Assert.Contains("王建国", format == FileFormat.GeoJson ? Encoding.UTF8.GetString(marked) : TextIn(marked), StringComparison.Ordinal);
        Assert.DoesNotContain("王建国", Encoding.UTF8.GetString(plain), StringComparison.Ordinal);
    }

    private static bool NeedsCrs(FileFormat format) => format is FileFormat.Csv or FileFormat.WellKnownText or FileFormat.WellKnownBinary or FileFormat.Dxf;

    private static async Task<byte[]> WriteAsync(FileFormat format, WritePlan plan)
    {
        using var stream = new MemoryStream();
        await using (var writer = FeatureFiles.Create(format, plan, stream).Value)
        {
            Assert.True((await writer.WriteAsync(Patch, CancellationToken.None)).IsSuccess);
            Assert.True((await writer.CompleteAsync(CancellationToken.None)).IsSuccess);
        }

        return stream.ToArray();
    }

    private static async Task<string> ReadAsync(string path, ReadChoices choices)
    {
        var opened = await FeatureFiles.OpenAsync(path, choices, CancellationToken.None);
        Assert.True(opened.IsSuccess, opened.Error?.ToString());
        await using var reader = opened.Value;
        var text = new StringBuilder();
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
        {
            Assert.True(feature.IsSuccess, feature.Error?.ToString());
            text.Append(feature.Value.Geometry?.AsText()).AppendJoin('|', feature.Value.Values).AppendLine();
        }

        Assert.NotEqual(0, text.Length);
        return text.ToString();
    }

    private static string TextIn(byte[] marked)
    {
        using var zip = new ZipArchive(new MemoryStream(marked));
        using var text = new StreamReader(zip.GetEntry("导出说明.txt")!.Open());
        return text.ReadToEnd();
    }
}
