using Guotu.Kernel.Results;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Maps;

/// <summary>Words whose place is given, such as those of a legend.</summary>
internal static class FixedWords
{
    public static Result<IReadOnlyList<GlyphRun>> Lay(IReadOnlyList<(string Text, double X, double Y, TextSymbolizer Look)> words)
    {
        var (runs, refusals) = (new List<GlyphRun>(), new List<Error>());
        if (words.Count == 0)
        {
            return runs;
        }

        using var layouter = new TextLayouter(FontStack.Office, refusals);
        foreach (var (text, x, y, look) in words)
        {
            var line = layouter.LaySingle(text, new TextStyle(FontRole.Hei, look.Size / TypeSize.MillimetresPerPoint) { Colour = look.Colour });
            if (refusals.Count > 0)
            {
                return refusals[0];
            }

            runs.AddRange(line.Runs.Select(r => r with { Origin = r.Origin + new PointMm(x, y) }));
        }

        return runs;
    }
}
