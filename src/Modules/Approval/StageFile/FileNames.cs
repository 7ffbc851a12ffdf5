using System.Globalization;
using System.Text;
using Guotu.Approval.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Approval.StageFile;

/// <summary>A file's name is kept for people only and never becomes a path (文件名): files are stored by digest.</summary>
internal static class FileNames
{
    private const int Longest = 200;

    public static Result<string> Check(string? given)
    {
        var name = (given ?? string.Empty).Trim();
        var wrong = name.Length is 0 or > Longest
            || name is "." or ".."
            || name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0
            || name.EnumerateRunes().Any(r => Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format);
        return wrong ? new Error(ApprovalErrors.FileNameRefused) { Field = "file" } : name;
    }

    /// <summary>A hostile name as it may be shown in a message: without control characters, shortened.</summary>
    public static string Shown(string name)
    {
        var clean = new string(name.Where(c => !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format).ToArray());
        return clean.Length <= 80 ? clean : clean[..80] + "…";
    }
}
