using System.Text;
using Guotu.Kernel.Results;

namespace Guotu.Rendering.Text;

/// <summary>A paragraph's characters as UTF-8 with the way back to UTF-16 and to the span of each byte.</summary>
internal sealed class SpannedText
{
    private readonly int[] _charAtByte;
    private readonly List<(int StartByte, int EndByte, TextStyle Style)> _spans = [];

    internal SpannedText(Paragraph paragraph, ICollection<Error> refusals)
    {
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var span in paragraph.Spans)
        {
            var clean = PrintableText.Check(span.Text, refusals);
            var length = Encoding.UTF8.GetByteCount(clean);
            if (length > 0)
                _spans.Add((bytes, bytes + length, span.Style));
            bytes += length;
            text.Append(clean);
        }

        Text = text.ToString();
        Utf8 = Encoding.UTF8.GetBytes(Text);
        _charAtByte = MapBytes(Text, Utf8.Length);
    }

    internal string Text { get; }

    internal byte[] Utf8 { get; }

    internal IReadOnlyList<(int StartByte, int EndByte, TextStyle Style)> Spans => _spans;

    internal TextStyle StyleAt(int byteOffset) => _spans.First(s => byteOffset < s.EndByte).Style;

    internal string Slice(int startByte, int endByte) => Text[_charAtByte[startByte].._charAtByte[endByte]];

    /// <summary>Place of the character that begins at the byte, counted in code points from 1.</summary>
    internal int PositionAt(int byteOffset) => PrintableText.CountCodePoints(Text.AsSpan(0, _charAtByte[byteOffset])) + 1;

    private static int[] MapBytes(string text, int byteCount)
    {
        var map = new int[byteCount + 1];
        var (at, chars) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf8SequenceLength; i++)
                map[at++] = chars;
            chars += rune.Utf16SequenceLength;
        }

        map[at] = chars;
        return map;
    }
}
