using System.Text;

namespace Guotu.Approval.StageFile;

/// <summary>What a file is by its content (文件类型): names and endings are not believed.</summary>
/// <param name="ShortName">As matters list it, such as <c>pdf</c>.</param>
/// <param name="MediaType">Media type.</param>
public sealed record FileKind(string ShortName, string MediaType)
{
    public static readonly FileKind Pdf = new("pdf", "application/pdf");
    public static readonly FileKind Jpeg = new("jpg", "image/jpeg");
    public static readonly FileKind Png = new("png", "image/png");
    public static readonly FileKind Docx = new("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    public static readonly FileKind Xlsx = new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    public static readonly FileKind Ofd = new("ofd", "application/ofd");
    public static readonly FileKind Zip = new("zip", "application/zip");
    public static readonly FileKind Text = new("txt", "text/plain");
    public static readonly FileKind GeoPackage = new("gpkg", "application/geopackage+sqlite3");
    public static readonly FileKind FlatGeobuf = new("fgb", "application/flatgeobuf");
    public static readonly FileKind Shape = new("shp", "application/vnd.shp");

    private const int TextProbe = 64 * 1024;

    public bool IsArchive => this == Zip || this == Docx || this == Xlsx || this == Ofd;

    /// <summary>Null for a content that is none of the kinds. A zip container is told apart by its entries in <see cref="ArchiveMustBeHarmless"/>.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8))
        {
            return Pdf;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Png;
        }

        if (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8))
        {
            return Zip;
        }

        return Figures(content) ?? (IsText(content) ? Text : null);
    }

    /// <summary>Files of figures that are no text: parcels come in them.</summary>
    private static FileKind? Figures(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("SQLite format 3\0"u8))
        {
            return content.Length > 72 && content.Slice(68, 2).SequenceEqual("GP"u8) ? GeoPackage : null;
        }

        return content.StartsWith("fgb\u0003"u8) ? FlatGeobuf : content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0x27, 0x0A]) ? Shape : null;
    }

    /// <summary>Text is what has no control bytes but line ends and tabs, or what begins with a UTF-16 mark.</summary>
    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.Unicode.Preamble) || content.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return true;
        }

        foreach (var b in content[..Math.Min(content.Length, TextProbe)])
        {
            if (b < 0x20 && b is not ((byte)'\n' or (byte)'\r' or (byte)'\t' or 0x0C or 0x1A))
            {
                return false;
            }
        }

        return true;
    }
}
