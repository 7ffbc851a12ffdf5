using System.Globalization;
using System.IO.Compression;
using System.Text;
using Guotu.Geo.Formats.Text;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Archives;

/// <summary>
/// Unpacks a zip into a folder under limits that hold against bombs: count of entries, unpacked size measured while unpacking, ratio,
/// and names that stay inside the folder. Nothing is believed of what the archive says of its own sizes.
/// </summary>
internal static class ArchiveContent
{
    private const int FreeBytes = 1 << 20;

    public static async Task<Result> UnpackAsync(string path, WorkFolder folder, ReadLimits limits, CancellationToken ct)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, new ZipNames());
            if (zip.Entries.Count > limits.MaxArchiveEntries)
            {
                return Refused($"有 {zip.Entries.Count} 个文件,超过 {limits.MaxArchiveEntries} 个");
            }

            var left = limits.MaxBytes;
            foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0))
            {
                if (Place(folder, entry.FullName) is not { } place)
                {
                    return Refused($"文件名“{Shown(entry.FullName)}”指向压缩包之外,或重复");
                }

                var unpacked = await UnpackAsync(entry, place, Math.Min(left, AllowedBytes(entry, limits)), ct);
                if (unpacked < 0)
                {
                    return Refused($"“{Shown(entry.FullName)}”展开后过大");
                }

                left -= unpacked;
            }

            return Result.Done;
        }
        catch (InvalidDataException fault)
        {
            return Refused("压缩包损坏或已加密:" + fault.GetType().Name);
        }
        catch (NotSupportedException)
        {
            return Refused("压缩方法不支持");
        }
    }

    private static long AllowedBytes(ZipArchiveEntry entry, ReadLimits limits) => FreeBytes + (entry.CompressedLength * limits.MaxArchiveRatio);

    private static async Task<long> UnpackAsync(ZipArchiveEntry entry, string place, long allowed, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        await using var from = entry.Open();
        await using var to = new FileStream(place, FileMode.CreateNew);
        var (buffer, total) = (new byte[1 << 16], 0L);
        for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
        {
            total += read;
            if (total > allowed)
            {
                return -1;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return total;
    }

    /// <summary>Where an entry goes; null where its name leads out of the folder, is no name, or came already.</summary>
    private static string? Place(WorkFolder folder, string name)
    {
        var parts = name.Replace('\\', '/').Split('/');
        if (parts.Any(p => p.Length is 0 or > 200 || p is "." or ".." || p.Any(char.IsControl) || p.Contains(':', StringComparison.Ordinal)) || parts.Length > 16)
        {
            return null;
        }

        var place = Path.GetFullPath(Path.Combine([folder.Path, .. parts]));
        return place.StartsWith(folder.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.Exists(place) ? place : null;
    }

    private static string Shown(string name) => new([.. name.Take(60).Where(c => !char.IsControl(c))]);

    private static Error Refused(string reason) => new(FormatErrors.ArchiveRefused, ("reason", string.Create(CultureInfo.InvariantCulture, $"{reason}")));

    /// <summary>Names without the UTF-8 flag are UTF-8 where they are so strictly, else GB18030 as Windows here writes them.</summary>
    private sealed class ZipNames : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => EncodingFinding.Utf8.GetByteCount(chars, index, count);

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
            EncodingFinding.Utf8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

        public override int GetCharCount(byte[] bytes, int index, int count) => Text(bytes, index, count).Length;

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
        {
            var text = Text(bytes, byteIndex, byteCount);
            text.CopyTo(0, chars, charIndex, text.Length);
            return text.Length;
        }

        public override int GetMaxByteCount(int charCount) => EncodingFinding.Utf8.GetMaxByteCount(charCount);

        public override int GetMaxCharCount(int byteCount) => byteCount + 1;

        private static string Text(byte[] bytes, int index, int count)
        {
            try
            {
                return EncodingFinding.Utf8.GetString(bytes, index, count);
            }
            catch (DecoderFallbackException)
            {
                return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes, index, count);
            }
        }
    }
}
