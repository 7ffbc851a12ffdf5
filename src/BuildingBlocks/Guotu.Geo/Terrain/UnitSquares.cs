using System.Runtime.InteropServices;

namespace Guotu.Geo.Terrain;

/// <summary>Takes the pieces of a ring, one unit square of a lattice each.</summary>
/// <param name="column">Of the square.</param>
/// <param name="row">Of the square.</param>
/// <param name="piece">In lattice units; its turning is the ring's.</param>
internal delegate void SquarePiece(int column, int row, ReadOnlySpan<LatticePoint> piece);

internal readonly record struct LatticePoint(double U, double V);

/// <summary>
/// Cuts rings along the lines of a lattice by halving (格网裁切): cost grows with the squares and with the vertices times the logarithm of the squares.
/// A cut part may run along a line and back: such runs have no area and do no harm to sums over the piece.
/// </summary>
internal static class UnitSquares
{
    private const double Whole = 1e-9;

    /// <summary>Twice the signed area.</summary>
    public static double Doubled(ReadOnlySpan<LatticePoint> ring)
    {
        var sum = 0.0;
        for (var i = 2; i < ring.Length; i++)
        {
            var (o, a, b) = (ring[0], ring[i - 1], ring[i]);
            sum += ((a.U - o.U) * (b.V - o.V)) - ((a.V - o.V) * (b.U - o.U));
        }

        return sum;
    }

    public static void Cut(IReadOnlyList<LatticePoint> ring, SquarePiece taken, CancellationToken ct)
    {
        if (ring.Count < 3)
        {
            return;
        }

        var box = new SquareRange(
            (int)Math.Floor(ring.Min(p => p.U)), (int)Math.Floor(ring.Min(p => p.V)), (int)Math.Ceiling(ring.Max(p => p.U)), (int)Math.Ceiling(ring.Max(p => p.V)));
        Halve([.. ring], box, taken, ct);
    }

    /// <summary>The part of a ring on one side of a line: where a·u + b·v + c is at least 0.</summary>
    public static List<LatticePoint> Side(ReadOnlySpan<LatticePoint> ring, double a, double b, double c)
    {
        var part = new List<LatticePoint>(ring.Length + 4);
        if (ring.IsEmpty)
        {
            return part;
        }

        var before = ring[^1];
        var depthBefore = (a * before.U) + (b * before.V) + c;
        foreach (var point in ring)
        {
            var depth = (a * point.U) + (b * point.V) + c;
            if ((depth > 0 && depthBefore < 0) || (depth < 0 && depthBefore > 0))
            {
                var share = depthBefore / (depthBefore - depth);
                part.Add(new LatticePoint(before.U + ((point.U - before.U) * share), before.V + ((point.V - before.V) * share)));
            }

            if (depth >= 0)
            {
                part.Add(point);
            }

            (before, depthBefore) = (point, depth);
        }

        return part;
    }

    private static void Halve(List<LatticePoint> piece, SquareRange range, SquarePiece taken, CancellationToken ct)
    {
        if (piece.Count < 3 || range.Width <= 0 || range.Height <= 0)
        {
            return;
        }

        ct.ThrowIfCancellationRequested();
        var doubled = Doubled(CollectionsMarshal.AsSpan(piece));
        var full = (double)range.Width * range.Height;
        if (range.Width == 1 && range.Height == 1)
        {
            taken(range.Left, range.Top, CollectionsMarshal.AsSpan(piece));
            return;
        }

        if (Math.Abs(Math.Abs(doubled / 2) - full) <= Whole * full)
        {
            Fill(range, doubled > 0, taken);
            return;
        }

        var points = CollectionsMarshal.AsSpan(piece);
        if (range.Width >= range.Height)
        {
            var middle = range.Left + (range.Width / 2);
            Halve(Side(points, -1, 0, middle), range with { Right = middle }, taken, ct);
            Halve(Side(points, 1, 0, -middle), range with { Left = middle }, taken, ct);
        }
        else
        {
            var middle = range.Top + (range.Height / 2);
            Halve(Side(points, 0, -1, middle), range with { Bottom = middle }, taken, ct);
            Halve(Side(points, 0, 1, -middle), range with { Top = middle }, taken, ct);
        }
    }

    private static void Fill(SquareRange range, bool positive, SquarePiece taken)
    {
        Span<LatticePoint> square = stackalloc LatticePoint[4];
        for (var row = range.Top; row < range.Bottom; row++)
        {
            for (var column = range.Left; column < range.Right; column++)
            {
                square[0] = new LatticePoint(column, row);
                square[2] = new LatticePoint(column + 1, row + 1);
                (square[1], square[3]) = positive
                    ? (new LatticePoint(column + 1, row), new LatticePoint(column, row + 1))
                    : (new LatticePoint(column, row + 1), new LatticePoint(column + 1, row));
                taken(column, row, square);
            }
        }
    }

    private readonly record struct SquareRange(int Left, int Top, int Right, int Bottom)
    {
        public int Width => Right - Left;

        public int Height => Bottom - Top;
    }
}
