using Guotu.Kernel.Results;
using Guotu.Rendering.Model;
using Guotu.Rendering.Text;

namespace Guotu.Rendering.Maps;

/// <summary>Places the labels of a map so that none lies on another (注记避让); the same labels give the same places.</summary>
internal static class LabelPlacing
{
    private const int MostTried = 4_000;
    private const double RoomShare = 1.5;

    /// <summary>The glyphs of the labels that found room, or the refusal of a character that no font has.</summary>
    public static Result<IReadOnlyList<GlyphRun>> Place(IReadOnlyList<MapLabel> labels, BoxMm frame, double stylePixel)
    {
        var (runs, taken, refusals) = (new List<GlyphRun>(), new List<BoxMm>(), new List<Error>());
        if (labels.Count == 0)
        {
            return runs;
        }

        using var layouter = new TextLayouter(FontStack.Office, refusals);
        foreach (var label in labels.Select((l, i) => (l, i)).OrderByDescending(p => p.l.Weight).ThenBy(p => p.i).Take(MostTried).Select(p => p.l))
        {
            var size = label.Look.Size * stylePixel;
            var style = new TextStyle(FontRole.Hei, size / TypeSize.MillimetresPerPoint) { Colour = label.Look.Colour };
            var line = layouter.LaySingle(label.Text, style);
            if (refusals.Count > 0)
            {
                return refusals[0];
            }

            var box = new BoxMm(label.X - (line.Width / 2), label.Y - (line.Height / 2), line.Width, line.Height);
            if (line.Width > label.Room * RoomShare || !frame.Contains(box) || taken.Exists(box.Overlaps))
            {
                continue;
            }

            taken.Add(box.Inset(-2 * stylePixel));
            var halo = label.Look.Halo is { } h ? h with { Margin = h.Margin * stylePixel } : null;
            runs.AddRange(line.Runs.Select(r => r with { Origin = r.Origin + new PointMm(box.X, box.Y), Halo = halo }));
        }

        return runs;
    }
}
