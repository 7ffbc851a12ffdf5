using Guotu.Geo.Formats.Archives;
using Guotu.Geo.Formats.Csv;
using Guotu.Geo.Formats.GeoJson;
using Guotu.Geo.Formats.Gml;
using Guotu.Geo.Formats.Native;
using Guotu.Geo.Formats.Shapefile;
using Guotu.Geo.Formats.Vct;
using Guotu.Geo.Formats.WellKnown;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>The one way to open and to write files of features, whatever their format.</summary>
public static class FeatureFiles
{
    private static readonly string[] InArchives = [".shp", ".geojson", ".json", ".gml", ".vct", ".csv", ".wkt", ".wkb", ".gpkg", ".dxf", ".kml", ".fgb"];

    /// <summary>
    /// Recognises a file (or a .gdb folder, or a zip of a set of files) by its content and opens one layer of it. Doubts about coordinate
    /// system or axis order do not refuse here; they stand in <see cref="FormatDetection.Doubts"/>.
    /// </summary>
    public static async Task<Result<IFeatureReader>> OpenAsync(string path, ReadChoices choices, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (!FormatRecognition.IsZip(path))
        {
            return await OpenPlainAsync(path, choices, ct);
        }

        return await InFolderAsync(folder => OpenArchiveAsync(path, folder, choices, ct));
    }

    /// <summary>Opens a file that comes as a stream; it is kept in a folder of its own until the reader is disposed of.</summary>
    public static async Task<Result<IFeatureReader>> OpenAsync(Stream stream, ReadChoices choices, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(choices);
        return await InFolderAsync(async folder => await SpoolAsync(stream, folder.File("upload"), choices.Limits.MaxBytes, ct) is { } tooLarge
            ? Result<IFeatureReader>.Refused(tooLarge)
            : await OpenAsync(folder.File("upload"), choices, ct));
    }

    /// <summary>Begins a file of one layer. The stream stays open; zip formats need no seeking.</summary>
    public static Result<IFeatureWriter> Create(FileFormat format, WritePlan plan, Stream target)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(target);
        if (plan.Companion is not null && format != FileFormat.CoordinateText && !format.CarriesCompanion())
        {
            return CompanionZip.Create(format, plan, target);
        }

        return format switch
        {
            FileFormat.Shapefile => new ShapefileWriter(plan, target),
            FileFormat.GeoJson => new GeoJsonWriter(plan, target),
            FileFormat.WellKnownText or FileFormat.WellKnownBinary => new WellKnownWriter(plan, target, format),
            FileFormat.Csv => new CsvWriter(plan, target),
            FileFormat.Vct => new VctWriter(plan, target),
            FileFormat.Gml => new GmlWriter(plan, target),
            FileFormat.CoordinateText => new Error(FormatErrors.WriteUnsupported, ("format", format.ChineseName()), ("reason", "坐标 TXT 按宗地写,不按图层写")),
            _ => GdalWriter.Create(format, plan, target),
        };
    }

    internal static async Task<Error?> SpoolAsync(Stream stream, string path, long limit, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew);
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (file.Length + read > limit)
            {
                return FormatFault.TooLarge("文件", file.Length + read, limit).Error;
            }

            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return null;
    }

    /// <summary>The folder goes with the reader, and with whatever refuses the file or breaks off: no copy of a file stays behind.</summary>
    private static async Task<Result<IFeatureReader>> InFolderAsync(Func<WorkFolder, Task<Result<IFeatureReader>>> open)
    {
        var folder = new WorkFolder();
        try
        {
            var opened = await open(folder);
            if (opened.IsSuccess)
            {
                (opened, folder) = (new OwningReader(opened.Value, folder), null);
            }

            return opened;
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private static async Task<Result<IFeatureReader>> OpenPlainAsync(string path, ReadChoices choices, CancellationToken ct)
    {
        var file = await FormatRecognition.RecogniseAsync(path, choices, ct);
        if (file.Error is { } unknown)
        {
            return unknown;
        }

        var (place, format, encoding) = (file.Value.Path, file.Value.Format, file.Value.Encoding);
        if (choices.Format is { } chosen && chosen != format)
        {
            return new Error(FormatErrors.FormatContradiction, ("chosen", chosen.ChineseName()), ("found", format.ChineseName()));
        }

        return format switch
        {
            FileFormat.Shapefile => ShapefileReader.Open(place, choices),
            FileFormat.GeoJson => GeoJsonReader.Open(place, encoding!, choices),
            FileFormat.WellKnownText or FileFormat.WellKnownBinary => WellKnownReader.Open(place, encoding, format, choices),
            FileFormat.Csv => CsvReader.Open(place, encoding!, choices),
            FileFormat.Vct => VctReader.Open(place, encoding!, choices),
            FileFormat.Gml => GmlReader.Open(place, encoding!, choices),
            FileFormat.CoordinateText => await Parcels.CoordinateTextFeatures.OpenAsync(place, choices, ct),
            _ => GdalReader.Open(place, format, choices),
        };
    }

    private static async Task<Result<IFeatureReader>> OpenArchiveAsync(string path, WorkFolder folder, ReadChoices choices, CancellationToken ct)
    {
        var unpacked = await ArchiveContent.UnpackAsync(path, folder, choices.Limits, ct);
        if (unpacked.Error is { } refused)
        {
            return refused;
        }

        var found = Contents(folder.Path);
        if (found.Count == 0)
        {
            return new Error(FormatErrors.ArchiveWithoutData);
        }

        var chosen = found.Count == 1 ? found[0] : found.Where(f => Path.GetFileNameWithoutExtension(f) == choices.Layer).Take(2).ToArray() is [var one] ? one : null;
        return chosen is null
            ? new Error(FormatErrors.ArchiveWithSeveral, ("layers", string.Join("、", found.Take(20).Select(Path.GetFileNameWithoutExtension)))) { Field = "layer", Choices = [.. found.Select(f => Path.GetFileNameWithoutExtension(f)!)] }
            : await OpenPlainAsync(chosen, found.Count == 1 ? choices : choices with { Layer = null }, ct);
    }

    /// <summary>Data in an unpacked archive: geodatabases, then files by extension, and coordinate text only where there is nothing else.</summary>
    private static List<string> Contents(string folder)
    {
        var geodatabases = Directory.EnumerateFiles(folder, "*.gdbtable", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(f)!).Distinct().ToArray();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains("/__MACOSX/", StringComparison.Ordinal)).ToArray();
        var data = files.Where(f => InArchives.Contains(Path.GetExtension(f).ToLowerInvariant())).ToArray();
        List<string> found = [.. geodatabases, .. data];
        return found.Count > 0 ? [.. found.Order(StringComparer.Ordinal)] : [.. files.Where(f => Path.GetExtension(f).Equals(".txt", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
    }

    /// <summary>A reader whose files go with it.</summary>
    private sealed class OwningReader(IFeatureReader inner, WorkFolder folder) : IFeatureReader
    {
        public FormatDetection Detection => inner.Detection;

        public FeatureSchema Schema => inner.Schema;

        public long? Count => inner.Count;

        public IReadOnlyList<Error> Warnings => inner.Warnings;

        public IAsyncEnumerable<Result<Feature>> ReadAsync(CancellationToken ct) => inner.ReadAsync(ct);

        public async ValueTask DisposeAsync()
        {
            await inner.DisposeAsync();
            folder.Dispose();
        }
    }
}
