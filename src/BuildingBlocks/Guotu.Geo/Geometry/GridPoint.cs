using Guotu.Geo.Crs;

namespace Guotu.Geo.Geometry;

/// <summary>
/// A vertex on the integer grid of 0.1 mm (整数格网) in a Gauss-Kruger plane: east first, with the zone's false easting.
/// All recorded geometry is of these; there is no tolerance anywhere because every test on them is exact.
/// </summary>
public readonly record struct GridPoint(long East, long North) : IComparable<GridPoint>
{
    public const int UnitsPerMetre = 10_000;

    public double EastMetres => East / (double)UnitsPerMetre;

    public double NorthMetres => North / (double)UnitsPerMetre;

    public static bool operator <(GridPoint a, GridPoint b) => a.CompareTo(b) < 0;

    public static bool operator >(GridPoint a, GridPoint b) => a.CompareTo(b) > 0;

    public static bool operator <=(GridPoint a, GridPoint b) => a.CompareTo(b) <= 0;

    public static bool operator >=(GridPoint a, GridPoint b) => a.CompareTo(b) >= 0;

    /// <summary>Rounds metres to the grid, half away from zero.</summary>
    public static GridPoint FromMetres(PlanePosition position) => new(ToUnits(position.East), ToUnits(position.North));

    public PlanePosition ToMetres() => new(EastMetres, NorthMetres);

    /// <summary>East first, then north: the order that canonical forms use.</summary>
    public int CompareTo(GridPoint other) => East != other.East ? East.CompareTo(other.East) : North.CompareTo(other.North);

    internal static long ToUnits(double metres) => (long)Math.Round(metres * UnitsPerMetre, MidpointRounding.AwayFromZero);
}
