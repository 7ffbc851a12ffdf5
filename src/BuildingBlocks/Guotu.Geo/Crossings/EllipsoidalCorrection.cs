using Guotu.Geo.Areas;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crossings;

/// <summary>
/// What ellipsoidal area has more than plane area, as an integral along the boundary. The plane of a Gauss-Kruger zone shows an
/// area element too large by m²; 1/m² − 1 is even in the distance from the central meridian and nearly the same for all
/// latitudes, so within a frame it is a short polynomial, fitted once to <see cref="EllipsoidalArea"/> of small squares.
/// For G with ∂G/∂E = 1/m² − 1, ellipsoidal area = plane area + ∮ G dN, edge by edge, from + − × ÷ in fixed order alone.
/// </summary>
/// <remarks>
/// Agrees with the unrounded survey formula to 2 × 10⁻⁹ of the area. The standard keeps B and L to 10⁻⁶″ (0.03 mm), so its
/// recorded figure of a ragged boundary differs by some thousandths of a square metre: what is recorded is computed by the standard.
/// </remarks>
internal sealed class EllipsoidalCorrection
{
    private const double HundredKilometres = 1e9;
    private const int Levels = 3;
    private const long HalfSquare = 1_000_000;

    // Three-point Gauss-Legendre: exact to the fifth power along an edge.
    private const double Node = 0.774596669241483377;
    private readonly double _centralX;
    private readonly double[][] _terms;

    public EllipsoidalCorrection(AreaFrame frame)
    {
        _centralX = frame.CentralX;
        var exact = new EllipsoidalArea(frame.Zone, new EllipsoidalAreaRule(0, null));
        // Values at three parallels and three distances; between them the coefficients are quadratic in northing.
        var rows = Enumerable.Range(0, Levels).Select(level => Coefficients(frame, exact, level * AreaFrame.Limit / 2)).ToArray();
        _terms = [.. Enumerable.Range(0, Levels).Select(k => Quadratic(rows[0][k], rows[1][k], rows[2][k]))];
    }

    /// <summary>∫ G dN along a piece of edge, in 10⁻⁸ m². Frame coordinates.</summary>
    public double Along(double x1, double y1, double x2, double y2)
    {
        double dx = x2 - x1, dy = y2 - y1, half = Node / 2;
        var middle = G(x1 + (dx / 2), y1 + (dy / 2));
        var sides = G(x1 + (dx * (0.5 - half)), y1 + (dy * (0.5 - half))) + G(x1 + (dx * (0.5 + half)), y1 + (dy * (0.5 + half)));
        return dy * ((8 * middle) + (5 * sides)) / 18;
    }

    private double G(double x, double y)
    {
        var (e, n) = (x - _centralX, (y / (AreaFrame.Limit / 2)) - 1);
        var s = e / HundredKilometres * (e / HundredKilometres);
        return e * s * (At(_terms[0], n) + (s * (At(_terms[1], n) + (s * At(_terms[2], n)))));
    }

    private static double At(double[] c, double n) => c[0] + (n * (c[1] + (n * c[2])));

    /// <summary>c of G = E·s·(c₁ + c₂s + c₃s²), s = (E / 100 km)², at one northing.</summary>
    private static double[] Coefficients(AreaFrame frame, EllipsoidalArea exact, long y)
    {
        var farthest = Math.Max(Math.Abs(frame.CentralX), Math.Abs(frame.CentralX - AreaFrame.Limit));
        var s = new double[Levels];
        var excess = new double[Levels];
        for (var i = 0; i < Levels; i++)
        {
            var e = farthest * (i + 1) / Levels;
            s[i] = e / HundredKilometres * (e / HundredKilometres);
            excess[i] = Excess(frame, exact, (long)(frame.CentralX + e), y) / s[i];
        }

        // excess/s = d₁ + d₂s + d₃s² through three points, by divided differences.
        var d01 = (excess[1] - excess[0]) / (s[1] - s[0]);
        var d12 = (excess[2] - excess[1]) / (s[2] - s[1]);
        var d012 = (d12 - d01) / (s[2] - s[0]);
        return [(excess[0] - (d01 * s[0]) + (d012 * s[0] * s[1])) / 3, (d01 - (d012 * (s[0] + s[1]))) / 5, d012 / 7];
    }

    /// <summary>1/m² − 1 as a square of 200 m shows it.</summary>
    private static double Excess(AreaFrame frame, EllipsoidalArea exact, long x, long y)
    {
        GridPoint Corner(long dx, long dy) => frame.ToGrid(x + dx, y + dy);
        var square = new GridPolygon(new GridRing([Corner(-HalfSquare, -HalfSquare), Corner(HalfSquare, -HalfSquare), Corner(HalfSquare, HalfSquare), Corner(-HalfSquare, HalfSquare)]));
        var plane = (double)(square.DoubledArea / 2);
        return ((double)exact.UnitsOf(square) - plane) / plane;
    }

    private static double[] Quadratic(double low, double middle, double high) => [middle, (high - low) / 2, ((high + low) / 2) - middle];
}
