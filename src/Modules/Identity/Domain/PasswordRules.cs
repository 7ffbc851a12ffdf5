using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Guotu.Identity.Domain;

/// <summary>口令长度: neither too short nor longer than is worth hashing.</summary>
public static class PasswordIsLongEnough
{
    public static string? Breach(ReadOnlySpan<char> password, PasswordPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var length = 0;
        foreach (var _ in password.EnumerateRunes())
        {
            length++;
        }

        return length < policy.LeastLength ? $"至少 {policy.LeastLength} 个字符"
            : length > PasswordPolicy.MostLength ? $"最多 {PasswordPolicy.MostLength} 个字符"
            : null;
    }
}

/// <summary>字符种类: capital letters, small letters, digits, marks; whatever is no ASCII letter or digit is a mark.</summary>
public static class PasswordMixesClasses
{
    public static string? Breach(ReadOnlySpan<char> password, PasswordPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var (upper, lower, digit, mark) = (0, 0, 0, 0);
        foreach (var c in password)
        {
            upper |= char.IsAsciiLetterUpper(c) ? 1 : 0;
            lower |= char.IsAsciiLetterLower(c) ? 1 : 0;
            digit |= char.IsAsciiDigit(c) ? 1 : 0;
            mark |= char.IsAsciiLetterOrDigit(c) ? 0 : 1;
        }

        var classes = upper + lower + digit + mark;
        return classes < policy.LeastClasses ? $"大写、小写、数字、符号至少要有{(policy.LeastClasses == 4 ? "四" : "三")}类" : null;
    }
}

/// <summary>不含登录名, read forwards or backwards, in capital or small letters.</summary>
public static class PasswordHoldsNoAccountName
{
    public static string? Breach(ReadOnlySpan<char> password, string account)
    {
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

    public static string? Breach(ReadOnlySpan<char> password)
    {
        var different = new HashSet<Rune>();
        foreach (var rune in password.EnumerateRunes())
        {
            different.Add(rune);
        }

        return different.Count < LeastDifferent ? $"至少要有 {LeastDifferent} 个不同的字符" : null;
    }
}

/// <summary>不是常见口令: none of the list beside the program, also not with the usual swaps and a tail of digits and marks.</summary>
public static class PasswordIsNotCommon
{
    private const string Tail = "0123456789!@#$%^&*()-_=+.";
    private static readonly FrozenDictionary<int, string[]> Words = Load(Skeleton);
    private static readonly FrozenDictionary<int, string[]> Whole = Load(Lowered);

    public static string? Breach(ReadOnlySpan<char> password)
    {
        var form = GC.AllocateArray<char>(password.Length, pinned: true);
        var isCommon = IsIn(Whole, form.AsSpan(0, Lowered(password, form))) || IsIn(Words, form.AsSpan(0, Skeleton(password, form)));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(form.AsSpan()));
        return isCommon ? "太常见" : null;
    }

    private static bool IsIn(FrozenDictionary<int, string[]> words, ReadOnlySpan<char> form)
    {
        foreach (var word in words.GetValueOrDefault(form.Length) ?? [])
        {
            if (form.Equals(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static int Lowered(ReadOnlySpan<char> password, Span<char> form) => password.ToLowerInvariant(form);

    /// <summary>The letters that are left without case, without a tail of digits and marks, and with the usual swaps undone: P@ssw0rd2026 is password.</summary>
    private static int Skeleton(ReadOnlySpan<char> password, Span<char> form)
    {
        var (length, count) = (password.TrimEnd(Tail).Length, 0);
        password[..length].ToLowerInvariant(form);
        foreach (var c in form[..length])
        {
            var letter = c switch { '@' => 'a', '0' => 'o', '1' or '!' => 'i', '3' => 'e', '$' or '5' => 's', _ => c };
            if (char.IsLetter(letter))
            {
                form[count++] = letter;
            }
        }

        return count;
    }

    private static FrozenDictionary<int, string[]> Load(Forming form)
    {
        using var stream = typeof(PasswordIsNotCommon).Assembly.GetManifestResourceStream("passwords/common-passwords.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(l => !l.StartsWith('#'))
            .Select(l =>
            {
                var chars = new char[l.Length];
                return new string(chars, 0, form(l, chars));
            })
            .Where(s => s.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .GroupBy(s => s.Length)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    /// <summary>Writes a form of a word over as many characters and answers how many it has.</summary>
    private delegate int Forming(ReadOnlySpan<char> word, Span<char> form);
}
