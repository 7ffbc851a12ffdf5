using System.Text.RegularExpressions;

namespace Guotu.Kernel.Labels;

/// <summary>
/// The mark of state secrets (密级标志: 绝密、机密、秘密 with ★ or a term) in words and in names of files. What carries one does not come into this network.
/// </summary>
public static partial class SecrecyMark
{
    /// <summary>In running text: level, star, and a term or nothing.</summary>
    public static bool IsIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('密', StringComparison.Ordinal) && Mark().IsMatch(text);
    }

    /// <summary>In a name, where the level in brackets, at the beginning or after a dash is enough.</summary>
    public static bool IsInName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains('密', StringComparison.Ordinal) && (Mark().IsMatch(name) || NameMark().IsMatch(name));
    }

    [GeneratedRegex(@"(绝\s*密|机\s*密|秘\s*密)\s*(★|☆|\*\s*\d+\s*年|★\s*\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"[\[(【(〔](绝密|机密|秘密)[\])】)〕]|^(绝密|机密|秘密)(?!级?钥)|[-_](绝密|机密|秘密)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NameMark();
}
