using System.Collections.Frozen;

namespace Guotu.Identity.Domain;

/// <summary>口令长度: neither too short nor longer than is worth hashing.</summary>
public static class PasswordIsLongEnough
{
    public static string? Breach(string password, PasswordPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(policy);
        var length = password.EnumerateRunes().Count();
        return length < policy.LeastLength ? $"至少 {policy.LeastLength} 个字符"
            : length > PasswordPolicy.MostLength ? $"最多 {PasswordPolicy.MostLength} 个字符"
            : null;
    }
}

/// <summary>字符种类: capital letters, small letters, digits, marks; whatever is no ASCII letter or digit is a mark.</summary>
public static class PasswordMixesClasses
{
    public static string? Breach(string password, PasswordPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(policy);
        var classes = (password.Any(char.IsAsciiLetterUpper) ? 1 : 0)
            + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
            + (password.Any(char.IsAsciiDigit) ? 1 : 0)
            + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);
        return classes < policy.LeastClasses ? $"大写、小写、数字、符号至少要有{(policy.LeastClasses == 4 ? "四" : "三")}类" : null;
    }
}

/// <summary>不含登录名, read forwards or backwards, in capital or small letters.</summary>
public static class PasswordHoldsNoAccountName
{
    public static string? Breach(string password, string account)
    {
        ArgumentNullException.ThrowIfNull(password);
        ArgumentNullException.ThrowIfNull(account);
        var backwards = string.Concat(account.Reverse());
        return account.Length > 0 && (password.Contains(account, StringComparison.OrdinalIgnoreCase) || password.Contains(backwards, StringComparison.OrdinalIgnoreCase))
            ? "不能含登录名,倒着写也不行"
            : null;
    }
}

/// <summary>字符不单调: a long row of the same few characters is short.</summary>
public static class PasswordVaries
{
    private const int LeastDifferent = 6;

    public static string? Breach(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return password.EnumerateRunes().Distinct().Count() < LeastDifferent ? $"至少要有 {LeastDifferent} 个不同的字符" : null;
    }
}

/// <summary>不是常见口令: none of the list beside the program, also not with the usual swaps and a tail of digits and marks.</summary>
public static class PasswordIsNotCommon
{
    private const string Tail = "0123456789!@#$%^&*()-_=+.";
    private static readonly FrozenSet<string> Words = Load(Skeleton);
    private static readonly FrozenSet<string> Whole = Load(w => w.ToLowerInvariant());

    public static string? Breach(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return Whole.Contains(password.ToLowerInvariant()) || Words.Contains(Skeleton(password)) ? "太常见" : null;
    }

    /// <summary>The letters that are left without case, without a tail of digits and marks, and with the usual swaps undone: P@ssw0rd2026 is password.</summary>
    private static string Skeleton(string password)
    {
        var word = password.ToLowerInvariant().TrimEnd(Tail.ToCharArray());
        var letters = word.Select(c => c switch { '@' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '$' or '5' => 's', _ => c });
        return new string(letters.Where(char.IsLetter).ToArray());
    }

    private static FrozenSet<string> Load(Func<string, string> form)
    {
        using var stream = typeof(PasswordIsNotCommon).Assembly.GetManifestResourceStream("passwords/common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(form)
            .Where(s => s.Length > 0)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
