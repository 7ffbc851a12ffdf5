using Guotu.Geo.Numerics;
using Guotu.Geo.StoredRasters;

namespace Guotu.Geo.Terrain;

/// <summary>
/// Slope and aspect of a cell by Horn's weights over its eight neighbours (Horn 1981, third order finite difference). A cell whose neighbourhood is
/// not whole has no slope: nothing is made up at borders or beside cells without data.
/// </summary>
public readonly record struct HornGradient(double East, double North)
{
    /// <summary>Greatest angles of the slope classes of the land survey (坡度分级): 2°, 6°, 15°, 25°; the fifth class is steeper.</summary>
    public static readonly IReadOnlyList<int> ClassLimits = [2, 6, 15, 25];

    // tan² of the limits, so that a class needs no arc tangent and is the same on every machine.
    private static readonly double[] SquaredTangents = [.. ClassLimits.Select(Squared)];

    /// <summary>Metres of height a metre, squared.</summary>
    public double SquaredSlope => (East * East) + (North * North);

    public double SlopeDegrees => DeterministicMath.Atan(Math.Sqrt(SquaredSlope)) * 180 / Math.PI;

    /// <summary>Direction of descent clockwise from grid north, 0 to 360; null on level ground.</summary>
    public double? AspectDegrees
    {
        get
        {
            if (SquaredSlope == 0)
            {
                return null;
            }

            var degrees = DeterministicMath.Atan2(-East, -North) * 180 / Math.PI;
            return degrees < 0 ? degrees + 360 : degrees >= 360 ? 0 : degrees;
        }
    }

    /// <summary>1 to 5; an angle on a limit belongs to the flatter class.</summary>
    public int SlopeClass
    {
        get
        {
            var squared = SquaredSlope;
            var index = Array.FindIndex(SquaredTangents, limit => squared <= limit);
            return index < 0 ? SquaredTangents.Length + 1 : index + 1;
        }
    }

    /// <summary>Null where any of the nine cells has no height.</summary>
    public static HornGradient? At(HeightField field, int column, int row)
    {
        Span<int> near = stackalloc int[9];
        for (var i = 0; i < 9; i++)
        {
            near[i] = field.At(column + (i % 3) - 1, row + (i / 3) - 1);
            if (near[i] == RasterCells.NoHeight)
            {
                return null;
            }
        }

        var east = (near[2] + (2L * near[5]) + near[8]) - (near[0] + (2L * near[3]) + near[6]);
        var north = (near[0] + (2L * near[1]) + near[2]) - (near[6] + (2L * near[7]) + near[8]);
        return new HornGradient(east / (8000 * field.Grid.CellEast), north / (8000 * field.Grid.CellNorth));
    }

    private static double Squared(int degrees)
    {
        var angle = degrees * Math.PI / 180;
        var tangent = DeterministicMath.Sin(angle) / DeterministicMath.Cos(angle);
        return tangent * tangent;
    }
}
