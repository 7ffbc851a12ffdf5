using Guotu.Geo.Geometry;
using Guotu.Kernel.Figures;

namespace Guotu.Geo.Areas;

/// <summary>
/// Plane area (平面面积) in the Gauss-Kruger plane: the shoelace sum in 128-bit integers over the 0.1 mm grid, exact to
/// 0.5 × 10⁻⁸ m², rounded once, half away from zero, to the 0.0001 m² of <see cref="LegalArea"/>. A figure of several
/// parts is summed exactly and rounded once, so the whole may differ from the sum of its rounded parts.
/// </summary>
public static class PlaneArea
{
    // Doubled area counts 0.5e-8 m²; a legal unit is 1e-4 m².
    private const int DoubledUnitsPerLegalUnit = 20_000;

    public static LegalArea Of(GridRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return Rounded(Int128.Abs(ring.DoubledSignedArea));
    }

    public static LegalArea Of(GridPolygon polygon)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        return Rounded(polygon.DoubledArea);
    }

    public static LegalArea Of(GridMultiPolygon figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return Rounded(figure.DoubledArea);
    }

    internal static LegalArea Rounded(Int128 doubledArea)
    {
        var magnitude = Int128.Abs(doubledArea) + (DoubledUnitsPerLegalUnit / 2);
        var units = checked((long)(magnitude / DoubledUnitsPerLegalUnit));
        return new LegalArea(doubledArea < 0 ? -units : units);
    }
}
