using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Crossings;

/// <summary>What two figures have in common, as a figure on the grid and as areas.</summary>
/// <param name="Figure">New vertices are crossings rounded to the grid, at most 0.05 mm each way; all others are vertices of the two figures.</param>
/// <param name="Units">Areas before that rounding.</param>
/// <param name="Way">How the figure was had.</param>
public sealed record FigureInCommon(GridMultiPolygon Figure, CommonUnits Units, CommonFigureWay Way);

/// <summary>How a common figure was had.</summary>
public enum CommonFigureWay
{
    /// <summary>One holds the other, or they are apart: nothing to compute.</summary>
    Whole,

    /// <summary>Runs linked at the crossings, which are clear of everything else.</summary>
    Linked,

    /// <summary>Runs linked and cleaned of spikes along coinciding borders, then found valid by the exact check.</summary>
    Cleaned,

    /// <summary>By OverlayNG, because rounding to the grid brings borders together.</summary>
    Overlay,
}

/// <summary>
/// The figure of the intersection from the crossings (公共图形): the rings are linked from the runs of each boundary inside the other.
/// The result is valid by proof (<see cref="Clearance"/>), by check, or comes from the library; and its area is held against the
/// sums along the boundaries. A figure of which this can not be said does not leave here.
/// </summary>
public static class CommonFigure
{
    public static Result<FigureInCommon> Of(PreparedFigure project, PreparedFigure layer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(layer);
        var met = Meeting.Of(project, layer);
        return Linked(met, cancellation) is { } linked ? linked : ByOverlay(project, layer, met.Units);
    }

    /// <summary>The figure by linking, or null where only OverlayNG can give it.</summary>
    internal static FigureInCommon? Linked(PreparedFigure project, PreparedFigure layer, CancellationToken cancellation) =>
        Linked(Meeting.Of(project, layer), cancellation);

    private static FigureInCommon? Linked(Meeting met, CancellationToken cancellation)
    {
        var (project, layer, crossings, units) = (met.Project, met.Layer, met.Crossings, met.Units);
        if (units.IsNone)
        {
            return new FigureInCommon(GridMultiPolygon.Empty, units, CommonFigureWay.Whole);
        }

        var links = new RunLinks(project, layer, crossings);
        if (links.Rings() is not { } runs)
        {
            return null;
        }

        var clear = !met.Touches && !project.TouchesItself && !layer.TouchesItself && new Clearance(project, layer).Holds(crossings, links, runs);
        var rings = new List<GridRing>(runs.Count);
        foreach (var run in runs)
        {
            var vertices = clear ? run.ConvertAll(v => v.At) : RingAssembly.WithoutSpikes(run.Select(v => v.At));
            if (vertices.Count >= 3)
            {
                rings.Add(new GridRing(vertices.Select(v => project.Frame.ToGrid(v.X, v.Y))));
            }
        }

        Uncrossed(project, crossings.All.Select(c => c.ProjectEdge), r => Insides.ProjectVertex(project.Vertex(project.RingStart(r)), layer), rings);
        Uncrossed(layer, crossings.All.Select(c => c.LayerEdge), r => Insides.LayerVertex(layer.Vertex(layer.RingStart(r)), project), rings);
        if (RingAssembly.Of(rings) is not { } figure || !Agrees(figure, units))
        {
            return null;
        }

        return (crossings.Count == 0, clear) switch
        {
            (true, true) => new FigureInCommon(figure, units, CommonFigureWay.Whole),
            (false, true) => new FigureInCommon(figure, units, CommonFigureWay.Linked),
            _ => FigureValidity.Check(figure, cancellation).Count == 0 ? new FigureInCommon(figure, units, CommonFigureWay.Cleaned) : null,
        };
    }

    /// <summary>Rings that nothing crosses are common as a whole or not at all.</summary>
    private static void Uncrossed(PreparedFigure figure, IEnumerable<int> edges, Func<int, bool> inside, List<GridRing> rings)
    {
        var crossed = new bool[figure.RingCount];
        foreach (var edge in edges)
        {
            crossed[figure.RingOf(edge)] = true;
        }

        for (var ring = 0; ring < crossed.Length; ring++)
        {
            if (!crossed[ring] && inside(ring))
            {
                rings.Add(figure.Ring(ring));
            }
        }
    }

    private static Result<FigureInCommon> ByOverlay(PreparedFigure project, PreparedFigure layer, CommonUnits units)
    {
        var common = GridOverlay.Intersect(project.ToFigure(), layer.ToFigure());
        return common.Error is { } failure ? failure
            : Int128.Abs(units.DoubledPlane - common.Value.DoubledArea) <= OverlayPlausibility.Agreement(common.Value, units.Crossings)
            ? new FigureInCommon(common.Value, units, CommonFigureWay.Overlay)
            : new Error(
                GeoErrors.OverlaysDisagree,
                ("one", Areas.PlaneArea.Of(common.Value).SquareMetres.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ("other", units.PlaneArea.SquareMetres.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static bool Agrees(GridMultiPolygon figure, CommonUnits units) =>
        Int128.Abs(units.DoubledPlane - figure.DoubledArea) <= OverlayPlausibility.Rounding(figure, units.Crossings);

    /// <summary>Two figures, where their boundaries cross, and how much they share.</summary>
    private sealed record Meeting(PreparedFigure Project, PreparedFigure Layer, CrossingOrder Crossings, bool Touches, CommonUnits Units)
    {
        public static Meeting Of(PreparedFigure project, PreparedFigure layer)
        {
            var crossings = new CrossingOrder(project, layer);
            var search = new CrossingSearch(project, layer, crossings);
            search.Run();
            var sums = new CrossingSums(project, layer);
            foreach (var crossing in crossings.All)
            {
                sums.Take(crossing);
            }

            return new Meeting(project, layer, crossings, search.Touches, CommonArea.Units(sums, project, layer));
        }
    }
}
