using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;
using Guotu.Rendering.Model;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// Draws a layer of flat looks on a picture (图片快速绘制): in bands of rows at once, straight from the stored figures behind the caller's sight, one feature
/// after the other as everywhere else. Cost grows with the vertices and pixels of what shows.
/// </summary>
internal sealed class BandDrawing(ISeenLayer layer, IReadOnlyList<MapRule> rules, DisplayLattice lattice, GridEnvelope area)
{
    /// <summary>Symbolizers of a rule up to the last one that is drawn here; words are placed apart.</summary>
    private readonly int _passes = rules.Max(r => r.Symbolizers.Select((s, i) => ImageBand.Draws(s) ? i + 1 : 0).DefaultIfEmpty().Max());

    /// <summary>Room around a band for outlines that reach into it and for the lattice's tolerance, in pixels.</summary>
    private readonly double _margin = 1 + rules.SelectMany(r => r.Symbolizers).Select(ReachOf).DefaultIfEmpty().Max();

    /// <summary>
    /// The fine outline that all figures of a layer without overlaps have in common, drawn once they are all filled: each border lies there twice, and
    /// drawing it polygon by polygon takes a third of the time of a picture. Null where each figure is outlined by itself.
    /// </summary>
    private readonly StrokeStyle? _border = layer.Definition.CoversCounty ? CommonBorder(rules) : null;

    /// <summary>Whether all of them can be drawn so: marks and dashes cannot.</summary>
    public static bool Draws(IReadOnlyList<MapRule> rules) => rules.All(r => r.Symbolizers.All(s => s is TextSymbolizer || ImageBand.Draws(s)));

    public Result DrawOn(ImageCanvas canvas, CancellationToken ct)
    {
        var drawn = canvas.InBands(band => DrawOn(band, canvas.Finest, ct), ct);
        return drawn.IsSuccess && rules.Any(r => r.Symbolizers.Any(s => s is TextSymbolizer)) ? Label(canvas, ct) : drawn;
    }

    private Result DrawOn(ImageBand band, double finest, CancellationToken ct)
    {
        var reach = Common(lattice.Reach(band.Rows.Top - _margin, band.Rows.Bottom + _margin), area);
        if (reach.IsEmpty || reach.MinNorth > reach.MaxNorth)
        {
            return Result.Done;
        }

        // One symbolizer after the other over all features: the casing of one outline must not cover its neighbour's.
        for (var pass = 0; pass < _passes; pass++)
        {
            var tracing = new FigureTracing(lattice, area, finest, null);
            if (layer.Scan(reach, new BandScan(tracing, new RuleChoice(layer, rules), (path, look) => Paint(band, path, look), pass) { Tolerance = ToleranceOf(finest) }, ct).Error is { } damaged)
            {
                return damaged;
            }
        }

        if (_border is not null)
        {
            band.DrawBorders(_border);
        }

        return Result.Done;
    }

    private static StrokeStyle? CommonBorder(IReadOnlyList<MapRule> rules)
    {
        var borders = rules.SelectMany(r => r.Symbolizers).Where(ImageBand.Draws).Select(l => (l as PolygonSymbolizer)?.Stroke).ToList();
        return borders is [{ } first, ..] && borders.TrueForAll(b => b is not null && ImageBand.DrawsBorder(b) && (b.Colour, b.Width, b.Join) == (first.Colour, first.Width, first.Join)) ? first : null;
    }

    /// <summary>How far from a figure's edge its outline may reach: a miter is at most ten half widths long.</summary>
    private static double ReachOf(MapSymbolizer look) => 5 * look switch
    {
        PolygonSymbolizer polygon => polygon.Stroke?.Width ?? 0,
        LineSymbolizer line => line.Stroke.Width,
        _ => 0,
    };

    private static GridEnvelope Common(GridEnvelope a, GridEnvelope b) => new(
        Math.Max(a.MinEast, b.MinEast), Math.Max(a.MinNorth, b.MinNorth), Math.Min(a.MaxEast, b.MaxEast), Math.Min(a.MaxNorth, b.MaxNorth));

