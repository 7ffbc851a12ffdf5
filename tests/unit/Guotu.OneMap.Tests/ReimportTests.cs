using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Geo.Crs;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Reference;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Testing.Database;

namespace Guotu.OneMap.Tests;

/// <summary>A layer written out in any format and read in again has not changed, as far as the format carries its content.</summary>
public sealed class ReimportTests
{
    private const string Layer = "YJJBNT";
    private static readonly CancellationToken Never = CancellationToken.None;

    /// <summary>Losses that change a value: as many features as it names may come back changed, and no more.</summary>
    private static readonly ErrorCode[] Contents = [FormatErrors.LossTextChanged, FormatErrors.LossTextCut, FormatErrors.LossNumber];
    private static readonly FileFormat[] Carriers =
        [FileFormat.GeoJson, FileFormat.Shapefile, FileFormat.Csv, FileFormat.Vct, FileFormat.Gml, FileFormat.GeoPackage, FileFormat.FlatGeobuf, FileFormat.FileGeodatabase];

    [Theory]
    [BothDatabases]
    public async Task Every_format_that_carries_attributes_brings_the_layer_back_without_a_difference(string provider)
    {
        await using var bench = await OneMapBench.OpenAsync(provider);
        (await bench.ImportAsync(Layer, Delivery(610_724))).MustHold();
        foreach (var format in Carriers)
        {
            Assert.Equal(string.Empty, await DifferenceAsync(bench, format));
        }
    }

