using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Guotu.Geo.Formats.Rasters;
using Guotu.Testing;
using Guotu.Testing.Fuzzing;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Tests.Fuzzing;

/// <summary>The sound files that are bent: what others wrote, as far as it is small, and what our own writers write.</summary>
internal static class Corpus
{
    private const int Small = 12_000;

    private static readonly FeatureSchema Lines = new("道路", [new("名称", FieldKind.Text, 40), new("长度", FieldKind.Number)]) { Geometry = GeometryKind.Line };
    private static readonly FeatureSchema Points = new("界桩", [new("编号", FieldKind.Whole)]) { Geometry = GeometryKind.Point };

    public static async Task<List<FuzzFile>> WrittenAsync(FileFormat format)
    {
        List<FuzzFile> files = [];
        var encodings = format is FileFormat.Shapefile or FileFormat.Vct ? new[] { "UTF-8", "GB18030" } : ["UTF-8"];
        foreach (var encoding in encodings)
        {
            foreach (var (schema, features) in Contents())
            {
                var (bytes, _) = await Office.WriteAsync(format, schema, features, Office.Zone36, encoding);
                files.Add(new FuzzFile(("file" + format.Extension(), bytes)));
            }
        }

        return files;
    }

    /// <summary>The parts of a shapefile, each bent by itself, and now and then one of them missing.</summary>
    public static async Task<List<FuzzFile>> ShapefilesAsync()
    {
        List<FuzzFile> files = [];
        foreach (var zipped in await WrittenAsync(FileFormat.Shapefile))
        {
            using var zip = new ZipArchive(new MemoryStream(zipped.Parts[0].Content));
            var parts = zip.Entries.Select(e => ("file" + Path.GetExtension(e.Name), Unpacked(e))).ToArray();
            files.Add(new FuzzFile(parts));
            files.Add(new FuzzFile([.. parts.Where(p => p.Item1 is not ".shx")]));
        }

        return files;
    }

    /// <summary>The tables and indexes of File GDBs as they lie in their folder, as our own writer makes them.</summary>
    public static async Task<List<FuzzFile>> GeodatabasesAsync()
    {
        List<FuzzFile> files = [];
        foreach (var zipped in await WrittenAsync(FileFormat.FileGeodatabase))
        {
            using var zip = new ZipArchive(new MemoryStream(zipped.Parts[0].Content));
            files.Add(new FuzzFile([.. zip.Entries.Where(e => e.Name.Length > 0).Select(e => (e.Name, Unpacked(e)))]));
        }

        return files;
    }

    /// <summary>A small elevation model in one file, tiled and compressed.</summary>
    public static async Task<List<FuzzFile>> ElevationsAsync()
    {
        using var office = new Office();
        var samples = new float[96 * 80];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = i % 17 == 0 ? float.NaN : 450 + (i % 96 * 0.5f) + (i / 96 * 0.25f);
        }

        var written = RasterFiles.Write(office.Path("dem.tif"), new RasterPlan(96, 80, new RasterGrid(36_478_000, 3_650_400, 5, 5), 4524), samples);
        Assert.True(written.IsSuccess, written.Error?.ToString());
        return [new FuzzFile(("dem.tif", await File.ReadAllBytesAsync(office.Path("dem.tif"))))];
    }

    /// <summary>Files of the outside data that end so and are small enough to be bent a hundred thousand times.</summary>
    public static List<FuzzFile> Outside(string folder, params string[] endings) =>
        [.. Directory.EnumerateFiles(TestData.Path(folder), "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .Select(f => new FuzzFile((Path.GetFileName(f), Head(f))))];

    /// <summary>The figures of the JTS test cases, which are hard ones.</summary>
    public static List<FuzzFile> JtsFigures() =>
        [.. Directory.EnumerateFiles(TestData.Path("geom"), "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Texts).Where(t => t.Length is > 10 and < 3_000).Where((_, i) => i % 7 == 0)
            .Select(t => new FuzzFile(("figure.wkt", Encoding.ASCII.GetBytes(t))))];

    private static IEnumerable<string> Texts(string path)
    {
        try
        {
            return XDocument.Load(path).Descendants().Where(e => e.Name.LocalName is "a" or "b").Select(e => e.Value.Trim()).Where(t => char.IsLetter(t.FirstOrDefault()));
        }
        catch (System.Xml.XmlException)
        {
            return []; // Some of the suite's files are no whole documents.
        }
    }

    private static byte[] Head(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[Small];
        return bytes[..stream.ReadAtLeast(bytes, Small, throwOnEndOfStream: false)];
    }

    private static byte[] Unpacked(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static IEnumerable<(FeatureSchema Schema, List<Feature> Features)> Contents()
    {
        yield return (Office.PatchSchema, Office.Patches(4, 11));
        yield return (Office.PatchSchema with { HasZ = true }, Office.Patches(3, 12, ["水田"], withHeights: true));
        var factory = FeatureGeometry.Factory;
        var line = factory.CreateLineString([new Coordinate(36_478_000, 3_650_000), new Coordinate(36_478_010.5, 3_650_020), new Coordinate(36_478_100, 3_650_020.25)]);
        yield return (Lines, [new Feature(new FeatureOrigin(1, null), line, ["县道", 12.5]), new Feature(new FeatureOrigin(2, null), factory.CreateMultiLineString([line, (LineString)line.Reverse()]), [null, null])]);
        yield return (Points, [new Feature(new FeatureOrigin(1, null), factory.CreatePoint(new Coordinate(36_478_000, 3_650_000)), [7L])]);
    }
}
