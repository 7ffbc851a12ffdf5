using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Guotu.Kernel.Labels;

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
        if (SecrecyMark.IsInName(name))
        {
            return true;
        }

        content.Position = 0;
        return !kind.IsArchive && kind != FileKind.Jpeg && kind != FileKind.Png ? TextIsMarked(content) : kind.IsArchive && ArchiveIsMarked(content);
    }

    private static bool ArchiveIsMarked(Stream content)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (archive.Entries.Any(e => SecrecyMark.IsInName(e.FullName)))
        {
            return true;
        }

        foreach (var part in TextParts)
        {
            if (archive.GetEntry(part) is { } entry)
            {
                using var stream = entry.Open();
                if (SecrecyMark.IsIn(Tags().Replace(Encoding.UTF8.GetString(Read(stream)), string.Empty)))
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
        return SecrecyMark.IsIn(Encoding.UTF8.GetString(bytes))
            || SecrecyMark.IsIn(Encoding.GetEncoding("GB18030").GetString(bytes))
            || SecrecyMark.IsIn(Encoding.BigEndianUnicode.GetString(bytes))
            || SecrecyMark.IsIn(Encoding.Unicode.GetString(bytes));
    }

    private static byte[] Read(Stream content)
    {
        var buffer = new byte[Probe];
        var length = content.ReadAtLeast(buffer, Probe, throwOnEndOfStream: false);
        return buffer[..length];
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();
}
