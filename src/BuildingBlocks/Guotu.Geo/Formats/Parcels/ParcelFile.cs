using System.Globalization;
using Guotu.Geo.CoordinateText;
using Guotu.Geo.Formats.Reference;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Parcels;

/// <summary>
/// Reads the parcels of a file of any format (宗地文件): coordinate text as ever, every other format by its areas. What the file leaves in
/// doubt is refused; the same bytes and options give the same parcels on every machine, whatever the file is called.
/// </summary>
public static class ParcelFile
{
    /// <summary>Reads from a stream, stopping as soon as it is longer than allowed.</summary>
    public static async Task<Result<CoordinateFile>> ReadAsync(Stream stream, CoordinateTextOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        using var folder = new WorkFolder();
        var (path, limit) = (folder.File("parcels"), options.MaxMebibytes * 1024L * 1024);
        if (await FeatureFiles.SpoolAsync(stream, path, limit, ct) is not null)
        {
            return new Error(GeoErrors.FileTooLarge, ("size", "更多"), ("limit", options.MaxMebibytes));
        }

        return await ReadAsync(path, options, ct);
    }

    /// <summary>Reads a file, or a .gdb folder, from the disk.</summary>
    public static async Task<Result<CoordinateFile>> ReadAsync(string path, CoordinateTextOptions options, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(options);
        var limits = ReadLimits.Default with { MaxBytes = Math.Max(1, options.MaxMebibytes) * 1024L * 1024 * 10, MaxVertices = options.MaxVertices };
        var choices = new ReadChoices { Limits = limits, Axis = AxisOf(options.Axis), Layer = options.Layer };
        if (!Directory.Exists(path) && !FormatRecognition.IsZip(path) && await IsCoordinateTextAsync(path, choices, ct))
        {
            await using var stream = File.OpenRead(path);
            return await CoordinateTextReader.ReadAsync(stream, options, ct);
        }

        var opened = await OpenAsync(path, choices, options, ct);
        if (opened.Error is { } unreadable)
        {
            return unreadable;
        }

        await using var reader = DrawnAreas.Of(BoundaryPointTable.Of(opened.Value, options.MaxVertices), options.MaxVertices);
        return await new ParcelAssembly(reader, options).ReadAsync(ct);
    }

    /// <summary>Unknown content goes to the coordinate reader too: its refusals name what it looks like, line by line.</summary>
    private static async Task<bool> IsCoordinateTextAsync(string path, ReadChoices choices, CancellationToken ct)
    {
        var file = await FormatRecognition.RecogniseAsync(path, choices, ct);
        return file.Error is not null || file.Value.Format == FileFormat.CoordinateText;
    }

    /// <summary>A file that names no system is opened again with what the user confirmed.</summary>
    private static async Task<Result<IFeatureReader>> OpenAsync(string path, ReadChoices choices, CoordinateTextOptions options, CancellationToken ct)
    {
        var opened = await FeatureFiles.OpenAsync(path, choices, ct);
        if (!opened.IsSuccess || options.ConfirmedZone is not { } zone)
        {
            return opened;
        }

        var doubt = opened.Value.Detection.Doubts.FirstOrDefault(d => d.Code == FormatErrors.CrsMissing || d.Code == FormatErrors.ImpliedWgs84);
        if (doubt is null)
        {
            return opened;
        }

        // For degrees the zone confirms the datum; they are computed in it.
        CoordinateSystem? chosen = null;
        await foreach (var feature in opened.Value.ReadAsync(ct))
        {
            if (feature.IsSuccess && NumberEvidence.FirstOf(feature.Value.Geometry) is { } at)
            {
                chosen = at.X < 180 ? CoordinateSystem.Cgcs2000 : CoordinateSystem.OfZone(at.X >= 1_000_000 ? zone.Prefixed : zone.Unprefixed);
                break;
            }
        }

        await opened.Value.DisposeAsync();
        return await FeatureFiles.OpenAsync(path, choices with { Crs = chosen ?? CoordinateSystem.OfZone(zone.Prefixed) }, ct);
    }

    private static AxisOrder? AxisOf(AxisReading axis) => axis switch
    {
        AxisReading.NorthFirst => AxisOrder.NorthFirst,
        AxisReading.EastFirst => AxisOrder.EastFirst,
        _ => null,
    };

    internal static string Count(int parcels, int parts, int holes) => string.Create(CultureInfo.InvariantCulture, $"{parcels} 宗,{parts} 块,{holes} 个内洞");
}
