using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Topology;

/// <summary>
/// Topology of a coverage (拓扑检查): every figure valid, no gap, no overlap, and, where a boundary is given, filling it exactly.
/// Edges are matched by hashing, exactly and without tolerance; cost grows with the edges, and with the square of nothing.
/// </summary>
public static class CoverageTopology
{
    /// <summary>All defects of the coverage, in order of kind and place.</summary>
    /// <param name="boundary">The ground that the coverage must fill, or null to take its own outline as it is.</param>
    public static Result<TopologyReport> Check(
        IReadOnlyList<CoverageFeature> features, GridMultiPolygon? boundary = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var defects = new List<TopologyDefect>();
        var valid = ValidOnes(features, defects, cancellation);
        var shapes = valid.Select(f => f.Shape).ToArray();
        var noded = LooseEdgeNoding.Node(EdgeMatching.Unmatched(shapes, cancellation), cancellation);
        if (!noded.IsSuccess)
        {
            return noded.Error!;
        }

        var findings = new CoverageFindings(valid, defects);
        var outline = findings.Add(ByLevel(noded.Value, new CoverageDepth(shapes), cancellation));
        if (boundary is not null && findings.AddBoundary(outline, boundary) is { } refusal)
        {
            return refusal;
        }

        return new TopologyReport(
            features.Count,
            features.Sum(f => (long)f.Shape.VertexCount),
            [.. defects.OrderBy(d => d.Kind).ThenBy(d => d.Where)]);
    }

    private static CoverageFeature[] ValidOnes(IReadOnlyList<CoverageFeature> features, List<TopologyDefect> defects, CancellationToken cancellation)
    {
        var found = features.AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(f => (Feature: f, Defects: FigureValidity.Check(f.Shape, cancellation)))
            .ToArray();
        defects.AddRange(found.Where(f => f.Defects.Count > 0).Select(f => Invalid(f.Feature, f.Defects[0])));
        return [.. found.Where(f => f.Defects.Count == 0).Select(f => f.Feature)];
    }

    private static TopologyDefect Invalid(CoverageFeature feature, BoundaryDefect defect)
    {
        var where = feature.Shape.Rings.ElementAt(defect.Ring).Points[defect.Point];
        return new TopologyDefect(TopologyDefectKind.InvalidFigure, [feature.Id], LegalArea.Zero, where, GridMultiPolygon.Empty) { Boundary = defect.Kind };
    }

    /// <summary>
    /// Edges by the depth of cover on their left: 1 bounds the covered ground against none, 2 and more bound overlaps.
    /// </summary>
    private static SortedDictionary<int, List<LooseEdge>> ByLevel(List<LooseEdge> edges, CoverageDepth depth, CancellationToken cancellation)
    {
        var levels = new SortedDictionary<int, List<LooseEdge>>();
        foreach (var edge in edges)
        {
            cancellation.ThrowIfCancellationRequested();
            var right = depth.RightOf(edge).Count;
            for (var level = right + 1; level <= right + edge.Count; level++)
            {
                if (!levels.TryGetValue(level, out var list))
                {
                    levels[level] = list = [];
                }

                list.Add(edge with { Count = 1 });
            }
        }

        return levels;
    }
}
