using Guotu.Geo.Formats.Csv;
using Guotu.Geo.Formats.Text;
using Guotu.Geo.Formats.WellKnown;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>A file whose format is known, and the encoding of its text.</summary>
internal sealed record RecognisedFile(string Path, FileFormat Format, FoundEncoding? Encoding);

/// <summary>
/// Recognises formats by content alone (格式识别), so that the same bytes are always read the same way whatever the file is called. Zips are
/// unpacked before.
/// </summary>
internal static class FormatRecognition
{
    private const int HeadSize = 4096;
    private const int GeoPackageIdAt = 68;

    public static bool IsZip(string path) => !Directory.Exists(path) && Head(path).AsSpan().StartsWith("PK\u0003\u0004"u8);

    public static async Task<Result<RecognisedFile>> RecogniseAsync(string path, ReadChoices choices, CancellationToken ct)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.gdbtable").Any() || path.EndsWith(".gdb", StringComparison.OrdinalIgnoreCase)
                ? new RecognisedFile(path, FileFormat.FileGeodatabase, null)
                : Unknown(path, "是一个文件夹");
        }

        var size = new FileInfo(path).Length;
        if (size > choices.Limits.MaxBytes)
        {
            return FormatFault.TooLarge("文件", size, choices.Limits.MaxBytes).Error;
        }

        if (size == 0)
        {
            return Unknown(path, "文件是空的");
        }

        if (Binary(Head(path)) is { } binary)
        {
            return new RecognisedFile(path, binary, null);
        }

        await using var stream = File.OpenRead(path);
        var encoding = await EncodingFinding.FindAsync(stream, choices.Encoding, ct);
        if (encoding.Error is { } unreadable)
        {
            return Head(path).AsSpan().IndexOfAnyInRange((byte)0, (byte)8) >= 0 ? Unknown(path, "内容是不认识的二进制数据") : unreadable;
        }

        return Text(path, encoding.Value) is { } text ? new RecognisedFile(path, text, encoding.Value) : Unknown(path, "内容不像任何支持的格式");
    }

    private static Error Unknown(string path, string reason) => new(FormatErrors.FormatUnknown, ("name", Path.GetFileName(path)), ("reason", reason));

    private static byte[] Head(string path)
    {
        using var stream = File.OpenRead(path);
        var head = new byte[HeadSize];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static FileFormat? Binary(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0x27, 0x0A]))
        {
            return FileFormat.Shapefile;
        }

        if (head.StartsWith("SQLite format 3\0"u8))
        {
            return head.Length > GeoPackageIdAt + 4 && head.Slice(GeoPackageIdAt, 2).SequenceEqual("GP"u8) ? FileFormat.GeoPackage : null;
        }

        if (head.StartsWith("fgb\u0003"u8))
        {
            return FileFormat.FlatGeobuf;
        }

        if (head.StartsWith("AutoCAD Binary DXF"u8))
        {
            return FileFormat.Dxf;
        }

        // A WKB begins with its byte order, then a type below 20 in one of the spellings; no text has such a beginning.
        return head.Length >= 9 && ((head[0] == 1 && head[1] is > 0 and < 18 && head[3] == 0) || (head[0] == 0 && head[2] == 0 && head[4] is > 0 and < 18)) ? FileFormat.WellKnownBinary : null;
    }

    private static FileFormat? Text(string path, FoundEncoding encoding)
    {
        using var reader = new StreamReader(path, encoding.Encoding, detectEncodingFromByteOrderMarks: true);
        var buffer = new char[HeadSize];
        var head = new string(buffer, 0, reader.ReadBlock(buffer)).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        var lines = head.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();
        if (lines.Length == 0 || head.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        return head[0] switch
        {
            '{' => FileFormat.GeoJson,
            '<' => Xml(head),
            _ when IsVct(lines) => FileFormat.Vct,
            _ when IsDxf(lines) => FileFormat.Dxf,
            _ when WktGeometry.Begins(head) => FileFormat.WellKnownText,
            _ when IsHexWkb(lines[0]) => FileFormat.WellKnownBinary,
            _ when IsCsv(lines[0]) => FileFormat.Csv,
            // Anything else that is text is for the coordinate reader, which says line by line what it misses.
            '[' when head.Length > 1 && (head[1] is '[' or '{' or ']' or '"' || char.IsAsciiDigit(head[1])) => FileFormat.GeoJson,
            _ => FileFormat.CoordinateText,
        };
    }

    private static FileFormat? Xml(string head) =>
        head.Contains("opengis.net/gml", StringComparison.Ordinal) ? FileFormat.Gml
        : head.Contains("<kml", StringComparison.Ordinal) ? FileFormat.Kml
        : head.Contains("FeatureCollection", StringComparison.Ordinal) || head.Contains("<!DOCTYPE", StringComparison.Ordinal) ? FileFormat.Gml : null;

    private static bool IsVct(string[] lines) => lines[0].Equals("HeadBegin", StringComparison.OrdinalIgnoreCase) || lines[0].Equals("CommentBegin", StringComparison.OrdinalIgnoreCase);

    private static bool IsDxf(string[] lines)
    {
        var first = lines.Length > 2 && lines[0] == "999" ? 2 : 0;
        return lines.Length > first + 1 && lines[first] == "0" && lines[first + 1].Equals("SECTION", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsHexWkb(string line) => line.Length >= 18 && line[0] == '0' && line[1] is '0' or '1' && line.All(char.IsAsciiHexDigit);

    /// <summary>A header that names coordinate columns, whatever stands between its cells.</summary>
    private static bool IsCsv(string line)
    {
        foreach (var delimiter in ",\t;|，")
        {
            try
            {
                using var text = new StringReader(line);
                if (new CsvRows(text, delimiter, HeadSize).Read().FirstOrDefault() is { } row && (row.Cells.Count > 1 || delimiter == ',') && CsvColumns.Of(row) is not null)
                {
                    return true;
                }
            }
            catch (FormatFault)
            {
                // The answer "not cut by this character".
            }
        }

        return false;
    }
}
