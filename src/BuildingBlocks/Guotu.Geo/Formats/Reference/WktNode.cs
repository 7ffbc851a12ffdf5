using System.Globalization;

namespace Guotu.Geo.Formats.Reference;

/// <summary>A keyword of a coordinate system text with what stands in its brackets.</summary>
internal sealed record WktNode(string Keyword, IReadOnlyList<string> Texts, IReadOnlyList<double> Numbers, IReadOnlyList<WktNode> Nodes)
{
    private const int Deepest = 16;
    private const int Longest = 64 * 1024;

    public string? FirstText => Texts.Count > 0 ? Texts[0] : null;

    public double? FirstNumber => Numbers.Count > 0 ? Numbers[0] : null;

    /// <summary>Null where the text is not of this form.</summary>
    public static WktNode? Parse(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var at = 0;
        var node = Read(text, ref at, 0);
        return node is not null && text.AsSpan(at).Trim().Trim('\0').IsEmpty ? node : null;
    }

    /// <summary>The first node below this one, at any depth, with the keyword.</summary>
    public WktNode? Child(string keyword) =>
        Nodes.FirstOrDefault(n => n.Keyword == keyword) ?? Nodes.Select(n => n.Child(keyword)).FirstOrDefault(n => n is not null);

    /// <summary>The same among this node's own, holding a text.</summary>
    public WktNode? Child(string keyword, string text) =>
        Nodes.FirstOrDefault(n => n.Keyword == keyword && (n.Texts.Contains(text) || n.Numbers.Any(v => v.ToString(CultureInfo.InvariantCulture) == text)));

    private static WktNode? Read(string text, ref int at, int depth)
    {
        var keyword = Word(text, ref at);
        if (keyword.Length == 0 || depth > Deepest || at >= text.Length || text[at] is not ('[' or '('))
        {
            return null;
        }

        var (texts, numbers, nodes) = (new List<string>(), new List<double>(), new List<WktNode>());
        do
        {
            at++;
            SkipSpace(text, ref at);
            if (at >= text.Length || !ReadItem(text, ref at, depth, texts, numbers, nodes))
            {
                return null;
            }

            SkipSpace(text, ref at);
        }
        while (at < text.Length && text[at] == ',');

        if (at >= text.Length || text[at] is not (']' or ')'))
        {
            return null;
        }

        at++;
        return new WktNode(keyword.ToUpperInvariant(), texts, numbers, nodes);
    }

    private static bool ReadItem(string text, ref int at, int depth, List<string> texts, List<double> numbers, List<WktNode> nodes)
    {
        if (text[at] == '"')
        {
            var end = text.IndexOf('"', at + 1);
            if (end < 0)
            {
                return false;
            }

            texts.Add(text[(at + 1)..end]);
            at = end + 1;
            return true;
        }

        var start = at;
        var word = Word(text, ref at);
        if (at < text.Length && text[at] is '[' or '(')
        {
            at = start;
            var node = Read(text, ref at, depth + 1);
            nodes.Add(node!);
            return node is not null;
        }

        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            numbers.Add(number);
        }
        else
        {
            texts.Add(word);
        }

        return word.Length > 0;
    }

    private static string Word(string text, ref int at)
    {
        SkipSpace(text, ref at);
        var start = at;
        while (at < text.Length && text[at] is not (',' or '[' or ']' or '(' or ')' or '"'))
        {
            at++;
        }

        return text[start..at].Trim();
    }

    private static void SkipSpace(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }
}
