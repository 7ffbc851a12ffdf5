using Guotu.Geo.Geometry;
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
        IReadOnlyList<CoverageFeature> features, GridMultiPolygon? boundary = null, CancellationToken cancellation = default) =>
        Check(features, new CoverageRules { Boundary = boundary }, cancellation);

    /// <summary>All defects of the coverage by the rules given, in order of kind and place.</summary>
    /// <remarks>
    /// An invalid figure whose ground is certain (repeated points, spikes, a ring that touches itself) is judged in the coverage by that
    /// ground. One that crosses itself takes no part, and gaps at its border are <see cref="TopologyReport.Withheld"/>.
    /// </remarks>
    public static Result<TopologyReport> Check(IReadOnlyList<CoverageFeature> features, CoverageRules rules, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(rules);
        var defects = new List<TopologyDefect>();
        var judged = JudgedFeatures.Of(features, cancellation);
        defects.AddRange(judged.Invalid);
        var (usable, broken) = (judged.Usable, judged.Broken);
        var shapes = Array.ConvertAll(usable, f => f.Shape);
        var noded = LooseEdgeNoding.Node(EdgeMatching.Unmatched(shapes, cancellation), cancellation);
        if (!noded.IsSuccess)
        {
            return noded.Error!;
        }

        var depth = new CoverageDepth(shapes, judged.Boxes, noded.Value.Edges);
        var findings = new CoverageFindings(usable, depth, defects, rules);
        var outline = findings.Add(ByLevel(noded.Value.Edges, depth, cancellation));
        findings.AddBare(noded.Value.Bare);
        if (rules.Slivers is { } slivers)
        {
            findings.AddSlivers(slivers);
        }

        if (rules.Boundary is { } boundary && findings.AddBoundary(outline, boundary) is { } refusal)
        {
            return refusal;
        }

        var byWaiting = defects.Where(d => rules.GapsAreDefects || d.Kind != TopologyDefectKind.Gap).OrderBy(d => d.Kind).ThenBy(d => d.Where).ToLookup(d => WaitsFor(broken, d));
        return new TopologyReport(features.Count, judged.Vertices, [.. byWaiting[false]]) { Withheld = [.. byWaiting[true]] };
    }

    private static bool WaitsFor(HashSet<GridPoint> broken, TopologyDefect defect) =>
        broken.Count > 0 && defect.Ground == GroundFault.Open && defect.Figure.Rings.Any(r => r.Points.Any(broken.Contains));

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
