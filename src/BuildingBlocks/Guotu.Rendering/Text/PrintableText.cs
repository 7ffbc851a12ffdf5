using System.Globalization;
using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Rendering.Text;

/// <summary>
/// The rule on characters of a document (可印字符): every one is a whole code point that shows. Controls, direction marks, half
/// surrogates and the mark of lost characters are refused, because a paper that reads otherwise than its data is a false
/// paper. Characters are counted by code point, as GB 18030 counts them, never by UTF-16 unit.
/// </summary>
internal static class PrintableText
{
    private const int QuotedCodePoints = 24;

    /// <summary>The text with unprintable characters left out; each of them is added to the refusals.</summary>
    internal static string Check(string text, ICollection<Error> refusals)
    {
        var kept = new StringBuilder(text.Length);
        var bad = new List<(int Position, int CodePoint)>();
        var position = 0;
        for (var at = 0; at < text.Length;)
        {
            position++;
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var isBreak = whole && rune.Value is '\n' or '\r' or '\t';
            if (whole && (isBreak || Shows(rune)))
                kept.Append(rune.Value switch { '\r' => string.Empty, '\t' => " ", _ => rune.ToString() });
            else
                bad.Add((position, whole ? rune.Value : text[at]));
            at += whole ? rune.Utf16SequenceLength : 1;
        }

        var clean = kept.ToString();
        foreach (var (where, codePoint) in bad)
        {
            refusals.Add(new Error(
                RenderingErrors.UnprintableCharacter, ("text", Quote(clean)), ("position", where), ("codePoint", Name(codePoint))));
        }

        return clean;
    }

    /// <summary>The form in which standards name a character: <c>U+</c> and at least four hex digits.</summary>
    internal static string Name(int codePoint) => "U+" + codePoint.ToString("X4", CultureInfo.InvariantCulture);

    /// <summary>The beginning of a text, cut between code points, for messages.</summary>
    internal static string Quote(string text)
    {
        var runes = text.EnumerateRunes().Take(QuotedCodePoints + 1).ToList();
        var head = string.Concat(runes.Take(QuotedCodePoints).Select(r => r.Value == '\n' ? " " : r.ToString()));
        return runes.Count > QuotedCodePoints ? head + "…" : head;
    }

    internal static int CountCodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    /// <summary>U+FFFD shows, but stands for a character that was lost in decoding (乱码).</summary>
    private static bool Shows(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
