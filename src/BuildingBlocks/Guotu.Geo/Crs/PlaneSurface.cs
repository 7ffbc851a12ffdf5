using System.Collections.Concurrent;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Crs;

/// <summary>
/// A smooth pair of numbers over a plane (曲面), such as its degrees, by cubic polynomials over cells of 13.4 km that are fitted when they are first
/// asked for. Of degrees and Web Mercator it is less than 10⁻⁶ m off within a zone. For display and exchange; nothing that is recorded comes out of
/// it, for what comes out depends on libm. Safe for many threads.
/// </summary>
public sealed class PlaneSurface(Func<PlanePosition, (double A, double B)> exact)
{
    private const int CellBits = 27;
    private const int Order = 4;
    private const double Half = 1L << (CellBits - 1);

    private readonly ConcurrentDictionary<(long I, long J), Cell> _cells = new();
    private volatile Cell? _last;

    public (double A, double B) At(GridPoint point)
    {
        var (i, j) = (point.East >> CellBits, point.North >> CellBits);
        var cell = _last;
        if (cell is null || cell.I != i || cell.J != j)
        {
            _last = cell = _cells.GetOrAdd((i, j), Fitted);
        }

        var (u, v) = (((point.East - (i << CellBits)) / Half) - 1, ((point.North - (j << CellBits)) / Half) - 1);
        return (Value(cell.A, u, v), Value(cell.B, u, v));
    }

    private static double Value(double[] c, double u, double v) =>
        (((((Row(c, 12, u) * v) + Row(c, 8, u)) * v) + Row(c, 4, u)) * v) + Row(c, 0, u);

    private static double Row(double[] c, int at, double u) => (((((c[at + 3] * u) + c[at + 2]) * u) + c[at + 1]) * u) + c[at];

    private Cell Fitted((long I, long J) place)
    {
        var (a, b) = (new double[Order * Order], new double[Order * Order]);
        for (var row = 0; row < Order; row++)
        {
            for (var column = 0; column < Order; column++)
            {
                var (east, north) = (((place.I << CellBits) + (Half * (1 + Node(column)))) / GridPoint.UnitsPerMetre, ((place.J << CellBits) + (Half * (1 + Node(row)))) / GridPoint.UnitsPerMetre);
                (a[(row * Order) + column], b[(row * Order) + column]) = exact(new PlanePosition(east, north));
            }
        }

        return new Cell(place.I, place.J, Powers(a), Powers(b));
    }

    private static double Node(int k) => Math.Cos(((2 * k) + 1) * Math.PI / (2 * Order));

    /// <summary>Values at the nodes to coefficients of powers, along rows and then along columns.</summary>
    private static double[] Powers(double[] values)
    {
        var powers = values.ToArray();
        for (var i = 0; i < Order; i++)
        {
            Line(powers.AsSpan(i * Order), 1);
        }

        for (var i = 0; i < Order; i++)
        {
            Line(powers.AsSpan(i), Order);
        }

        return powers;
    }

    private static void Line(Span<double> values, int step)
    {
        Span<double> chebyshev = stackalloc double[Order];
        for (var m = 0; m < Order; m++)
        {
            for (var k = 0; k < Order; k++)
            {
                chebyshev[m] += values[k * step] * Math.Cos(m * ((2 * k) + 1) * Math.PI / (2 * Order)) * (m == 0 ? 1 : 2) / Order;
            }
        }

        values[0] = chebyshev[0] - chebyshev[2];
        values[step] = chebyshev[1] - (3 * chebyshev[3]);
        values[2 * step] = 2 * chebyshev[2];
        values[3 * step] = 4 * chebyshev[3];
    }

    private sealed record Cell(long I, long J, double[] A, double[] B);
}
