using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// Where a lattice corner lies on the 0.1 mm grid: bent by a slow warp, shaken a little, and drawn in at the corners of stairs, so that
/// borders look like borders. No corner leaves its place by more than a quarter of a cell, which keeps every cell simple.
/// </summary>
internal sealed class LatticePositions(CountyFrame frame, RegionRaster patches, SeededNoise noise)
{
    private const int WarpStream = 700;
    private const int ShakeStream = 720;
    private const double WarpMetres = 110;
    private const double WarpWidth = 9_000;
    private const double Shake = 0.08;
    private const double DrawIn = 0.13;

    // Survey coordinates are given to the millimetre.
    private const int UnitsPerMillimetre = 10;
    private const int MillimetresPerMetre = 1000;

    public GridPoint At(int column, int row)
    {
        var (east, north) = frame.Corner(column, row);
        var (inEast, inNorth) = Inward(column, row);
        var cell = frame.CellMetres;
        var x = east + (WarpMetres * noise.Smooth(WarpStream, east / WarpWidth, north / WarpWidth))
            + (cell * ((Shake * ((2 * noise.Unit(ShakeStream, column, row)) - 1)) + (DrawIn * inEast)));
        var y = north + (WarpMetres * noise.Smooth(WarpStream + 1, east / WarpWidth, north / WarpWidth))
            + (cell * ((Shake * ((2 * noise.Unit(ShakeStream + 1, column, row)) - 1)) + (DrawIn * inNorth)));
        return new GridPoint(Units(x, CountyFrame.MiddleEast), Units(y, CountyFrame.MiddleNorth));
    }

    private static long Units(double metres, int middle) =>
        (((long)Math.Floor((metres * MillimetresPerMetre) + 0.5)) + ((long)middle * MillimetresPerMetre)) * UnitsPerMillimetre;

    /// <summary>Direction to the inside of a turn; nothing where the border runs straight or three borders meet.</summary>
    private (int East, int North) Inward(int column, int row)
    {
        var (nw, ne) = (patches[column - 1, row], patches[column, row]);
        var (sw, se) = (patches[column - 1, row - 1], patches[column, row - 1]);
        var (up, down, right, left) = (nw != ne, sw != se, ne != se, nw != sw);
        var turns = (up ? 1 : 0) + (down ? 1 : 0) == 1 && (right ? 1 : 0) + (left ? 1 : 0) == 1;
        return turns ? (right ? 1 : -1, up ? 1 : -1) : (0, 0);
    }
}
