using System.Collections.Immutable;
using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>
/// Reads 勘测定界 coordinate files (坐标 TXT) in every variant that offices write. What the file leaves in doubt is refused with
/// a GEO code naming line and ring, never guessed; what is certain but irregular is read with a warning.
/// Memory is bounded by the limits of the options; nothing is stored.
/// </summary>
public static class CoordinateTextReader
{
    public const string FormatName = "勘测定界坐标TXT";
    private const int FieldNumber = 2, FieldName = 3;

    /// <summary>Reads from a stream, stopping as soon as it is longer than allowed.</summary>
    public static async Task<Result<CoordinateFile>> ReadAsync(Stream stream, CoordinateTextOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        var limit = options.MaxMebibytes * 1024L * 1024;
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > limit)
            {
                return TooLarge(content.Length, options);
            }
        }

        return Read(content.GetBuffer().AsMemory(0, (int)content.Length), options, cancellation);
    }

    /// <summary>Reads a file that is in memory.</summary>
    public static Result<CoordinateFile> Read(ReadOnlyMemory<byte> bytes, CoordinateTextOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (bytes.Length > options.MaxMebibytes * 1024L * 1024)
        {
            return TooLarge(bytes.Length, options);
        }

        var decoded = TextDecoding.Decode(bytes.Span);
        if (!decoded.IsSuccess)
        {
            return decoded.Error!;
        }

        var warnings = new WarningList();
        var scanned = new RowScanner(options, warnings, cancellation).Scan(decoded.Value.Text);
        if (!scanned.IsSuccess)
        {
            return scanned.Error!;
        }

        var file = scanned.Value;
        if (file.Parcels.Count == 0)
        {
            return new Error(GeoErrors.NoParcels);
        }

        if (EmptyParcel(file) is { } empty)
        {
            return empty;
        }

        var placing = PointPlacing.Settle(file, options, warnings);
        return placing.IsSuccess ? Assemble(file, decoded.Value, placing.Value, warnings, cancellation) : placing.Error!;
    }

    private static Error? EmptyParcel(RawFile file)
    {
        for (var i = 0; i < file.Parcels.Count; i++)
        {
            if (file.Parcels[i].Points.Count == 0)
            {
                return new Error(GeoErrors.ParcelWithoutPoints, ("parcel", i + 1)) { Line = file.Parcels[i].Line };
            }
        }

        return null;
    }

    private static Result<CoordinateFile> Assemble(
        RawFile file, DecodedText text, PointPlacing placing, WarningList warnings, CancellationToken cancellation)
    {
        var builder = new ParcelBuilder(placing, warnings, cancellation);
        var parcels = new List<CoordinateParcel>();
        var errors = new List<Error>();
        foreach (var heads in Merged(file.Parcels, warnings))
        {
            cancellation.ThrowIfCancellationRequested();
            var built = builder.Build(parcels.Count + errors.Count + 1, heads);
            if (built.IsSuccess)
            {
                parcels.Add(built.Value);
            }
            else
            {
                errors.Add(built.Error!);
            }
        }

        if (errors.Count > 0)
        {
            return errors[0] with { Others = [.. errors[0].Others, .. errors.Skip(1).SelectMany(e => e.Others.Prepend(e with { Others = [] })).Take(50)] };
        }

        ParcelsOverlap.Note(parcels, warnings, cancellation);
        return new CoordinateFile(
            FormatName,
            text.Encoding,
            placing.Reading,
            [.. file.Header],
            warnings.ToImmutable(),
            Report(text, placing.Reading, parcels),
            [.. parcels]);
    }

    /// <summary>Heads that repeat number and name are parts of one parcel.</summary>
    private static List<List<RawParcel>> Merged(IReadOnlyList<RawParcel> heads, WarningList warnings)
    {
        var groups = new List<List<RawParcel>>();
        var byKey = new Dictionary<(string, string), List<RawParcel>>();
        foreach (var head in heads)
        {
            var key = (head.Field(FieldNumber), head.Field(FieldName));
            if (key.Item1.Length > 0 && byKey.TryGetValue(key, out var group))
            {
                warnings.Add(new Error(GeoErrors.WarnParcelMerged, ("number", key.Item1)) { Line = head.Line });
                group.Add(head);
                continue;
            }

            groups.Add(byKey[key] = [head]);
        }

        return groups;
    }

    private static ImmutableArray<Conclusion> Report(DecodedText text, CoordinateReading reading, List<CoordinateParcel> parcels)
    {
        var parts = parcels.Sum(p => p.Parts.Length);
        var holes = parcels.Sum(p => p.Parts.Sum(q => q.Holes.Length));
        return
        [
            new Conclusion("文字编码", text.Encoding, text.Reason),
            new Conclusion("坐标系", $"2000 国家大地坐标系 {reading.Zone.ChineseName}({reading.Zone})", reading.Reason),
            new Conclusion(
                "坐标写法",
                reading.Degrees ? "经纬度" : reading.Prefixed ? "平面坐标,带号前缀" : "平面坐标,无带号前缀",
                "由数值的位数判定,全文一致"),
            new Conclusion("坐标顺序", reading.AxesSwapped ? "先东后北,已对换" : "先北后东", reading.AxesSwapped ? "由数值判定,使用人已确认" : "由数值判定"),
            new Conclusion(
                "宗地",
                string.Create(CultureInfo.InvariantCulture, $"{parcels.Count} 宗,{parts} 块,{holes} 个内洞"),
                "各圈按包含关系判定,不看圈号"),
        ];
    }

    private static Error TooLarge(long length, CoordinateTextOptions options) =>
        new(GeoErrors.FileTooLarge, ("size", (length / 1048576m).ToString("0.0", CultureInfo.InvariantCulture)), ("limit", options.MaxMebibytes));
}
