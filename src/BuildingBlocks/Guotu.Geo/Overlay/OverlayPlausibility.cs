using Guotu.Geo.Geometry;

namespace Guotu.Geo.Overlay;

/// <summary>What must hold of an intersection whatever computed it.</summary>
internal static class OverlayPlausibility
{
    /// <summary>Doubled, in square units.</summary>
    private const long HundredthOfSquareMetre = 2_000_000;

    /// <summary>
    /// The common area is no larger than either side's and its box lies in both boxes. Rounding moves a boundary by at most one
    /// unit, so the allowance is one unit along the whole border of the answer.
    /// </summary>
    public static bool Holds(GridMultiPolygon a, GridMultiPolygon b, GridMultiPolygon common)
    {
        if (common.IsEmpty)
        {
            return true;
        }

        var allowance = (Int128)(2 * Figures.PerimeterUnits(common)) + 4;
        var area = common.DoubledArea;
        return area >= 0 && area <= Int128.Min(a.DoubledArea, b.DoubledArea) + allowance
            && Grown(a.Envelope).Contains(common.Envelope) && Grown(b.Envelope).Contains(common.Envelope);
    }

    /// <summary>
    /// How far, in doubled square units, the area of a figure with rounded vertices may be from that of the true one: half a unit along
    /// its border, twice over, and what the crossings themselves round.
    /// </summary>
    public static Int128 Rounding(GridMultiPolygon common, int crossings) =>
        (Int128)(2 * Figures.PerimeterUnits(common)) + (16 * ((Int128)crossings + 4));

    /// <summary>
    /// The same for a figure of the library, and never less than 0.01 m²: where two borders run along each other without common vertices, slivers
    /// thinner than the grid are common to both and vanish when drawn, and their border is not in the figure.
    /// </summary>
    public static Int128 Agreement(GridMultiPolygon common, int crossings) => Int128.Max(HundredthOfSquareMetre, Rounding(common, crossings));

    private static GridEnvelope Grown(GridEnvelope box) => new(box.MinEast - 1, box.MinNorth - 1, box.MaxEast + 1, box.MaxNorth + 1);

    /// <summary>Lengths in grid units, summed in ring order from IEEE square roots.</summary>
    internal static class Figures
    {
        public static double PerimeterUnits(GridMultiPolygon figure) => figure.Rings.Sum(PerimeterUnits);

        public static double PerimeterUnits(GridRing ring)
        {
            var sum = 0.0;
            for (var i = 0; i < ring.Points.Length; i++)
            {
                var (a, b) = (ring.Points[i], ring.Points[i + 1 == ring.Points.Length ? 0 : i + 1]);
                double east = b.East - a.East, north = b.North - a.North;
                sum += Math.Sqrt((east * east) + (north * north));
            }

            return sum;
        }
    }
}
