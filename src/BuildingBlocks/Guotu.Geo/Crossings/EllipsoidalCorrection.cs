using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
    private readonly Terms _four;

    public EllipsoidalCorrection(AreaFrame frame)
    {
        _centralX = frame.CentralX;
        var exact = new EllipsoidalArea(frame.Zone, new EllipsoidalAreaRule(0, null));
        // Values at three parallels and three distances; between them the coefficients are quadratic in northing.
        var rows = Enumerable.Range(0, Levels).Select(level => Coefficients(frame, exact, level * AreaFrame.Limit / 2)).ToArray();
        _terms = [.. Enumerable.Range(0, Levels).Select(k => Quadratic(rows[0][k], rows[1][k], rows[2][k]))];
        _four = new Terms(_centralX, _terms);
    }

    /// <summary>∫ G dN along a piece of edge, in 10⁻⁸ m². Frame coordinates.</summary>
    public double Along(double x1, double y1, double x2, double y2)
    {
        const double half = Node / 2;
        if (Vector256.IsHardwareAccelerated)
        {
            double dx = x2 - x1, dy = y2 - y1;
            var shares = Vector256.Create(0.5, 0.5 - half, 0.5 + half, 0);
            var g = _four.G(Vector256.Create(x1) + (Vector256.Create(dx) * shares), Vector256.Create(y1) + (Vector256.Create(dy) * shares));
            return dy * ((8 * g.GetElement(0)) + (5 * (g.GetElement(1) + g.GetElement(2)))) / 18;
        }

        return AlongOne(x1, y1, x2, y2);
    }

    /// <summary>The same without the processor's help, to the bit.</summary>
    internal double AlongOne(double x1, double y1, double x2, double y2)
    {
        double dx = x2 - x1, dy = y2 - y1, half = Node / 2;
        var middle = G(x1 + (dx / 2), y1 + (dy / 2));
        var sides = G(x1 + (dx * (0.5 - half)), y1 + (dy * (0.5 - half))) + G(x1 + (dx * (0.5 + half)), y1 + (dy * (0.5 + half)));
        return dy * ((8 * middle) + (5 * sides)) / 18;
    }

    /// <summary>
    /// What <see cref="Along(double, double, double, double)"/> gives for every edge of a closed ring, in 10⁻⁸ m², to the bit, four edges at a time
    /// where the processor can. Sums are for the caller to take, in order.
    /// </summary>
    /// <param name="x">Vertices of the ring, frame coordinates.</param>
    /// <param name="edges">As long as the ring; the edge that a vertex begins.</param>
    public void AlongEach(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Span<double> edges)
    {
        var i = 0;
        if (Avx.IsSupported)
        {
            for (; i + Vector256<double>.Count < x.Length; i += Vector256<double>.Count)
            {
                Along(_four, (Four(x, i), Four(y, i)), (Four(x, i + 1), Four(y, i + 1))).CopyTo(edges[i..]);
            }
        }

        for (; i < x.Length; i++)
        {
            var next = i + 1 == x.Length ? 0 : i + 1;
            edges[i] = Along(x[i], y[i], x[next], y[next]);
        }
    }

    private static Vector256<double> Four(ReadOnlySpan<int> values, int at) =>
        Avx.ConvertToVector256Double(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at));

    /// <summary>The same operations in the same order as for one edge.</summary>
    private static Vector256<double> Along(in Terms terms, (Vector256<double> X, Vector256<double> Y) from, (Vector256<double> X, Vector256<double> Y) to)
    {
        const double half = Node / 2;
        Vector256<double> dx = to.X - from.X, dy = to.Y - from.Y, mid = Vector256.Create(0.5), near = Vector256.Create(0.5 - half), far = Vector256.Create(0.5 + half);
        var middle = terms.G(from.X + (dx * mid), from.Y + (dy * mid));
        var sides = terms.G(from.X + (dx * near), from.Y + (dy * near)) + terms.G(from.X + (dx * far), from.Y + (dy * far));
        return dy * ((Vector256.Create(8.0) * middle) + (Vector256.Create(5.0) * sides)) / Vector256.Create(18.0);
    }

    /// <summary>What G needs, at hand for four places at a time. A multiplication by a power of two is the division by its reverse, to the bit.</summary>
    private readonly struct Terms(double centralX, double[][] terms)
    {
        private readonly Vector256<double> _central = Vector256.Create(centralX);
        private readonly Vector256<double> _c0 = Vector256.Create(terms[0][0]);
        private readonly Vector256<double> _c1 = Vector256.Create(terms[0][1]);
        private readonly Vector256<double> _c2 = Vector256.Create(terms[0][2]);
        private readonly Vector256<double> _d0 = Vector256.Create(terms[1][0]);
        private readonly Vector256<double> _d1 = Vector256.Create(terms[1][1]);
        private readonly Vector256<double> _d2 = Vector256.Create(terms[1][2]);
        private readonly Vector256<double> _e0 = Vector256.Create(terms[2][0]);
        private readonly Vector256<double> _e1 = Vector256.Create(terms[2][1]);
        private readonly Vector256<double> _e2 = Vector256.Create(terms[2][2]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> G(Vector256<double> x, Vector256<double> y)
        {
            var e = x - _central;
            var n = (y * Vector256.Create(2.0 / AreaFrame.Limit)) - Vector256<double>.One;
            var share = e / Vector256.Create(HundredKilometres);
            var s = share * share;
            var (first, second, third) = (_c0 + (n * (_c1 + (n * _c2))), _d0 + (n * (_d1 + (n * _d2))), _e0 + (n * (_e1 + (n * _e2))));
            return e * s * (first + (s * (second + (s * third))));
        }
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
