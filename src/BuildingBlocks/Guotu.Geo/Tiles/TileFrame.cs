namespace Guotu.Geo.Tiles;

/// <summary>
/// The border of a tile. Polygons are cut half a unit inside of its last line, where no whole-number vertex can lie, so that cutting knows no
/// special cases; what ends at the cut is drawn on the line itself.
/// </summary>
internal static class TileFrame
{
    public const long Low = -VectorTileEncoder.Buffer;
    public const long High = VectorTileEncoder.Extent + VectorTileEncoder.Buffer;

    private const double CutLow = Low + 0.5, CutHigh = High - 0.5;
    private const double Side = CutHigh - CutLow;

    private static readonly TilePoint[] Corners = [new(Low, Low), new(High, Low), new(High, High), new(Low, High)];

    /// <summary>The whole border as an outer ring.</summary>
    public static TilePoint[] Whole => [.. Corners];

    public static bool Holds(TilePoint p) => p.X > Low && p.X < High && p.Y > Low && p.Y < High;

    /// <summary>Stretch of p→q inside, as shares of the way; null where there is none.</summary>
    public static (double Enter, double Leave)? Stretch(TilePoint p, TilePoint q)
    {
        var (enter, leave) = (0.0, 1.0);
        return Narrow(p.X, q.X - p.X, ref enter, ref leave) && Narrow(p.Y, q.Y - p.Y, ref enter, ref leave) && enter < leave ? (enter, leave) : null;
    }

    /// <summary>Where p→q meets the cut: place around it (0 to 4, in the direction of outer rings) and the vertex that is drawn there.</summary>
    public static (double Around, TilePoint Drawn) At(TilePoint p, TilePoint q, double share)
    {
        var (x, y) = (p.X + (share * (q.X - p.X)), p.Y + (share * (q.Y - p.Y)));
        var (toLeft, toRight, toTop, toBottom) = (Math.Abs(x - CutLow), Math.Abs(x - CutHigh), Math.Abs(y - CutLow), Math.Abs(y - CutHigh));
        var least = Math.Min(Math.Min(toLeft, toRight), Math.Min(toTop, toBottom));
        var (along, down) = (Round(x), Round(y));
        return least == toTop ? ((x - CutLow) / Side, new TilePoint(along, Low))
            : least == toRight ? (1 + ((y - CutLow) / Side), new TilePoint(High, down))
            : least == toBottom ? (2 + ((CutHigh - x) / Side), new TilePoint(along, High))
            : (3 + ((CutHigh - y) / Side), new TilePoint(Low, down));
    }

    /// <summary>Adds the corners between two places around.</summary>
    public static void AddCorners(List<TilePoint> ring, double from, double to)
    {
        var end = to < from ? to + 4 : to;
        for (var corner = (int)Math.Floor(from) + 1; corner < end; corner++)
        {
            ring.Add(Corners[corner % 4]);
        }
    }

    private static long Round(double value) => Math.Clamp((long)Math.Floor(value + 0.5), Low, High);

    private static bool Narrow(double from, double step, ref double enter, ref double leave)
    {
        if (step == 0)
        {
            return from > CutLow && from < CutHigh;
        }

        var (first, last) = ((CutLow - from) / step, (CutHigh - from) / step);
        (enter, leave) = (Math.Max(enter, Math.Min(first, last)), Math.Min(leave, Math.Max(first, last)));
        return true;
    }
}
