using Guotu.Geo.Validity;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Topology.Repairs;

/// <summary>Proposes repairs of a coverage (拓扑修复建议) and applies them to a copy. The features given are never changed.</summary>
public static class CoverageRepairs
{
    // Rounding a new vertex to the grid may show a neighbour's edge without it: such a trace is gone after one or two rounds more.
    private const int MostRounds = 8;

    /// <summary>Finds the defects by the rules and proposes repairs; deterministic.</summary>
    public static Result<RepairPlan> Propose(IReadOnlyList<CoverageFeature> features, CoverageRules rules, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        var checkedNow = CoverageTopology.Check(features, rules, cancellation);
        if (!checkedNow.IsSuccess)
        {
            return checkedNow.Error!;
        }

        var found = checkedNow.Value;
        var (now, current, proposals) = (found, features, new List<RepairProposal>());
        for (var round = 0; round < MostRounds && !now.IsClean; round++)
        {
            var made = new RepairRound(current, proposals.Count, cancellation).Repair(now.Defects);
            if (made.Proposals.Count == 0)
            {
                break;
            }

            proposals.AddRange(made.Proposals);
            current = made.Features;
            var again = CoverageTopology.Check(current, rules, cancellation);
            if (!again.IsSuccess)
            {
                return again.Error!;
            }

            now = again.Value;
        }

        return new RepairPlan(found, proposals, [.. now.Defects, .. now.Withheld]);
    }

    /// <summary>The coverage after the proposals, in their order; refused (GEO-0062) where a figure is no longer the one that a proposal was made for.</summary>
    public static Result<IReadOnlyList<CoverageFeature>> Apply(IReadOnlyList<CoverageFeature> features, IReadOnlyList<RepairProposal> proposals)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(proposals);
        var shapes = features.ToDictionary(f => f.Id, f => f.Shape);
        foreach (var proposal in proposals)
        {
            foreach (var change in proposal.Changes)
            {
                if (!shapes.TryGetValue(change.Feature, out var shape) || !shape.Equals(change.Before))
                {
                    return new Error(GeoErrors.ProposalOutdated, ("number", proposal.Number), ("feature", change.Feature));
                }

                shapes[change.Feature] = change.After;
            }
        }

        return features.Select(f => f with { Shape = shapes[f.Id] }).Where(f => !f.Shape.IsEmpty).ToArray();
    }

    /// <summary>The repair that a boundary defect asks for; null where there is none.</summary>
    internal static RepairKind? For(BoundaryDefectKind? defect) => defect switch
    {
        BoundaryDefectKind.RepeatedPoint => RepairKind.RemoveRepeatedPoint,
        BoundaryDefectKind.Spike => RepairKind.RemoveSpike,
        BoundaryDefectKind.SelfTouch or BoundaryDefectKind.SelfIntersection => RepairKind.SplitRing,
        BoundaryDefectKind.InteriorCut => RepairKind.SplitPart,
        _ => null,
    };
}
