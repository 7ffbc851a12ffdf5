using Guotu.Geo.Crs;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.Formats.Reference;

/// <summary>
/// What the numbers of positions tell of their system and order. In China degrees, northings and eastings have magnitudes that do not
/// overlap, so that they can confirm or contradict what a file states; they can not tell the datum.
/// </summary>
public static class NumberEvidence
{
    /// <summary>True where a position can lie in the system, east or longitude in X; systems that are not ours are not judged.</summary>
    public static bool Fits(CoordinateSystem crs, Coordinate position)
    {
        ArgumentNullException.ThrowIfNull(crs);
        ArgumentNullException.ThrowIfNull(position);
        return Fits(crs, position.X, position.Y);
    }

    /// <summary>The first position of a geometry that can not lie in the system; null where all can.</summary>
    public static Coordinate? FirstStray(CoordinateSystem crs, NtsGeometry geometry)
    {
        ArgumentNullException.ThrowIfNull(crs);
        ArgumentNullException.ThrowIfNull(geometry);
        foreach (var positions in FeatureGeometry.Sequences(geometry))
        {
            for (var i = 0; i < positions.Count; i++)
            {
                if (!Fits(crs, positions.GetX(i), positions.GetY(i)))
                {
                    return new Coordinate(positions.GetX(i), positions.GetY(i));
                }
            }
        }

        return null;
    }

    private static bool Fits(CoordinateSystem crs, double x, double y) => crs.Kind switch
    {
        CoordinateSystemKind.Cgcs2000Degrees => x is >= 73 and <= 136 && y is >= 3 and <= 54,
        CoordinateSystemKind.Wgs84Degrees => x is >= -180 and <= 180 && y is >= -90 and <= 90,
        CoordinateSystemKind.Cgcs2000Zone => y is >= 300_000 and <= 6_200_000 && FitsZone(crs.Zone!, x),
        _ => true,
    };

    /// <summary>What the numbers look like, in Chinese, east first or north first.</summary>
    public static string Guess(Coordinate position)
    {
        var found = GuessSystem(position, out var axis);
        return found is null ? "未知的平面坐标" : axis == AxisOrder.EastFirst ? found : found + ",先北后东";
    }

    /// <summary>The order that the numbers prove, null where they fit neither or both.</summary>
    public static AxisOrder? Axis(Coordinate position)
    {
        var (straight, turned) = (LooksEastFirst(position.X, position.Y), LooksEastFirst(position.Y, position.X));
        return straight == turned ? null : straight ? AxisOrder.EastFirst : AxisOrder.NorthFirst;
    }

    /// <summary>A plausible position of any geometry, the first; null where it has none.</summary>
    public static Coordinate? FirstOf(NtsGeometry? geometry) => geometry is null || geometry.IsEmpty ? null : geometry.Coordinate;

    private static string? GuessSystem(Coordinate position, out AxisOrder axis)
    {
        axis = Axis(position) ?? AxisOrder.EastFirst;
        var (east, north) = axis == AxisOrder.EastFirst ? (position.X, position.Y) : (position.Y, position.X);
        if (!LooksEastFirst(east, north))
        {
            return null;
        }

        if (east < 180)
        {
            return "经纬度";
        }

        return east < 1_000_000 ? "没有带号前缀的平面坐标" : GaussKrugerZone.OfPrefix((int)(east / 1_000_000)) is { } zone ? zone.ChineseName + "的平面坐标" : null;
    }

    private static bool LooksEastFirst(double x, double y) =>
        (x is >= 73 and <= 136 && y is >= 3 and <= 54)
        || (y is >= 1_000_000 and <= 6_200_000 && (x is >= 100_000 and < 1_000_000 || (x is >= 13_000_000 and < 46_000_000 && GaussKrugerZone.OfPrefix((int)(x / 1_000_000)) is not null)));

    private static bool FitsZone(GaussKrugerZone zone, double x) =>
        zone.IsPrefixed ? Math.Floor(x / 1_000_000) == zone.Number : x is >= 100_000 and < 1_000_000;
}
