using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Topology.Repairs;

/// <summary>What a proposal does.</summary>
public enum RepairKind
{
    /// <summary>Takes out a point equal to the one before it (删除重复点).</summary>
    RemoveRepeatedPoint,

    /// <summary>Takes out points where the boundary turns straight back (删除尖刺).</summary>
    RemoveSpike,

    /// <summary>Splits a ring that touches itself into simple rings (拆分自相接的环).</summary>
    SplitRing,

    /// <summary>Makes a part of every piece into which touching rings cut the ground (隔断的面分成多个部分).</summary>
    SplitPart,

    /// <summary>Gives an edge the vertices that its neighbours have (补公共节点).</summary>
    InsertVertex,

    /// <summary>Cuts ground that two features claim from the one of lower priority (裁去重叠).</summary>
    CutOverlap,

    /// <summary>Joins open ground to the neighbour with the longest shared border (缝隙并入).</summary>
    FillGap,
}

/// <summary>One feature before and after.</summary>
/// <param name="After">Empty where nothing is left of the feature: its row would end.</param>
public sealed record FigureChange(long Feature, GridMultiPolygon Before, GridMultiPolygon After)
{
    public LegalArea AreaBefore => PlaneArea.Of(Before);

    public LegalArea AreaAfter => PlaneArea.Of(After);

    /// <summary>Plane area after less before.</summary>
    public LegalArea AreaChange => AreaAfter - AreaBefore;
}

/// <summary>
/// A repair that a person may take (修复建议): nothing is changed by proposing it. It fits the figures it names as “before” and no others,
/// so proposals for one feature are taken in their order.
/// </summary>
/// <param name="Number">Place in the plan, from 1.</param>
/// <param name="Defects">What it repairs.</param>
/// <param name="Changes">Every feature that it changes, those that only get a shared vertex included, in order of ids.</param>
public sealed record RepairProposal(int Number, RepairKind Kind, IReadOnlyList<TopologyDefect> Defects, IReadOnlyList<FigureChange> Changes);

/// <summary>Proposals in the order to take them, and what has none.</summary>
/// <param name="Found">The coverage as it is.</param>
/// <param name="Left">Defects that would be left after all proposals: no certain repair, or none that leaves valid figures.</param>
public sealed record RepairPlan(TopologyReport Found, IReadOnlyList<RepairProposal> Proposals, IReadOnlyList<TopologyDefect> Left);
