using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Overlay;

/// <summary>
/// One figure against many, each intersection computed twice by methods that share nothing: OverlayNG gives the figure, the crossings
/// give the area. Where the two areas differ by more than the rounding of new vertices to the grid can explain, the answer is a
/// refusal: a wrong figure of either library does not become a verdict. In the second form OverlayNG sees of long figures only what lies
/// near the other; the areas are always those of the whole figures, so that a wrong cut is found as well.
/// </summary>
public sealed class CheckedOverlay
{
    private readonly GridMultiPolygon _figure;
    private readonly GaussKrugerZone _zone;
    private readonly Lazy<Result<PreparedFigure>> _prepared;
    private readonly OverlayForm _form;

    public CheckedOverlay(GridMultiPolygon figure, GaussKrugerZone zone, OverlayForm form)
    {
        _form = form;
        ArgumentNullException.ThrowIfNull(figure);
        (_figure, _zone) = (figure, zone);
        _prepared = new Lazy<Result<PreparedFigure>>(() => AreaFrame.Around(figure.Envelope, zone).Prepare(figure));
    }

    /// <summary>What a valid figure has in common with this one, or why that is not known.</summary>
    public Result<GridMultiPolygon> Intersect(GridMultiPolygon other, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(other);
        var common = _form == OverlayForm.Whole ? GridOverlay.Intersect(_figure, other) : Trimmed(other, cancellation);
        if (!common.IsSuccess)
        {
            return common;
        }

        var area = Area(other);
        if (area.Error is { } wide)
        {
            return wide;
        }

        var difference = Int128.Abs(area.Value.DoubledPlane - common.Value.DoubledArea);
        return difference <= OverlayPlausibility.Agreement(common.Value, area.Value.Crossings)
            ? common
            : new Error(
                GeoErrors.OverlaysDisagree,
                ("one", Areas.PlaneArea.Of(common.Value).SquareMetres.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("other", area.Value.PlaneArea.SquareMetres.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private Result<GridMultiPolygon> Trimmed(GridMultiPolygon other, CancellationToken cancellation)
    {
        if (_prepared.Value is not { IsSuccess: true } mine || mine.Value.Frame.Prepare(other) is not { IsSuccess: true } near)
        {
            return GridOverlay.Intersect(_figure, other);
        }

        return GridOverlay.Intersect(
            FigureTrim.Around(_figure, mine.Value, other.Envelope, cancellation), FigureTrim.Around(other, near.Value, _figure.Envelope, cancellation));
    }

    private Result<CommonUnits> Area(GridMultiPolygon other)
    {
        if (_prepared.Value is { IsSuccess: true } mine && mine.Value.Frame.Prepare(other) is { IsSuccess: true } near)
        {
            return CommonArea.Of(mine.Value, near.Value);
        }

        // Not around this figure alone; perhaps around both.
        var frame = AreaFrame.Around(_figure.Envelope.Union(other.Envelope), _zone);
        var (one, two) = (frame.Prepare(_figure), frame.Prepare(other));
        return (one.Error ?? two.Error) is { } wide ? wide : CommonArea.Of(one.Value, two.Value);
    }
}

/// <summary>What OverlayNG is given. The forms may differ in the last tenth of a millimetre, so a verdict names its engine.</summary>
public enum OverlayForm
{
    /// <summary>Both figures whole.</summary>
    Whole,

    /// <summary>Long figures cut to the neighbourhood of the other.</summary>
    Trimmed,
}
