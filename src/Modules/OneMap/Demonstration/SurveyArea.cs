using System.Globalization;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Demonstration;

/// <summary>
/// Areas written into the invented records (图斑面积): the plane area brought to the ellipsoid by the local scale of the projection,
/// m² with two decimals. The county's own figures come from Guotu.Geo; this is what a delivered record says.
/// </summary>
internal static class SurveyArea
{
    // Mean radius of curvature at 32.9° N, metres.
    private const double Radius = 6_369_000;
    private const double CentralMeridianEast = 36_500_000;
    private const double UnitsPerSquareMetre = 1e8;

    public static double SquareMetres(GridMultiPolygon figure)
    {
        var east = ((figure.Envelope.MinEast + figure.Envelope.MaxEast) / 2.0 / GridPoint.UnitsPerMetre) - CentralMeridianEast;
        var scale = 1 + (east * east / (2 * Radius * Radius));
        return (double)figure.DoubledArea / (2 * UnitsPerSquareMetre * scale * scale);
    }

    public static string Text(GridMultiPolygon figure) => SquareMetres(figure).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>m² with four decimals, for approvals.</summary>
    public static string FinerText(GridMultiPolygon figure) => SquareMetres(figure).ToString("0.0000", CultureInfo.InvariantCulture);
}
