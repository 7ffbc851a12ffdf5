using System.Diagnostics;
using System.Globalization;
using System.Text;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests;

/// <summary>A folder of files as an office hands them round, and features as its staff draw them.</summary>
internal sealed class Office : IDisposable
{
    public static readonly CoordinateSystem Zone36 = CoordinateSystem.OfZone(GaussKrugerZone.ThreeDegree(36));
    public static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
    private readonly string _folder = Directory.CreateTempSubdirectory("guotu-formats-tests-").FullName;

    public static FeatureSchema PatchSchema { get; } = new(
        "DLTB",
        [
            new("MC", FieldKind.Text, 40), new("BSM", FieldKind.Whole), new("TBMJ", FieldKind.Number), new("RQ", FieldKind.Date), new("SFQR", FieldKind.Flag),
        ])
    { Geometry = GeometryKind.Polygon };

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    public string File(string name, string content) => File(name, Encoding.UTF8.GetBytes(content));

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(Path(name), content);
        return Path(name);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static async Task<(byte[] Bytes, WriteReport Report)> WriteAsync(FileFormat format, FeatureSchema schema, IEnumerable<Feature> features, CoordinateSystem? crs, string encoding = "UTF-8")
    {
        using var stream = new MemoryStream();
        var writer = FeatureFiles.Create(format, new WritePlan(schema, crs) { Encoding = encoding }, stream);
        Assert.True(writer.IsSuccess, writer.Error?.ToString());
        await using (writer.Value)
        {
            foreach (var feature in features)
            {
                var written = await writer.Value.WriteAsync(feature, CancellationToken.None);
                Assert.True(written.IsSuccess, written.Error?.ToString());
            }

            var report = await writer.Value.CompleteAsync(CancellationToken.None);
            Assert.True(report.IsSuccess, report.Error?.ToString());
            Assert.All(report.Value.Losses, l => Assert.NotEmpty(l.Text));
            return (stream.ToArray(), report.Value);
        }
    }

    public static async Task<ReadFile> ReadAsync(byte[] bytes, ReadChoices? choices = null) => await ReadAsync(await FeatureFiles.OpenAsync(new MemoryStream(bytes), choices ?? ReadChoices.None, CancellationToken.None));

    public static async Task<ReadFile> ReadAsync(string path, ReadChoices? choices = null) => await ReadAsync(await FeatureFiles.OpenAsync(path, choices ?? ReadChoices.None, CancellationToken.None));

    public static ReadFile MustRead(ReadFile file)
    {
        Assert.True(file.Error is null, file.Error?.ToString());
        return file;
    }

    /// <summary>Runs a program of GDAL's.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }

    /// <summary>Patches in a row of cells, some with a hole or of two parts, with values that offices really have.</summary>
    public static List<Feature> Patches(int count, int seed, string[]? texts = null, bool withHeights = false)
    {
        var random = new Random(seed);
        texts ??= ["旱地", "水田,坡耕地", "\"引号\"", "西乡县城北街道办事处某村民小组第三承包地块", "", "O'Brien; DROP", " 前后空格 ", "第一行\n第二行", "𠮷野家"];
        return [.. Enumerable.Range(0, count).Select(i => new Feature(
            new FeatureOrigin(i + 1, null),
            random.Next(12) == 0 ? null : Figure(random, i, withHeights),
            [
                random.Next(6) == 0 ? null : texts[random.Next(texts.Length)],
                random.Next(6) == 0 ? null : random.NextInt64(-99_999_999, 610_724_000_000_000_000),
                random.Next(6) == 0 ? null : Math.Round(random.NextDouble() * 100_000, random.Next(12)),
                random.Next(6) == 0 ? null : new DateOnly(2024, 1, 1).AddDays(random.Next(2_000)),
                random.Next(6) == 0 ? null : random.Next(2) == 0,
            ]))];
    }

    public static NtsGeometry Figure(Random random, int cell, bool withHeights = false)
    {
        var (east, north) = (36_478_000.0 + (cell % 100 * 200), 3_650_000.0 + (cell / 100 * 200));
        LinearRing Ring(double x, double y, double size)
        {
            var list = new PositionList(withHeights, hasM: false);
            foreach (var (dx, dy) in ((double, double)[])[(0, 0), (size, 0), (size, size), (size / 2, size * 0.8), (0, size)])
            {
                list.Add(Grid(x + dx, random), Grid(y + dy, random), withHeights ? Math.Round(random.NextDouble() * 900, 3) : double.NaN);
            }

            list.Close();
            return list.ToRing();
        }

        var first = FeatureGeometry.Factory.CreatePolygon(Ring(east, north, 80), random.Next(2) == 0 ? [Ring(east + 20, north + 15, 10), Ring(east + 40, north + 20, 9)] : []);
        return random.Next(3) == 0
            ? FeatureGeometry.Factory.CreateMultiPolygon([first, FeatureGeometry.Factory.CreatePolygon(Ring(east + 100, north + 100, 60))])
            : first;
    }

    private static double Grid(double metres, Random random) => Math.Round(metres + random.NextDouble(), 4);

    private static async Task<ReadFile> ReadAsync(Result<IFeatureReader> opened)
    {
        if (opened.Error is { } refused)
        {
            return new ReadFile(null, null, [], refused, []);
        }

        await using var reader = opened.Value;
        var features = new List<Feature>();
        await foreach (var feature in reader.ReadAsync(CancellationToken.None))
        {
            if (feature.Error is { } broken)
            {
                return new ReadFile(reader.Detection, reader.Schema, features, broken, reader.Warnings);
            }

            features.Add(feature.Value);
        }

        return new ReadFile(reader.Detection, reader.Schema, features, null, reader.Warnings);
    }
}

/// <summary>A file as it was read, or as far as it was.</summary>
internal sealed record ReadFile(FormatDetection? Detection, FeatureSchema? Schema, List<Feature> Features, Error? Error, IReadOnlyList<Error> Warnings)
{
    public bool Warns(ErrorCode code) => Warnings.Any(w => w.Code == code && w.Text.Length > 0);

    public object? Value(int feature, string field) => Features[feature].Values[Schema!.IndexOf(field)];

    public string Text(int feature, string field) => Convert.ToString(Value(feature, field), CultureInfo.InvariantCulture) ?? string.Empty;
}
