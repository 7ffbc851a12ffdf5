using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Overlay;

/// <summary>What a parcel and one feature have in common.</summary>
/// <param name="FeatureId">Our id of the feature.</param>
/// <param name="Attributes">The feature's attributes, in the columns of the snapshot.</param>
/// <param name="Common">The common figure on the 0.1 mm grid; never empty.</param>
public sealed record OverlayHit(long FeatureId, IReadOnlyList<string?> Attributes, GridMultiPolygon Common)
{
    public required LegalArea PlaneArea { get; init; }

    public required LegalArea EllipsoidalArea { get; init; }
}

/// <summary>The total of one value of a column (分地类面积): summed from unrounded figures, rounded once.</summary>
public sealed record ClassTotal(string? Value, int Features, LegalArea PlaneArea, LegalArea EllipsoidalArea);
