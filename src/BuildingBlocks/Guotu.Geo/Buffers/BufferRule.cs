using Guotu.Geo.Geometry;

namespace Guotu.Geo.Buffers;

/// <summary>How a buffer is drawn (缓冲方式).</summary>
/// <param name="Metres">Distance on the plane of the zone; negative draws areas in. Not 0, at most <see cref="Most"/> either way.</param>
/// <param name="Ends">Form of the ends of lines and of corners that stick out.</param>
/// <param name="ArcErrorMetres">How far the straight pieces may lie inside the true arc; the finest drawing has 256 pieces a quarter circle.</param>
public sealed record BufferRule(double Metres, BufferEnds Ends, double ArcErrorMetres)
{
    /// <summary>Greatest distance, m.</summary>
    public const double Most = 50_000;

    private const int Coarsest = 8;
    private const int Finest = 256;

    /// <summary>Straight pieces to a quarter circle that keep the error, 8 to 256.</summary>
    public int PiecesPerQuarter
    {
        get
        {
            var radius = Math.Abs(Metres);
            for (var pieces = Coarsest; pieces < Finest; pieces *= 2)
            {
                if (ErrorOf(pieces, radius) <= ArcErrorMetres)
                {
                    return pieces;
                }
            }

            return Finest;
        }
    }

    /// <summary>The error the drawing has: radius × (1 − cos(π / 4n)), m, and half the grid's diagonal is not in it.</summary>
    public double DrawnErrorMetres => Ends == BufferEnds.Round ? ErrorOf(PiecesPerQuarter, Math.Abs(Metres)) : 0;

    private static double ErrorOf(int pieces, double radius) => radius * (1 - Math.Cos(Math.PI / (4 * pieces)));
}

/// <summary>Form of the ends of a buffer (端头).</summary>
public enum BufferEnds
{
    /// <summary>圆头: all places within the distance.</summary>
    Round,

    /// <summary>平头: lines end where they end; corners of areas are cut off.</summary>
    Flat,

    /// <summary>方头: lines go on by the distance; corners of areas stay corners, at most five times the distance out.</summary>
    Square,
}

/// <summary>A buffer as it was drawn.</summary>
/// <param name="Figure">Valid; empty where an area drawn in has nothing left.</param>
/// <param name="ArcErrorMetres">How far the border may lie inside the true arcs, m; rounding to the grid adds 0.0001 m at most.</param>
public sealed record BufferedFigure(GridMultiPolygon Figure, double ArcErrorMetres);
