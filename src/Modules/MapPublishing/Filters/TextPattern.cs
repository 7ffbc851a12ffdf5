using System.Text;

namespace Guotu.MapPublishing.Filters;

/// <summary>A pattern of LIKE. Matching takes the product of both lengths at most, whatever the pattern.</summary>
internal sealed class TextPattern
{
    private const int Longest = 500;
    private static readonly Rune AnyText = new(0xE000);
    private static readonly Rune AnyOne = new(0xE001);
    private readonly Rune[] _pattern;
    private readonly bool _ignoreCase;

    private TextPattern(Rune[] pattern, bool ignoreCase) => (_pattern, _ignoreCase) = (pattern, ignoreCase);

    /// <summary>Reads a pattern written with the given signs.</summary>
    public static TextPattern Read(string text, PatternSigns signs)
    {
        if (text.Length > Longest)
        {
            throw new FilterFault($"LIKE 的样式超过 {Longest} 字");
        }

        var runes = new List<Rune>();
        var escaped = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var sign = escaped || rune.Value > char.MaxValue ? '\0' : (char)rune.Value;
            if (sign == signs.Escape && sign != '\0')
            {
                escaped = true;
                continue;
            }

            runes.Add(sign == signs.AnyText && sign != '\0' ? AnyText : sign == signs.AnyOne && sign != '\0' ? AnyOne : signs.IgnoreCase ? Rune.ToLowerInvariant(rune) : rune);
            escaped = false;
        }

        return new TextPattern([.. runes], signs.IgnoreCase);
    }

    public bool Matches(string text)
    {
        var value = text.EnumerateRunes().Select(r => _ignoreCase ? Rune.ToLowerInvariant(r) : r).ToArray();
        var (at, place, star, mark) = (0, 0, -1, 0);
        while (at < value.Length)
        {
            if (place < _pattern.Length && (_pattern[place] == AnyOne || (_pattern[place] == value[at] && _pattern[place] != AnyText)))
            {
                (at, place) = (at + 1, place + 1);
            }
            else if (place < _pattern.Length && _pattern[place] == AnyText)
            {
                (star, mark) = (place++, at);
            }
            else if (star >= 0)
            {
                (place, at) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        while (place < _pattern.Length && _pattern[place] == AnyText)
        {
            place++;
        }

        return place == _pattern.Length;
    }
}

/// <summary>Signs that a pattern is written with.</summary>
internal sealed record PatternSigns(char AnyText, char AnyOne, char Escape, bool IgnoreCase)
{
    public static readonly PatternSigns Cql2 = new('%', '_', '\\', IgnoreCase: false);
}
