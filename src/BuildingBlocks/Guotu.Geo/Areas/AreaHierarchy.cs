using Guotu.Kernel.Figures;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Areas;

/// <summary>A unit of a survey area (县、乡镇、村、图斑) with the units it is made of.</summary>
/// <param name="Measured">For a unit without children its own area; for others the area of its own boundary, or null to take the sum of its children.</param>
public sealed record AreaUnitNode(long Id, string Name, LegalArea? Measured, IReadOnlyList<AreaUnitNode> Children);

/// <summary>
/// Adjustment from level to level (逐级平差): the county's control area is shared out to the towns, each town's adjusted area to its villages and
/// so on, so that every unit is the exact sum of its parts at every level.
/// </summary>
public static class AreaHierarchy
{
    /// <summary>Adjusted areas by unit, the root's included. Refused as <see cref="AreaAdjustment.Adjust"/> refuses, the unit named.</summary>
    public static Result<IReadOnlyDictionary<long, LegalArea>> Adjust(AreaUnitNode root, LegalArea control, AdjustmentRule rule)
    {
        ArgumentNullException.ThrowIfNull(root);
        var adjusted = new Dictionary<long, LegalArea> { [root.Id] = control };
        var waiting = new Queue<AreaUnitNode>([root]);
        while (waiting.TryDequeue(out var unit))
        {
            if (unit.Children.Count == 0)
            {
                continue;
            }

            var made = AreaAdjustment.Adjust(unit.Name, adjusted[unit.Id], [.. unit.Children.Select(c => new AreaPart(c.Id, Measured(c)))], rule);
            if (made.Error is { } refused)
            {
                return refused;
            }

            foreach (var part in made.Value.Parts)
            {
                if (!adjusted.TryAdd(part.Id, part.Adjusted))
                {
                    return new Error(GeoErrors.AdjustmentUnusable, ("unit", unit.Name), ("reason", "同一部分出现了两次"));
                }
            }

            foreach (var child in unit.Children)
            {
                waiting.Enqueue(child);
            }
        }

        return adjusted;
    }

    private static LegalArea Measured(AreaUnitNode unit) =>
        unit.Measured ?? unit.Children.Aggregate(LegalArea.Zero, (sum, c) => sum + Measured(c));
}
