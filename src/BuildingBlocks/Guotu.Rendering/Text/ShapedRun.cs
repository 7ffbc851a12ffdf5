using System.Text;
using Guotu.Rendering.Model;

namespace Guotu.Rendering.Text;

/// <summary>A run as pango shaped it, before the line is aligned; lengths in millimetres.</summary>
internal sealed class ShapedRun(TextStyle style, FontFace face, string text, bool rightToLeft)
{
    internal TextStyle Style { get; } = style;

    internal FontFace Face { get; } = face;

    internal string Text { get; } = text;

    internal bool RightToLeft { get; } = rightToLeft;

    internal List<ShapedCluster> Clusters { get; } = [];

    internal double Width => Clusters.Sum(c => c.Advance);

    /// <summary>Clusters in the order of the text: a right-to-left run is shaped in the order it is seen.</summary>
    internal IReadOnlyList<GlyphCluster> TextClusters()
    {
        var clusters = Clusters.Select(c => new GlyphCluster(c.TextLength, c.Glyphs.Count)).ToList();
        if (RightToLeft)
            clusters.Reverse();
        return clusters;
    }
}

/// <summary>Glyphs that belong together, with the characters they stand for.</summary>
internal sealed record ShapedCluster(string Text, IReadOnlyList<Glyph> Glyphs, double Advance)
{
    internal int TextLength => Text.Length;

    /// <summary>True for letters, digits and signs that form words in Latin script: words are not pulled apart.</summary>
    internal bool IsWordPart => Text.Length > 0 && Text[0] < 0x2E80 && !Rune.IsWhiteSpace(Rune.GetRuneAt(Text, 0));
}
