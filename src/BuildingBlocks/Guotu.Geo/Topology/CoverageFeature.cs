using Guotu.Geo.Geometry;
using Guotu.Geo.Validity;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Topology;

/// <summary>One polygon of a coverage (面层) that is to be free of gaps and overlaps.</summary>
public sealed record CoverageFeature(long Id, GridMultiPolygon Shape);

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
}

/// <summary>The outcome of a check.</summary>
/// <param name="Features">Features checked.</param>
/// <param name="Edges">Edges checked.</param>
/// <param name="Defects">All defects; empty is a clean coverage.</param>
public sealed record TopologyReport(int Features, long Edges, IReadOnlyList<TopologyDefect> Defects)
{
    public bool IsClean => Defects.Count == 0;
}
