using Guotu.Geo.StoredRasters;

namespace Guotu.Geo.Terrain;

/// <summary>
/// The ground between the cells (地面): each square between the middles of four neighbouring cells is two triangles, parted from the north-west to
/// the south-east corner. Continuous, exact on planes; profiles and earthworks are reckoned on it. It ends at the middles of the outermost cells.
/// </summary>
public sealed class GroundSurface(HeightField field)
{
    /// <summary>Height in metres; null where one of the triangle's corners has no height, and outside of the surface.</summary>
    public double? HeightAt(double east, double north)
    {
        var (u, v) = ToLattice(east, north);
        var (column, row) = (SquareOf(u, field.Columns), SquareOf(v, field.Rows));
        if (column < 0 || row < 0)
        {
            return null;
        }

        var (s, t) = (u - column, v - row);
        return s >= t ? Triangle(column, row, upper: true) is { } a ? a.Value(s, t) : null : Triangle(column, row, upper: false) is { } b ? b.Value(s, t) : null;
    }

    /// <summary>Whether a place lies on the surface's lattice, with or without data.</summary>
    public bool Covers(double east, double north)
    {
        var (u, v) = ToLattice(east, north);
        return SquareOf(u, field.Columns) >= 0 && SquareOf(v, field.Rows) >= 0;
    }

    /// <summary>Columns from the west and rows from the north, in cells, 0 at the middle of the first.</summary>
    internal (double U, double V) ToLattice(double east, double north) =>
        (((east - field.Grid.OriginEast) / field.Grid.CellEast) - 0.5, ((field.Grid.OriginNorth - north) / field.Grid.CellNorth) - 0.5);

    /// <summary>The triangle of a square north-east of its diagonal, or south-west; null without all three heights.</summary>
    internal GroundTriangle? Triangle(int column, int row, bool upper)
    {
        var (a, d) = (field.At(column, row), field.At(column + 1, row + 1));
        var other = upper ? field.At(column + 1, row) : field.At(column, row + 1);
        if (a == RasterCells.NoHeight || d == RasterCells.NoHeight || other == RasterCells.NoHeight)
        {
            return null;
        }

        return upper ? new GroundTriangle(a / 1000.0, (other - a) / 1000.0, (d - other) / 1000.0) : new GroundTriangle(a / 1000.0, (d - other) / 1000.0, (other - a) / 1000.0);
    }

    private static int SquareOf(double place, int cells)
    {
        if (!(place >= 0 && place <= cells - 1) || cells < 2)
        {
            return -1;
        }

        return Math.Min((int)place, cells - 2);
    }
}

/// <summary>Heights in metres over a unit square: origin at its north-west corner, s to the east, t to the south.</summary>
internal readonly record struct GroundTriangle(double Corner, double East, double South)
{
    public double Value(double s, double t) => Corner + (East * s) + (South * t);
}
