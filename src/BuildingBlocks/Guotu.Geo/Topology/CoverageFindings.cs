using System.Collections.Immutable;
using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Topology;

/// <summary>Makes defects of linked loops.</summary>
internal sealed class CoverageFindings(CoverageFeature[] features, CoverageDepth depth, List<TopologyDefect> defects, CoverageRules rules)
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

    /// <summary>Adds the vertices that edges lack exactly.</summary>
    public void AddBare(IReadOnlyList<BareVertex> bare) => defects.AddRange(bare.Select(b => new TopologyDefect(
        TopologyDefectKind.MissingVertex, [features[b.Feature].Id, features[b.Other].Id], LegalArea.Zero, b.At, GridMultiPolygon.Empty)));

    /// <summary>Adds the parts that are slivers.</summary>
    public void AddSlivers(SliverPolicy slivers) => defects.AddRange(
        from feature in features
        from part in feature.Shape.Polygons
        where slivers.IsSliver(part)
        select new TopologyDefect(TopologyDefectKind.Sliver, [feature.Id], PlaneArea.Of(part), part.Outer.Points[0], GridMultiPolygon.Of(part)));

    private void AddDifference(TopologyDefectKind kind, GridMultiPolygon difference) => defects.AddRange(difference.Polygons.Select(p =>
        new TopologyDefect(kind, [], PlaneArea.Of(p), p.Outer.Points[0], GridMultiPolygon.Of(p))));

    /// <summary>Each loop is a defect; loops of the other sign inside it are not of it.</summary>
    private void AddFigures(TopologyDefectKind kind, Loop[] loops, Loop[] others)
    {
        foreach (var loop in loops)
        {
            if (loop.Ring.Points.Length < 3 || loop.Ring.DoubledSignedArea == 0)
            {
                defects.Add(new TopologyDefect(TopologyDefectKind.Unresolved, Ids(loop.Features), LegalArea.Zero, loop.Ring.Points[0], GridMultiPolygon.Empty));
                continue;
            }

            var inside = others.Where(o => loop.Ring.Envelope.Contains(o.Ring.Envelope) && FigureValidity.Side(o.Ring, loop.Ring) > 0);
            defects.Add(Of(kind, loop, new GridPolygon(loop.Ring, [.. inside.Select(o => o.Ring)])));
        }
    }

    private TopologyDefect Of(TopologyDefectKind kind, Loop loop, GridPolygon figure)
    {
        var middle = figure.Holes.IsEmpty && loop.Features.Length > 1 ? BoundaryThread.MiddleOf(loop.Ring, rules.NearUnits) : null;
        return new TopologyDefect(
            middle is null ? kind : TopologyDefectKind.MissingVertex,
            kind == TopologyDefectKind.Overlap ? Ids(Claiming(loop)) : Ids(loop.Features),
            PlaneArea.Of(figure),
            middle ?? loop.Ring.Points[0],
            GridMultiPolygon.Of(figure))
        {
            Ground = kind == TopologyDefectKind.Gap ? GroundFault.Open : GroundFault.ClaimedTwice,
            Borders = [.. Borders(loop)],
        };
    }

    private IEnumerable<BorderShare> Borders(Loop loop)
    {
        var points = loop.Ring.Points;
        return loop.Owners
            .Select((owner, i) => (features[owner].Id, Length: Length(points[i], points[i + 1 == points.Length ? 0 : i + 1])))
            .GroupBy(e => e.Id)
            .Select(g => new BorderShare(g.Key, g.Sum(e => e.Length), g.Count()))
            .OrderBy(b => b.Feature);
    }

    private static double Length(GridPoint a, GridPoint b)
    {
        double dx = b.East - a.East, dy = b.North - a.North;
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    private TopologyDefect Unresolved(LooseEdge edge) =>
        new(TopologyDefectKind.Unresolved, [features[edge.Feature].Id], LegalArea.Zero, edge.From, GridMultiPolygon.Empty);

    private ImmutableArray<long> Ids(IEnumerable<int> places) => [.. places.Select(f => features[f].Id).Distinct().Order()];

    /// <summary>Whose edges the outline is made of, and who covers the ground inside it.</summary>
    private IEnumerable<int> Claiming(Loop loop)
    {
        var points = loop.Ring.Points;
        return loop.Features.Concat(points.SelectMany((p, i) => depth.LeftOf(p, points[i + 1 == points.Length ? 0 : i + 1])));
    }

    private static bool IsInAny(Loop loop, Loop[] gaps) =>
        Array.Exists(gaps, g => g.Ring.Envelope.Contains(loop.Ring.Envelope) && FigureValidity.Side(loop.Ring, g.Ring) > 0);
}
