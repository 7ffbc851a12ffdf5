using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Maps;

/// <summary>Draws what a caller sees of a layer; pictures, tiles and prints all come from here (出图唯一入口).</summary>
internal sealed class LayerDrawing(ISeenLayer layer, MapStyle style, MapWindow window)
{
    private readonly IReadOnlyList<MapRule> _rules = [.. ShownRules(layer.Definition, style).Where(r => r.ShowsAt(window.Denominator))];

    /// <summary>Counts what is drawn and says when it is too much; null where nobody asks.</summary>
    public DrawingTally? Tally { get; init; }

    /// <summary>Rules whose fields the caller may know of: a hidden class or name is neither drawn nor told by the legend.</summary>
    public static IEnumerable<MapRule> ShownRules(LayerDefinition definition, MapStyle style) =>
        style.Rules.Where(r => r.Fields.All(f => definition.Fields.Any(known => known.Code == f)));

    /// <summary>Nothing where the layer does not show at this scale.</summary>
    public Result DrawOn(ILayerCanvas canvas, CancellationToken ct)
    {
        if (_rules.Count == 0 || window.Reach(FigureTracing.Border * canvas.StylePixel) is not { } reach)
        {
            return Result.Done;
        }

        var totals = layer.Totals(ct);
        if (totals.Error is { } unread)
        {
            return unread;
        }

        var area = Common(reach, totals.Value.Envelope);
        if (area.IsEmpty || area.MinNorth > area.MaxNorth)
        {
            return Result.Done;
        }

        var lattice = new DisplayLattice(window, Around(area), canvas.Finest);
        if (canvas is ImageCanvas picture && Tally is null && BandDrawing.Draws(_rules))
        {
            return new BandDrawing(layer, _rules, lattice, area).DrawOn(picture, ct);
        }

        return DrawOn(canvas, new FigureTracing(lattice, area, canvas.Finest, FigureTracing.ClipOf(canvas)), area, ct);
    }

    private Result DrawOn(ILayerCanvas canvas, FigureTracing tracing, GridEnvelope area, CancellationToken ct)
    {
        var choice = new RuleChoice(layer, _rules);
        var drawn = new List<(MapPath Path, MapRule Rule, string? Label)>();
        foreach (var feature in layer.Walk(area, long.MinValue))
        {
            ct.ThrowIfCancellationRequested();
            if (feature.Error is { } damaged)
            {
                return damaged;
            }

            var path = tracing.Trace(feature.Value.Shape);
            if (path.IsEmpty)
            {
                continue;
            }

            var rules = choice.Of(place => feature.Value.Attributes[place]);
            if (Tally?.Take(path, rules) is { } tooMuch)
            {
                return tooMuch;
            }

            drawn.AddRange(rules.Select(r => (path, r, LabelOf(choice, r, feature.Value))));
        }

        Paint(canvas, drawn, ct);
        return Result.Done;
    }

    /// <summary>One symbolizer after the other over all features: the casing of one outline must not cover its neighbour's.</summary>
    private static void Paint(ILayerCanvas canvas, List<(MapPath Path, MapRule Rule, string? Label)> drawn, CancellationToken ct)
    {
        var most = drawn.Count == 0 ? 0 : drawn.Max(d => d.Rule.Symbolizers.Count);
        for (var i = 0; i < most; i++)
        {
            foreach (var (path, rule, label) in drawn.Where(d => d.Rule.Symbolizers.Count > i))
            {
                ct.ThrowIfCancellationRequested();
                Paint(canvas, path, rule.Symbolizers[i], label);
            }
        }
    }

    private static void Paint(ILayerCanvas canvas, MapPath path, MapSymbolizer symbolizer, string? label)
    {
        switch (symbolizer)
        {
            case PolygonSymbolizer polygon:
                canvas.Polygon(path, polygon);
                break;
            case LineSymbolizer line:
                canvas.Outline(path, line.Stroke);
                break;
            case PointSymbolizer mark when LabelPlace.Of(path, canvas.Width, canvas.Height) is { } place:
                canvas.Mark(place.X, place.Y, mark);
                break;
            case TextSymbolizer text when !string.IsNullOrEmpty(label) && LabelPlace.Of(path, canvas.Width, canvas.Height) is { } place:
                canvas.Label(new MapLabel(label, place.X, place.Y, place.Room, Math.Round(place.Room, 1), text));
                break;
            default:
                break;
        }
    }

    private static string? LabelOf(RuleChoice choice, MapRule rule, SnapshotFeature feature) =>
        rule.Symbolizers.OfType<TextSymbolizer>().FirstOrDefault() is { } text ? choice.ValueOf(text.Field, place => feature.Attributes[place]) : null;

    /// <summary>Figures that lie across the border are projected by the lattice too.</summary>
    private static GridEnvelope Around(GridEnvelope area) => new(
        area.MinEast - (area.Width / 2), area.MinNorth - (area.Height / 2), area.MaxEast + (area.Width / 2), area.MaxNorth + (area.Height / 2));

    private static GridEnvelope Common(GridEnvelope a, GridEnvelope b) => b.IsEmpty ? GridEnvelope.Empty : new GridEnvelope(
        Math.Max(a.MinEast, b.MinEast), Math.Max(a.MinNorth, b.MinNorth), Math.Min(a.MaxEast, b.MaxEast), Math.Min(a.MaxNorth, b.MaxNorth));
}
