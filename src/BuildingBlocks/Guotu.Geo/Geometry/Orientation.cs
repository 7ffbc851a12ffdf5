namespace Guotu.Geo.Geometry;

/// <summary>Exact orientation of three grid points.</summary>
public static class Orientation
{
    private const long SafeDifference = 1L << 30;

    /// <summary>1 where c lies left of a→b, −1 right, 0 on the line. Never rounded: 64 bits within 107 km, 128 beyond.</summary>
    public static int Of(GridPoint a, GridPoint b, GridPoint c)
    {
        var (dx1, dy1, dx2, dy2) = (b.East - a.East, b.North - a.North, c.East - a.East, c.North - a.North);
        return Small(dx1) && Small(dy1) && Small(dx2) && Small(dy2)
            ? Math.Sign((dx1 * dy2) - (dy1 * dx2))
            : Int128.Sign(((Int128)dx1 * dy2) - ((Int128)dy1 * dx2));
    }

    private static bool Small(long difference) => difference is > -SafeDifference and < SafeDifference;
}
