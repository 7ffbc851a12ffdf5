using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Guotu.Approval.StageFile;

/// <summary>
/// A file that carries a secrecy mark (密级标志: 绝密、机密、秘密 with ★ or a term) does not come into this network. Looked for in the
/// name and in readable text: text files, the text parts of office files, uncompressed text of PDF and of files of figures. It cannot see into images.
/// </summary>
internal static partial class SecretMarkMustNotComeIn
{
    private const int Probe = 4 << 20;
    private static readonly string[] TextParts = ["word/document.xml", "word/header1.xml", "word/header2.xml", "xl/sharedStrings.xml", "OFD.xml"];

    static SecretMarkMustNotComeIn() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static bool IsMarked(string name, FileKind kind, Stream content)
    {
        if (Mark().IsMatch(name) || NameMark().IsMatch(name))
        {
            return true;
        }

        content.Position = 0;
        return !kind.IsArchive && kind != FileKind.Jpeg && kind != FileKind.Png ? TextIsMarked(content) : kind.IsArchive && ArchiveIsMarked(content);
    }

    private static bool ArchiveIsMarked(Stream content)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Any(e => Mark().IsMatch(e.FullName) || NameMark().IsMatch(e.FullName)))
        {
            return true;
        }

        foreach (var part in TextParts)
        {
            if (archive.GetEntry(part) is { } entry)
            {
                using var stream = entry.Open();
                if (Mark().IsMatch(Tags().Replace(Encoding.UTF8.GetString(Read(stream)), string.Empty)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool TextIsMarked(Stream content)
    {
        var bytes = Read(content);
        return Mark().IsMatch(Encoding.UTF8.GetString(bytes))
            || Mark().IsMatch(Encoding.GetEncoding("GB18030").GetString(bytes))
            || Mark().IsMatch(Encoding.BigEndianUnicode.GetString(bytes))
            || Mark().IsMatch(Encoding.Unicode.GetString(bytes));
    }

    private static byte[] Read(Stream content)
    {
        var buffer = new byte[Probe];
        var length = content.ReadAtLeast(buffer, Probe, throwOnEndOfStream: false);
        return buffer[..length];
    }

    /// <summary>The mark of 国家秘密 as it stands on papers: level, star, and a term or nothing.</summary>
    [GeneratedRegex(@"(绝\s*密|机\s*密|秘\s*密)\s*(★|☆|\*\s*\d+\s*年|★\s*\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"[\[(【(〔](绝密|机密|秘密)[\])】)〕]|^(绝密|机密|秘密)(?!级?钥)|[-_](绝密|机密|秘密)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NameMark();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