    private void Paint(ImageBand band, MapPath path, MapSymbolizer look)
    {
        if (_border is not null && look is PolygonSymbolizer neighbour)
        {
            band.DrawNeighbour(path, neighbour.Fill, _border);
        }
        else if (ImageBand.Draws(look))
        {
            band.Draw(path, look);
        }
    }

    /// <summary>Half of the canvas's finest length, on the grid.</summary>
    private long ToleranceOf(double finest)
    {
        var (corner, far) = (lattice.ToCanvas(new GridPoint(area.MinEast, area.MinNorth)), lattice.ToCanvas(new GridPoint(area.MaxEast, area.MaxNorth)));
        var pixels = Math.Max(Math.Abs(far.X - corner.X) / Math.Max(1, area.Width), Math.Abs(far.Y - corner.Y) / Math.Max(1, area.Height));
        return pixels > 0 ? (long)Math.Min(1e12, finest / pixels / 2) : 0;
    }

    private Result Label(ImageCanvas canvas, CancellationToken ct)
    {
        var tracing = new FigureTracing(lattice, area, canvas.Finest, null);
        return layer.Scan(area, new LabelScan(tracing, new RuleChoice(layer, rules), canvas) { Tolerance = ToleranceOf(canvas.Finest) }, ct);
    }
}

/// <summary>Traces the features of a band and paints one symbolizer of each.</summary>
internal sealed class BandScan(FigureTracing tracing, RuleChoice choice, Action<MapPath, MapSymbolizer> paint, int pass) : IFigureScan
{
    private readonly MapPath _path = new();
    private FigureRow? _row;
    private Func<int, string?>? _valueAt;
    private IReadOnlyList<MapRule> _rules = [];

    /// <summary>Boxes smaller than this on both sides show as specks: their figures are not read.</summary>
    public required long Tolerance { get; init; }

    public bool Begin(FigureRow row)
    {
        if (_row != row)
        {
            (_row, _valueAt) = (row, place => row[place]);
        }

        _rules = choice.Of(_valueAt!);
        if (_rules.Count == 0)
        {
            return false;
        }

        _path.Clear();
        if (row.Box.Width < Tolerance && row.Box.Height < Tolerance)
        {
            tracing.AddSpeck(_path, row.Box);
            End();
            return false;
        }

        tracing.Begin(row.Box);
        return true;
    }

    public void Ring(ReadOnlySpan<VertexOffset> points, RingRole role) => tracing.Add(_path, points, role);

    public void End()
    {
        if (_path.IsEmpty)
        {
            return;
        }

        foreach (var rule in _rules)
        {
            if (rule.Symbolizers.Count > pass)
            {
                paint(_path, rule.Symbolizers[pass]);
            }
        }
    }
}

/// <summary>Finds the places of a layer's labels.</summary>
internal sealed class LabelScan(FigureTracing tracing, RuleChoice choice, ImageCanvas canvas) : IFigureScan
{
    private readonly MapPath _path = new();
    private readonly List<(string Text, TextSymbolizer Look)> _labels = [];

    public required long Tolerance { get; init; }

    public bool Begin(FigureRow row)
    {
        _labels.Clear();
        foreach (var rule in choice.Of(place => row[place]))
        {
            // The first text of a rule says which field; the others repeat it in their own look.
            var value = rule.Symbolizers.OfType<TextSymbolizer>().FirstOrDefault() is { } first ? choice.ValueOf(first.Field, place => row[place]) : null;
            if (!string.IsNullOrEmpty(value))
            {
                _labels.AddRange(rule.Symbolizers.OfType<TextSymbolizer>().Select(t => (value, t)));
            }
        }

        _path.Clear();
        tracing.Begin(row.Box);
        return _labels.Count > 0;
    }

    public void Ring(ReadOnlySpan<VertexOffset> points, RingRole role) => tracing.Add(_path, points, role);

    public void End()
    {
        if (!_path.IsEmpty && LabelPlace.Of(_path, canvas.Width, canvas.Height) is { } place)
        {
            foreach (var (text, look) in _labels)
            {
                canvas.Label(new MapLabel(text, place.X, place.Y, place.Room, Math.Round(place.Room, 1), look));
            }
        }
    }
}
