using Guotu.Rendering.Model;

namespace Guotu.Rendering.Text;

/// <summary>
/// Places the runs of one line: alignment, and justification by an equal gap between characters, as Chinese is set.
/// pango's own justification puts all the room into the few spaces of a mixed line.
/// </summary>
internal static class LineAssembler
{
    /// <summary>Share of the em square above the baseline in Chinese type; used for every font, so that fallbacks keep the line.</summary>
    private const double EmAscent = 0.88;

    internal static TextLine Assemble(LineDraft line, ParagraphStyle style, double pitch, double largestSize)
    {
        var natural = line.Runs.Sum(r => r.Width);
        var room = line.Width - natural;
        var start = style.Alignment switch
        {
            TextAlignment.Centre => Math.Max(0, room / 2),
            TextAlignment.Right => Math.Max(0, room),
            _ => line.Indent,
        };
        var gap = style.Alignment == TextAlignment.Justified && !line.EndsParagraph ? GapOf(line, room - line.Indent) : 0;
        var baseline = ((pitch - largestSize) / 2) + (EmAscent * largestSize);
        var runs = Place(line, new PointMm(start, baseline), gap);
        return new TextLine(natural, pitch, runs);
    }

    private static List<GlyphRun> Place(LineDraft line, PointMm origin, double gap)
    {
        var runs = new List<GlyphRun>(line.Runs.Count);
        var pen = origin.X;
        ShapedCluster? previous = null;
        foreach (var run in line.Runs)
        {
            var begin = pen;
            var glyphs = new List<Glyph>();
            foreach (var cluster in run.Clusters)
            {
                if (gap > 0 && previous is not null && MayPart(previous, cluster))
                    pen += gap;
                glyphs.AddRange(cluster.Glyphs.Select(g => new Glyph(g.Index, pen - begin + g.X, g.Y)));
                pen += cluster.Advance;
                previous = cluster;
            }

            runs.Add(new GlyphRun(run.Face, run.Style.Size, run.Style.Colour, new PointMm(begin, origin.Y))
            {
                Text = run.Text,
                Glyphs = glyphs,
                Clusters = run.TextClusters(),
                RightToLeft = run.RightToLeft,
            });
        }

        return runs;
    }

    private static double GapOf(LineDraft line, double room)
    {
        if (room <= 0 || line.Runs.Any(r => r.RightToLeft))
            return 0;
        var clusters = line.Runs.SelectMany(r => r.Clusters).ToList();
        var gaps = clusters.Zip(clusters.Skip(1)).Count(pair => MayPart(pair.First, pair.Second));
        return gaps == 0 ? 0 : room / gaps;
    }

    private static bool MayPart(ShapedCluster left, ShapedCluster right) => !(left.IsWordPart && right.IsWordPart);
}

/// <summary>A broken line before it is aligned; lengths in millimetres.</summary>
internal sealed record LineDraft(IReadOnlyList<ShapedRun> Runs, double Width, double Indent, bool EndsParagraph);
