using System.Collections.Concurrent;
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
        var (usable, broken) = Judged(features, defects, cancellation);
        var shapes = usable.Select(f => f.Shape).ToArray();
        var noded = LooseEdgeNoding.Node(EdgeMatching.Unmatched(shapes, cancellation), cancellation);
        if (!noded.IsSuccess)
        {
            return noded.Error!;
        }

        var depth = new CoverageDepth(shapes, noded.Value.Edges);
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
        return new TopologyReport(features.Count, features.Sum(f => (long)f.Shape.VertexCount), [.. byWaiting[false]]) { Withheld = [.. byWaiting[true]] };
    }

    private static (CoverageFeature[] Usable, HashSet<GridPoint> Broken) Judged(
        IReadOnlyList<CoverageFeature> features, List<TopologyDefect> defects, CancellationToken cancellation)
    {
        var faults = Faults(features, cancellation);
        var (usable, broken) = (new List<CoverageFeature>(features.Count), new HashSet<GridPoint>());
        for (var i = 0; i < features.Count; i++)
        {
            if (faults[i] is not { } fault)
            {
                usable.Add(features[i]);
                continue;
            }

            defects.Add(Invalid(features[i], fault.Defect));
            if (fault.Sound is { } sound)
            {
                usable.Add(features[i] with { Shape = sound });
            }
            else
            {
                broken.UnionWith(features[i].Shape.Rings.SelectMany(r => r.Points));
            }
        }

        return ([.. usable], broken);
    }

    /// <summary>The first defect of each invalid figure, and its ground where that is certain; null for a valid one.</summary>
    private static (BoundaryDefect Defect, GridMultiPolygon? Sound)?[] Faults(IReadOnlyList<CoverageFeature> features, CancellationToken cancellation)
    {
        var faults = new (BoundaryDefect Defect, GridMultiPolygon? Sound)?[features.Count];
        Parallel.ForEach(
            Partitioner.Create(0, Math.Max(1, features.Count), Math.Clamp(features.Count / 64, 1, 4_096)),
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            range =>
            {
                for (var i = range.Item1; i < Math.Min(range.Item2, features.Count); i++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (FigureValidity.Check(features[i].Shape, cancellation) is [var defect, ..])
                    {
                        faults[i] = (defect, FigureRepair.Attempt(features[i].Shape, cancellation));
                    }
                }
            });
        return faults;
    }

    private static bool WaitsFor(HashSet<GridPoint> broken, TopologyDefect defect) =>
        broken.Count > 0 && defect.Ground == GroundFault.Open && defect.Figure.Rings.Any(r => r.Points.Any(broken.Contains));

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
