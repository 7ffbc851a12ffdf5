using System.Collections.Immutable;
using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Topology;

/// <summary>Makes defects of linked loops.</summary>
internal sealed class CoverageFindings(CoverageFeature[] features, List<TopologyDefect> defects)
{
    /// <summary>Adds gaps and overlaps; gives the outline of the covered ground, gaps filled.</summary>
    public GridMultiPolygon Add(SortedDictionary<int, List<LooseEdge>> levels)
    {
        var outline = GridMultiPolygon.Empty;
        foreach (var (level, edges) in levels)
        {
            var (loops, open) = level == 1 ? LoopLinking.OnTheRight(edges) : LoopLinking.OnTheLeft(edges);
            defects.AddRange(open.Select(Unresolved));
            var (outer, inner) = (loops.Where(l => l.IsCounterClockwise).ToArray(), loops.Where(l => !l.IsCounterClockwise).ToArray());
            if (level == 1)
            {
                AddFigures(TopologyDefectKind.Gap, inner, outer);
                outline = new GridMultiPolygon([.. outer.Where(o => !IsInAny(o, inner)).Select(o => new GridPolygon(o.Ring))]);
            }
            else
            {
                AddFigures(TopologyDefectKind.Overlap, outer, inner);
            }
        }

        return outline;
    }

    /// <summary>Adds what differs between the outline and the expected boundary.</summary>
    public Error? AddBoundary(GridMultiPolygon outline, GridMultiPolygon boundary)
    {
        var (missing, beyond) = (GridOverlay.Subtract(boundary, outline), GridOverlay.Subtract(outline, boundary));
        if ((missing.Error ?? beyond.Error) is { } error)
        {
            return error;
        }

        AddDifference(TopologyDefectKind.ShortOfBoundary, missing.Value);
        AddDifference(TopologyDefectKind.BeyondBoundary, beyond.Value);
        return null;
    }

    private void AddDifference(TopologyDefectKind kind, GridMultiPolygon difference) => defects.AddRange(difference.Polygons.Select(p =>
        new TopologyDefect(kind, [], PlaneArea.Of(p), p.Outer.Points[0], GridMultiPolygon.Of(p))));

    /// <summary>Each loop is a defect; loops of the other sign inside it are not of it.</summary>
    private void AddFigures(TopologyDefectKind kind, Loop[] loops, Loop[] others)
    {
        foreach (var loop in loops)
        {
            if (loop.Ring.Points.Length < 3 || loop.Ring.DoubledSignedArea == 0)
            {
                defects.Add(new TopologyDefect(TopologyDefectKind.Unresolved, Ids(loop), LegalArea.Zero, loop.Ring.Points[0], GridMultiPolygon.Empty));
                continue;
            }

            var inside = others.Where(o => loop.Ring.Envelope.Contains(o.Ring.Envelope) && FigureValidity.Side(o.Ring, loop.Ring) > 0);
            var figure = new GridPolygon(loop.Ring, [.. inside.Select(o => o.Ring)]);
            defects.Add(new TopologyDefect(kind, Ids(loop), PlaneArea.Of(figure), loop.Ring.Points[0], GridMultiPolygon.Of(figure)));
        }
    }

    private TopologyDefect Unresolved(LooseEdge edge) =>
        new(TopologyDefectKind.Unresolved, [features[edge.Feature].Id], LegalArea.Zero, edge.From, GridMultiPolygon.Empty);

    private ImmutableArray<long> Ids(Loop loop) => [.. loop.Features.Select(f => features[f].Id).Order()];

    private static bool IsInAny(Loop loop, Loop[] gaps) =>
        Array.Exists(gaps, g => g.Ring.Envelope.Contains(loop.Ring.Envelope) && FigureValidity.Side(loop.Ring, g.Ring) > 0);
}
