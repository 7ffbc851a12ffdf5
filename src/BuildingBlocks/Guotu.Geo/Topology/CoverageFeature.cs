using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Topology;

/// <summary>One polygon of a coverage (面层) that is to be free of gaps and overlaps.</summary>
public sealed record CoverageFeature(long Id, GridMultiPolygon Shape)
{
    /// <summary>Which feature keeps ground that two claim (优先级): the greater. Among equals the smaller figure keeps it, then the lesser id.</summary>
    public int Priority { get; init; }
}

/// <summary>What is wrong at a place of a coverage.</summary>
public enum TopologyDefectKind
{
    /// <summary>The figure itself is invalid (图形错误); such a figure takes no part in the other checks.</summary>
    InvalidFigure,

    /// <summary>Ground that no feature covers, inside the coverage (缝隙).</summary>
    Gap,

    /// <summary>Ground that more than one feature covers (重叠).</summary>
    Overlap,

    /// <summary>Ground inside the expected boundary, at its border, that no feature covers.</summary>
    ShortOfBoundary,

    /// <summary>Ground that a feature covers outside the expected boundary (超出界线).</summary>
    BeyondBoundary,

    /// <summary>A boundary that could not be judged; it needs eyes, it is never dropped.</summary>
    Unresolved,

    /// <summary>
    /// A neighbour's vertex lies on an edge that has no vertex there (公共节点缺失), exactly or within <see cref="CoverageRules.NearUnits"/>;
    /// in the second case the thread of a gap or an overlap between them is the figure.
    /// </summary>
    MissingVertex,

    /// <summary>A part of a feature too small or too thin to be ground (碎面).</summary>
    Sliver,
}

/// <summary>One defect.</summary>
/// <param name="Features">Ids of the features whose boundary shows it, ascending.</param>
/// <param name="Area">Its plane area; zero where it has none.</param>
/// <param name="Where">A vertex of it.</param>
/// <param name="Figure">Its figure; empty for an invalid figure or where unresolved.</param>
public sealed record TopologyDefect(
    TopologyDefectKind Kind, IReadOnlyList<long> Features, LegalArea Area, GridPoint Where, GridMultiPolygon Figure)
{
    /// <summary>For <see cref="TopologyDefectKind.InvalidFigure"/>, what is wrong with it.</summary>
    public BoundaryDefectKind? Boundary { get; init; }

    /// <summary>For a gap or an overlap, and a missing vertex that is one: whether the ground is open or claimed twice.</summary>
    internal GroundFault Ground { get; init; }

    /// <summary>What of the outline each feature gives, in order of ids.</summary>
    internal IReadOnlyList<BorderShare> Borders { get; init; } = [];
}

/// <summary>Whether ground is open or claimed twice.</summary>
internal enum GroundFault
{
    None,
    Open,
    ClaimedTwice,
}

/// <summary>The stretches of a defect's outline that are a feature's border: their length in 0.1 mm, and how many edges.</summary>
internal readonly record struct BorderShare(long Feature, double Length, int Edges);

/// <summary>The outcome of a check.</summary>
/// <param name="Features">Features checked.</param>
/// <param name="Edges">Edges checked.</param>
/// <param name="Defects">All defects; empty is a clean coverage.</param>
public sealed record TopologyReport(int Features, long Edges, IReadOnlyList<TopologyDefect> Defects)
{
    public bool IsClean => Defects.Count == 0;

    /// <summary>Gaps at the border of figures that cross themselves: what is open there is known only when the figure is right (待查).</summary>
    public IReadOnlyList<TopologyDefect> Withheld { get; init; } = [];
}

/// <summary>What is checked, as data.</summary>
public sealed record CoverageRules
{
    /// <summary>The ground that the coverage must fill, or null to take its own outline as it is.</summary>
    public GridMultiPolygon? Boundary { get; init; }

    /// <summary>Whether open ground inside the coverage is a defect; false for layers that need not cover everything.</summary>
    public bool GapsAreDefects { get; init; } = true;

    /// <summary>Which parts are slivers (碎面), or null to look for none.</summary>
    public SliverPolicy? Slivers { get; init; }

    /// <summary>A gap or an overlap nowhere wider than this, in 0.1 mm, is a missing vertex: 1 mm unless told, the usual XY tolerance of survey software.</summary>
    public long NearUnits { get; init; } = 10;
}