    [Fact]
    public async Task Whatever_the_delivery_is_its_export_comes_back_unchanged()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        var property = Prop.ForAll<int>(seed =>
        {
            bench.ImportAsync(Layer, Delivery(seed)).GetAwaiter().GetResult().MustHold();
            foreach (var format in (FileFormat[])[FileFormat.GeoJson, FileFormat.Shapefile, FileFormat.Csv, FileFormat.Vct, FileFormat.Gml])
            {
                Assert.Equal(string.Empty, DifferenceAsync(bench, format).GetAwaiter().GetResult());
            }
        });
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), property);
    }

    [Fact]
    public async Task What_a_format_can_not_carry_is_said_with_the_file()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        (await bench.ImportAsync(Layer, Delivery(3))).MustHold();
        foreach (var format in (FileFormat[])[FileFormat.WellKnownText, FileFormat.WellKnownBinary, FileFormat.Dxf, FileFormat.Kml])
        {
            var (path, losses) = await ExportAsync(bench, format);
            Assert.NotEmpty(losses);
            var imported = await bench.The<ILayerUpkeep>().ImportFileAsync(OneMapBench.Command(), Import(format), path, Never);
            Assert.False(imported.IsSuccess, format.Code());
        }
    }

    [Fact]
    public async Task A_ring_that_begins_elsewhere_and_a_number_with_more_zeros_are_no_change()
    {
        await using var bench = await OneMapBench.OpenAsync("sqlite");
        (await bench.ImportAsync(Layer, Fields.Row(2))).MustHold();
        var ring = Fields.Square(0).Polygons[0].Outer.Points;
        var turned = GridMultiPolygon.Of(new GridPolygon(new GridRing([.. ring.Skip(2).Concat(ring.Take(2)).Reverse()])));
        var same = Fields.Farmland(0) with { Figure = turned };
        var attributes = new Dictionary<string, string>(same.Attributes, StringComparer.Ordinal) { ["YJJBNTMJ"] = "10000", ["BZ"] = string.Empty };

        (await bench.ImportAsync(Layer, same with { Attributes = attributes }, Fields.Farmland(1))).MustHold();

        Assert.Equal(string.Empty, Text((await bench.The<ILayerUpkeep>().DiffAsync(Layer, 1, 2, Never)).Value));
    }

    /// <summary>Patches with holes and of several parts, every vertex anywhere on the grid; values short and long, and none.</summary>
    private static NewFeature[] Delivery(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 6).Select(i => new NewFeature(Figure(i, random), Attributes(i, random)))];
    }

    private static Dictionary<string, string> Attributes(int place, Random random)
    {
        var attributes = new Dictionary<string, string>(Fields.Farmland(place).Attributes, StringComparer.Ordinal)
        {
            ["YJJBNTMJ"] = (random.NextInt64(1, 9_999_999_999) / 100m).ToString(random.Next(2) == 0 ? "0.00" : "0.##", CultureInfo.InvariantCulture),
            ["XZQMC"] = new[] { "杨河镇", "城北街道办事处", "O'Brien; \"镇\"", "𠮷野,镇" }[random.Next(4)],
            ["BHKSSJ"] = new DateOnly(1990, 1, 1).AddDays(random.Next(13_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        if (random.Next(2) == 0)
        {
            attributes["BZ"] = "备注" + random.Next(1_000).ToString(CultureInfo.InvariantCulture);
        }

        return attributes;
    }

    private static GridMultiPolygon Figure(int place, Random random)
    {
        var box = Fields.Square(place).Envelope;
        GridPoint At(double east, double north) => new(box.MinEast + (long)(Fields.Side * east) + random.Next(20_000), box.MinNorth + (long)(Fields.Side * north) + random.Next(20_000));
        GridRing Ring(double west, double south, double size) => new([At(west, south), At(west + size, south), At(west + size, south + size), At(west, south + size)]);
        var first = new GridPolygon(Ring(0.1, 0.1, 0.4), random.Next(2) == 0 ? ImmutableArray.Create(Ring(0.2, 0.2, 0.1)) : []);
        return random.Next(2) == 0 ? GridMultiPolygon.Of(first) : GridMultiPolygon.Of(new GridPolygon(Ring(0.6, 0.6, 0.2)), first);
    }

    private static async Task<string> DifferenceAsync(OneMapBench bench, FileFormat format)
    {
        var layers = bench.The<ILayerUpkeep>();
        var (path, losses) = await ExportAsync(bench, format);
        var imported = (await layers.ImportFileAsync(OneMapBench.Command(), Import(format), path, Never)).MustHold().Revision;
        var difference = (await layers.DiffAsync(Layer, imported.Number - 1, imported.Number, Never)).Value;
        var (text, said) = (Text(difference), losses.Where(l => Contents.Contains(l.Code)).Sum(l => l.Count));
        if (difference.Added.Count + difference.Removed.Count == 0 && difference.Changed.Count <= said)
        {
            return string.Empty;
        }

        return text.Length == 0 ? text : $"{format.Code()}: {text} {string.Join(" ", losses.Select(l => l.Text))}";
    }

    private static async Task<(string Path, IReadOnlyList<Loss> Losses)> ExportAsync(OneMapBench bench, FileFormat format)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(bench.Node.Home, "out")).FullName, "layer" + format.Extension());
        await using var stream = new FileStream(path, FileMode.Create);
        var order = new LayerExportOrder(Layer, null, format, "UTF-8");
        return (path, (await bench.The<ILayerUpkeep>().ExportAsync(order, OneMapBench.Reader, stream, Never)).MustHold().Losses);
    }

    private static LayerImport Import(FileFormat format) => new(Layer, new DateOnly(2025, 12, 31), "重新导入")
    {
        Choices = format == FileFormat.Csv ? new ReadChoices { Crs = CoordinateSystem.OfZone(GaussKrugerZone.ThreeDegree(36)) } : ReadChoices.None,
    };

    private static string Text(RevisionDifference difference) => string.Join(
        ' ', difference.Added.Select(i => $"+{i}").Concat(difference.Removed.Select(i => $"-{i}")).Concat(difference.Changed.Select(i => $"*{i}")));
}

/// <summary>Results that a test takes for granted.</summary>
internal static class Held
{
    public static T MustHold<T>(this Kernel.Results.Result<T> result)
    {
        Assert.True(result.IsSuccess, result.Error?.ToString());
        return result.Value;
    }
}
