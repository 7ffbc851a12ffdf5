using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.OverlayNG;

namespace Guotu.Geo.Buffers;

/// <summary>
/// Buffers of areas, lines and places (缓冲区). The drawing is NetTopologySuite's, without its simplification of the border, rounded to the grid; it is
/// given out only where it is a valid figure that holds the source (lies in it, where drawn in) and, with round ends, is no larger than
/// area + border × distance + π distance² a part.
/// </summary>
public sealed class FigureBuffer(GaussKrugerZone zone, BufferRule rule)
{
    private const double MitreLimit = 5;
    private const double UnitsPerMetre = GridPoint.UnitsPerMetre;
    private static readonly GeometryFactory Floating = new(new PrecisionModel());
    private static readonly PrecisionModel Grid = new(1);

    /// <summary>Of a valid area.</summary>
    public Result<BufferedFigure> Of(GridMultiPolygon figure, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (Breach(figure.IsEmpty) is { } breach)
        {
            return breach;
        }

        var box = figure.Envelope;
        var made = Drawn(new GridPoint(box.MinEast, box.MinNorth), f => f.ToNts(figure), cancellation);
        return (made.Error ?? Fault(figure, made.Value)) is { } failure ? failure : Answer(made.Value);
    }

    /// <summary>Of lines and places; the distance is positive.</summary>
    public Result<BufferedFigure> Of(IReadOnlyList<GridPath> paths, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(paths);
        if (Breach(paths.Count == 0 || paths.Any(p => p.Points.IsEmpty)) is { } breach)
        {
            return breach;
        }

        if (rule.Metres < 0)
        {
            return Unusable("线和点不能向内缓冲");
        }

        var box = paths.Aggregate(GridEnvelope.Empty, (b, p) => b.Union(p.Envelope));
        var origin = new GridPoint(box.MinEast, box.MinNorth);
        var made = Drawn(origin, _ => Floating.CreateGeometryCollection([.. paths.Select(p => Line(p, origin))]), cancellation);
        return made.Error is { } failure ? failure
            : made.Value.IsEmpty ? Unusable("线没有长度,平头缓冲没有面积")
            : Answer(made.Value);
    }

    private static Error Unusable(string reason) => new(GeoErrors.BufferUnusable, ("reason", reason));

    private static NtsGeometry Line(GridPath path, GridPoint origin)
    {
        var places = path.Points.Select(p => new Coordinate(p.East - origin.East, p.North - origin.North)).ToArray();
        return places.Distinct().Count() == 1 ? Floating.CreatePoint(places[0]) : Floating.CreateLineString(places);
    }

    private Error? Breach(bool nothing) =>
        nothing ? Unusable("没有图形")
        : !double.IsFinite(rule.Metres) || rule.Metres == 0 || Math.Abs(rule.Metres) > BufferRule.Most ? Unusable($"距离不能是 0,不超过 {BufferRule.Most} 米")
        : null;

    private BufferedFigure Answer(GridMultiPolygon figure) => new(figure.Normalized(), rule.DrawnErrorMetres);

    private Result<GridMultiPolygon> Drawn(GridPoint origin, Func<NtsFigures, NtsGeometry> source, CancellationToken cancellation)
    {
        var (ends, corners) = rule.Ends switch
        {
            BufferEnds.Flat => (EndCapStyle.Flat, JoinStyle.Bevel),
            BufferEnds.Square => (EndCapStyle.Square, JoinStyle.Mitre),
            _ => (EndCapStyle.Round, JoinStyle.Round),
        };
        var parameters = new BufferParameters(rule.PiecesPerQuarter, ends, corners, MitreLimit) { SimplifyFactor = 0 };
        var figures = new NtsFigures(origin);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            var drawn = BufferOp.Buffer(Floating.CreateGeometry(source(figures)), rule.Metres * UnitsPerMetre, parameters);
            cancellation.ThrowIfCancellationRequested();
            var figure = drawn.IsEmpty ? GridMultiPolygon.Empty : figures.FromNts(PrecisionReducer.ReducePrecision(drawn, Grid));
            return figure.IsSuccess && FigureValidity.Check(figure.Value, cancellation) is { Count: > 0 } defects
                ? new Error(GeoErrors.FigureInvalid, ("what", "缓冲结果"), ("reason", DefectNames.Of(defects[0].Kind)))
                : figure;
        }
        catch (Exception fault) when (fault is TopologyException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return new Error(GeoErrors.OverlayFailed, ("what", "缓冲"), ("reason", fault.GetType().Name));
        }
    }

    /// <summary>What is wrong with the drawing, or null where it holds.</summary>
    private Error? Fault(GridMultiPolygon source, GridMultiPolygon drawn)
    {
        if (drawn.IsEmpty)
        {
            return rule.Metres < 0 ? null : Disagree(drawn, source.DoubledArea);
        }

        var frame = AreaFrame.Around(source.Envelope.Union(drawn.Envelope), zone);
        var (one, two) = (frame.Prepare(source), frame.Prepare(drawn));
        if ((one.Error ?? two.Error) is { } wide)
        {
            return wide;
        }

        var common = CommonArea.Of(one.Value, two.Value);
        var inner = rule.Metres > 0 ? source : drawn;
        var allowance = OverlayPlausibility.Rounding(inner, common.Crossings);
        if (Int128.Abs(inner.DoubledArea - common.DoubledPlane) > allowance)
        {
            return Disagree(drawn, common.DoubledPlane);
        }

        return rule is { Ends: BufferEnds.Round, Metres: > 0 } && drawn.DoubledArea > Largest(source) + OverlayPlausibility.Rounding(drawn, 0)
            ? Disagree(drawn, Largest(source))
            : null;
    }

    private Int128 Largest(GridMultiPolygon source)
    {
        var distance = rule.Metres * UnitsPerMetre;
        var border = OverlayPlausibility.Figures.PerimeterUnits(source);
        return source.DoubledArea + (Int128)Math.Ceiling(2 * ((border * distance) + (source.Polygons.Length * Math.PI * distance * distance)));
    }

    private static Error Disagree(GridMultiPolygon drawn, Int128 other) => new(
        GeoErrors.OverlaysDisagree,
        ("one", Areas.PlaneArea.Of(drawn).ToString()),
        ("other", Areas.PlaneArea.Rounded(other).ToString()));
}
