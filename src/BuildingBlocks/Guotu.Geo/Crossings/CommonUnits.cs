using Guotu.Kernel.Figures;

namespace Guotu.Geo.Crossings;

/// <summary>What two figures have in common, before rounding.</summary>
/// <param name="DoubledPlane">Twice the plane area, 10⁻⁸ m².</param>
/// <param name="Ellipsoidal">Ellipsoidal area, 10⁻⁸ m², within 2 × 10⁻⁹ of the survey formula without its rounding of angles.</param>
/// <param name="Crossings">How often the boundaries cross; 0 where one holds the other or they are apart.</param>
public readonly record struct CommonUnits(Int128 DoubledPlane, Int128 Ellipsoidal, int Crossings)
{
    /// <summary>What the rounding of one crossing may leave behind where figures only touch, in half units: 2 × 10⁻⁸ m².</summary>
    private const int Noise = 4;

    internal static CommonUnits Of(Int128 doubledPlane, double correction, int crossings) =>
        new(doubledPlane, (doubledPlane / 2) + (Int128)Math.Round(correction, MidpointRounding.AwayFromZero), crossings);

    public bool IsNone => DoubledPlane <= (Int128)Noise * Crossings;

    public LegalArea PlaneArea => Areas.PlaneArea.Rounded(DoubledPlane);

    public LegalArea EllipsoidalArea => Areas.EllipsoidalArea.Rounded(Ellipsoidal);

    public static CommonUnits operator +(CommonUnits a, CommonUnits b) => Add(a, b);

    public static CommonUnits Add(CommonUnits left, CommonUnits right) =>
        new(left.DoubledPlane + right.DoubledPlane, left.Ellipsoidal + right.Ellipsoidal, left.Crossings + right.Crossings);
}
