using System.Collections.Frozen;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>
/// Password policy (口令策略), GB/T 22239 8.1.4.1 a: at least ten characters, three of four classes, not the account name, not a common
/// one, none of the last five, at most 90 days old.
/// </summary>
public static class PasswordPolicy
{
    public const int LeastLength = 10;
    public const int MostLength = 128;
    public const int Remembered = 5;
    public static readonly TimeSpan LongestAge = TimeSpan.FromDays(90);

    private static readonly FrozenSet<string> Common = LoadCommon();

    public static Error? Breach(string password, string account)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(account);
        var reason = password.EnumerateRunes().Count() is var length && length < LeastLength ? $"至少 {LeastLength} 个字符"
            : length > MostLength ? $"最多 {MostLength} 个字符"
            : Classes(password) < 3 ? "大写、小写、数字、符号至少要有三类"
            : password.Contains(account, StringComparison.OrdinalIgnoreCase) ? "不能含登录名"
            : Common.Contains(Skeleton(password)) ? "太常见"
            : null;
        return reason is null ? null : new Error(IdentityErrors.PasswordTooWeak, ("reason", reason)) { Field = "newPassword" };
    }

    private static int Classes(string password) =>
        (password.Any(char.IsAsciiLetterUpper) ? 1 : 0)
        + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
        + (password.Any(char.IsDigit) ? 1 : 0)
        + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);

    /// <summary>The letters that are left without case, without a tail of digits and marks, and with the usual swaps undone: P@ssw0rd2026 is password.</summary>
    private static string Skeleton(string password)
    {
        var word = password.ToLowerInvariant().TrimEnd("0123456789!@#$%^&*()-_=+.".ToCharArray());
        var letters = word.Select(c => c switch { '@' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '$' or '5' => 's', _ => c });
        return new string(letters.Where(char.IsAsciiLetter).ToArray());
    }

    private static FrozenSet<string> LoadCommon()
    {
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream("passwords/common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(Skeleton)
            .Where(s => s.Length > 0)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
