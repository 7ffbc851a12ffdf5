using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Testing;
using Guotu.Testing.Fuzzing;

namespace Guotu.Geo.Formats.Tests.Fuzzing;

/// <summary>Bent files of every format: a reading or a registered refusal, in bounded time and memory; nothing else.</summary>
public sealed class ReaderFuzzTests(ITestOutputHelper output)
{
    private const int InTheTier = 90_000;
    private const int InTheSoak = 1_000_000;

    [Fact]
    public async Task Ninety_thousand_bent_files_bring_down_no_reader() => await RunAsync(InTheTier, 610_724);

    [Fact]
    public async Task A_million_bent_files_bring_down_no_reader()
    {
        Soak.Only();
        await RunAsync(Environment.GetEnvironmentVariable("GUOTU_FUZZ_INPUTS") is { Length: > 0 } inputs ? int.Parse(inputs, System.Globalization.CultureInfo.InvariantCulture) : InTheSoak, Soak.Seed());
    }

    private async Task RunAsync(int inputs, int seed)
    {
        using var readers = new Readers();
        var run = new FuzzRun(await TargetsAsync(readers), seed);
        var failures = run.Run(inputs);
        output.WriteLine($"{run.Done} inputs, seed {seed}, {readers.Read} read to their end, {failures.Count} failures");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
        Assert.True(Environment.GetEnvironmentVariable("GUOTU_FUZZ") is not null || readers.Read > inputs / 25, "too few bent files get past the door");
    }

    private static async Task<List<FuzzTarget>> TargetsAsync(Readers readers)
    {
        var texts = Corpus.Outside("landtxt", ".txt");
        List<FuzzFile> collections = [.. await Corpus.WrittenAsync(FileFormat.GeoJson), .. Corpus.Outside("malformed/jsontestsuite", ".json"), .. Corpus.Outside("ogc/mvt_fixtures", "tile.json")];
        List<FuzzFile> documents = [.. await Corpus.WrittenAsync(FileFormat.Gml), .. Corpus.Outside("ogc", ".xml")];
        List<FuzzFile> plans = [.. await Corpus.WrittenAsync(FileFormat.Vct), .. Corpus.Outside("landtxt/vct", ".vct")];
        List<FuzzFile> lists = [.. await Corpus.WrittenAsync(FileFormat.WellKnownText), .. Corpus.JtsFigures()];
        var (shapefiles, tables, binaries) = (await Corpus.ShapefilesAsync(), await Corpus.WrittenAsync(FileFormat.Csv), await Corpus.WrittenAsync(FileFormat.WellKnownBinary));
        var zips = await Corpus.WrittenAsync(FileFormat.Shapefile);
        List<FuzzFile> any = [.. texts, .. texts, .. collections.Take(3), .. plans.Take(4), .. lists.Take(3), .. tables.Take(2), .. binaries.Take(2), .. zips.Take(2), .. documents.Take(2)];
        var sound = Sound();
        using var office = new Office();
        Snapshot.Save(sound, office.Path("snapshot"));
        var file = await File.ReadAllBytesAsync(office.Path("snapshot"));
        return
        [
            new("shapefile", shapefiles, readers.FeaturesAsync),
            new("geojson", collections, readers.FeaturesAsync),
            new("gml", documents, readers.FeaturesAsync),
            new("vct", plans, readers.FeaturesAsync),
            new("wkt", lists, readers.FeaturesAsync),
            new("wkb", binaries, readers.FeaturesAsync),
            new("csv", tables, readers.FeaturesAsync),
            new("zip", zips, readers.FeaturesAsync),
            new("parcels", any, readers.ParcelsAsync),
            new("coordinate text", texts, Readers.CoordinateTextAsync),
            new("grid WKB", [.. Figures().Select(f => new FuzzFile(("figure.wkb", GridWkb.Write(f))))], Readers.GridWkbAsync),
            new("snapshot", [new FuzzFile(("snapshot", file))], f => readers.SnapshotAsync(f, sound)),
            new("blocks", [new FuzzFile([.. sound.Blocks.Select((b, i) => ($"block{i}", b.ToArray()))])], readers.BlocksAsync),
        ];
    }

    private static SnapshotContent Sound() => SnapshotBuilder.Build(
        new SnapshotDescription("DLTB", 1, GaussKrugerZone.ThreeDegree(36), ["DLBM", "QSDWMC"]),
        [.. Figures().Select((f, i) => new SnapshotFeature(i + 1, f, [i % 2 == 0 ? "0101" : null, "城关街道"]))]).Value;

    private static IEnumerable<GridMultiPolygon> Figures() =>
        Office.Patches(12, 31).Where(f => f.Geometry is not null).Select(f => Parcels.GridFigure.OfNts(f.Geometry!, (x, y) => GridPoint.FromMetres(new PlanePosition(x, y)))!);
}
