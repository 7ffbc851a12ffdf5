using System.Globalization;
using Guotu.Geo.Areas;
using Guotu.Geo.Crossings;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Indexing;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Overlay;

/// <summary>
/// Intersection, difference and union of valid figures (图形的交、差、并). Intersections are linked from the crossings; differences and unions come
/// from OverlayNG, and each is held against the area that the crossings give for it, and checked for validity. What does not agree is
/// refused, never given out. Safe for many threads.
/// </summary>
public sealed class FigureAlgebra(GaussKrugerZone zone)
{
    /// <summary>What both have in common; an empty figure where they share no area.</summary>
    public Result<GridMultiPolygon> Intersect(GridMultiPolygon a, GridMultiPolygon b, CancellationToken cancellation)
    {
        if (Apart(a, b))
        {
            return GridMultiPolygon.Empty;
        }

        var ready = Ready(a, b);
        return ready.Error is { } wide ? wide : CommonFigure.Of(ready.Value.A, ready.Value.B, cancellation).Map(c => c.Figure);
    }

    /// <summary>What the first has and the second has not.</summary>
    public Result<GridMultiPolygon> Subtract(GridMultiPolygon a, GridMultiPolygon b, CancellationToken cancellation) => Apart(a, b)
        ? a
        : Checked(a, b, GridOverlay.Subtract, common => a.DoubledArea - common, cancellation);

    /// <summary>All that either has.</summary>
    public Result<GridMultiPolygon> Unite(GridMultiPolygon a, GridMultiPolygon b, CancellationToken cancellation) => Apart(a, b)
        ? new GridMultiPolygon(a.Polygons.AddRange(b.Polygons))
        : Checked(a, b, GridOverlay.Unite, common => a.DoubledArea + b.DoubledArea - common, cancellation);

    /// <summary>All that any has. Neighbours are united first, so that cost grows with the borders between them.</summary>
    public Result<GridMultiPolygon> UniteAll(IReadOnlyList<GridMultiPolygon> figures, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var given = figures.Where(f => !f.IsEmpty).ToArray();
        var round = HilbertOrder.Of([.. given.Select(f => f.Envelope)]).Select(i => given[i]).ToList();
        while (round.Count > 1)
        {
            var next = new List<GridMultiPolygon>((round.Count + 1) / 2);
            for (var i = 0; i + 1 < round.Count; i += 2)
            {
                cancellation.ThrowIfCancellationRequested();
                var united = Unite(round[i], round[i + 1], cancellation);
                if (united.Error is { } failure)
                {
                    return failure;
                }

                next.Add(united.Value);
            }

            if (round.Count % 2 == 1)
            {
                next.Add(round[^1]);
            }

            round = next;
        }

        return round.Count == 0 ? GridMultiPolygon.Empty : round[0];
    }

    private static bool Apart(GridMultiPolygon a, GridMultiPolygon b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return a.IsEmpty || b.IsEmpty || !a.Envelope.Meets(b.Envelope);
    }

    private Result<(PreparedFigure A, PreparedFigure B)> Ready(GridMultiPolygon a, GridMultiPolygon b)
    {
        var frame = AreaFrame.Around(a.Envelope.Union(b.Envelope), zone);
        var (one, two) = (frame.Prepare(a), frame.Prepare(b));
        return (one.Error ?? two.Error) is { } wide ? wide : (one.Value, two.Value);
    }

    private Result<GridMultiPolygon> Checked(
        GridMultiPolygon a,
        GridMultiPolygon b,
        Func<GridMultiPolygon, GridMultiPolygon, Result<GridMultiPolygon>> compute,
        Func<Int128, Int128> expected,
        CancellationToken cancellation)
    {
        var ready = Ready(a, b);
        if (ready.Error is { } wide)
        {
            return wide;
        }

        var made = compute(a, b);
        if (!made.IsSuccess)
        {
            return made;
        }

        var common = CommonArea.Of(ready.Value.A, ready.Value.B);
        var should = expected(common.DoubledPlane);

        // A sliver thinner than the grid vanishes with its whole border, which only the borders of the two figures bound.
        var allowance = OverlayPlausibility.Rounding(a, common.Crossings) + OverlayPlausibility.Rounding(b, 0);
        if (Int128.Abs(made.Value.DoubledArea - should) > allowance)
        {
            return new Error(GeoErrors.OverlaysDisagree, ("one", Metres(made.Value.DoubledArea)), ("other", Metres(should)));
        }

        var defects = FigureValidity.Check(made.Value, cancellation);
        return defects.Count == 0 ? made : new Error(GeoErrors.FigureInvalid, ("what", "叠加结果"), ("reason", DefectNames.Of(defects[0].Kind)));
    }

    private static string Metres(Int128 doubled) => PlaneArea.Rounded(doubled).SquareMetres.ToString(CultureInfo.InvariantCulture);
}
