using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.CoordinateText;

/// <summary>Text of a file with the encoding it was found to be in, and why.</summary>
internal sealed record DecodedText(string Text, string Encoding, string Reason);

/// <summary>Finds the encoding (编码识别): byte order mark, else strict UTF-8, else strict GB18030, else refusal. Never a replacement character.</summary>
internal static class TextDecoding
{
    private static readonly (byte[] Magic, string Kind)[] KnownBinaries =
    [
        ("PK"u8.ToArray(), "压缩包或 Office 文档"), ("Rar!"u8.ToArray(), "RAR 压缩包"), ("7z"u8.ToArray(), "7z 压缩包"),
        ([0x1F, 0x8B], "GZIP 压缩包"), ("%PDF"u8.ToArray(), "PDF 文档"), ([0xD0, 0xCF, 0x11, 0xE0], "旧版 Office 文档"),
        ("AC10"u8.ToArray(), "DWG 图形"), ([0x00, 0x00, 0x27, 0x0A], "Shapefile"), ([0x89, 0x50, 0x4E, 0x47], "PNG 图片"),
        ([0xFF, 0xD8, 0xFF], "JPEG 图片"), ("SQLite format 3"u8.ToArray(), "数据库文件"),
    ];

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictGb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static Result<DecodedText> Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var (magic, kind) in KnownBinaries)
        {
            // "PK" and "7z" could begin a text only by accident: the byte after them decides.
            if (bytes.StartsWith(magic) && (magic.Length > 2 || (bytes.Length > 2 && bytes[2] < 0x20) || magic[0] > 0x7F || bytes.Length > 2 && bytes[2] > 0x7F))
            {
                return new Error(GeoErrors.NotText, ("kind", kind));
            }
        }

        if (ByMark(bytes) is { } marked)
        {
            return marked;
        }

        if (bytes.IndexOfAnyInRange((byte)0, (byte)8) >= 0)
        {
            return new Error(GeoErrors.NotText, ("kind", "二进制数据"));
        }

        if (TryDecode(StrictUtf8, bytes) is { } utf8)
        {
            var ascii = !bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F);
            return new DecodedText(utf8, "UTF-8", ascii ? "全部是 ASCII 字符" : "没有字节序标记,全部内容符合 UTF-8");
        }

        return TryDecode(StrictGb18030, bytes) is { } chinese
            ? new DecodedText(chinese, "GB18030", "不符合 UTF-8,全部内容符合 GB18030(含 GBK)")
            : new Error(GeoErrors.EncodingUnknown) { Line = BadLine(bytes) };
    }

    private static Result<DecodedText>? ByMark(ReadOnlySpan<byte> bytes)
    {
        var (encoding, skip, name) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (StrictUtf8, 3, "UTF-8 BOM"),
            [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2, "UTF-16"),
            [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2, "UTF-16"),
            _ => (null, 0, string.Empty),
        };
        if (encoding is null)
        {
            return null;
        }

        return TryDecode(encoding, bytes[skip..]) is { } text && !text.Contains('\0', StringComparison.Ordinal)
            ? new DecodedText(text, name, "文件开头有字节序标记")
            : new Error(GeoErrors.EncodingUnknown) { Line = BadLine(bytes[skip..]) };
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null; // the answer "not this encoding"; the caller tries the next or refuses
        }
    }

    private static int BadLine(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        foreach (var row in bytes.Split())
        {
            if (TryDecode(StrictGb18030, row) is null)
            {
                return line;
            }

            line++;
        }

        return 1;
    }

    private static List<byte[]> Split(this ReadOnlySpan<byte> bytes)
    {
        var rows = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            rows.Add(bytes[..(end < 0 ? bytes.Length : end)].ToArray());
            bytes = end < 0 ? default : bytes[(end + 1)..];
        }

        return rows;
    }
}
