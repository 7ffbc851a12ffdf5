using System.IO.Compression;
using Guotu.Approval.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Approval.StageFile;

/// <summary>
/// An archive unpacks to a bounded size, holds no name that leads out of it, no entry that cannot be read (压缩包检查).
/// Sizes are counted while unpacking: what the directory of the archive says is not believed.
/// </summary>
internal static class ArchiveMustBeHarmless
{
    private const long LargestMiB = 500;
    private const int MostEntries = 2000;

    /// <summary>The kind of the container, or why it is refused.</summary>
    public static async Task<Result<FileKind>> CheckAsync(Stream content, string name, CancellationToken ct)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > MostEntries)
            {
                return TooLarge(name);
            }

            var left = LargestMiB << 20;
            foreach (var entry in archive.Entries)
            {
                if (IsUnsafe(entry.FullName))
                {
                    return new Error(ApprovalErrors.ArchiveNameUnsafe, ("name", name), ("entry", FileNames.Shown(entry.FullName)));
                }

                left -= await UnpackedAsync(entry, left, ct);
                if (left < 0)
                {
                    return TooLarge(name);
                }
            }

            return KindOf(archive);
        }
        catch (InvalidDataException)
        {
            return new Error(ApprovalErrors.ArchiveUnreadable, ("name", name));
        }
        catch (NotSupportedException)
        {
            return new Error(ApprovalErrors.ArchiveUnreadable, ("name", name));
        }
    }

    private static Error TooLarge(string name) =>
        new(ApprovalErrors.ArchiveTooLarge, ("name", name), ("limit", LargestMiB), ("count", MostEntries));

    private static bool IsUnsafe(string name) =>
        name.Length == 0
        || name.StartsWith('/')
        || name.StartsWith('\\')
        || name.Contains(':', StringComparison.Ordinal)
        || name.Any(char.IsControl)
        || name.Split('/', '\\').Contains("..");

    private static async Task<long> UnpackedAsync(ZipArchiveEntry entry, long limit, CancellationToken ct)
    {
        var buffer = new byte[64 * 1024];
        await using var stream = entry.Open();
        long total = 0;
        for (int read; total <= limit && (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            total += read;
        }

        return total;
    }

    private static FileKind KindOf(ZipArchive archive)
    {
        bool Has(string name) => archive.GetEntry(name) is not null;
        return Has("word/document.xml") ? FileKind.Docx
            : Has("xl/workbook.xml") ? FileKind.Xlsx
            : Has("OFD.xml") ? FileKind.Ofd
            : FileKind.Zip;
    }
}
