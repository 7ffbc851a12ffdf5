using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// The raster that the invented county is carved from (格网): square cells around the county's middle, row 0 in the south. Patches
/// are unions of cells, so that neighbours share every vertex.
/// </summary>
/// <param name="CellMetres">Side of a cell.</param>
/// <param name="BlockCells">Side of the block that gets one patch, in cells.</param>
internal sealed record CountyFrame(double CellMetres, int BlockCells)
{
    /// <summary>Middle of the county in zone 36, metres, about 107.75° E 32.90° N.</summary>
    public const int MiddleEast = 36_476_600;

    public const int MiddleNorth = 3_641_700;

    // Half of the box in metres: within 107.25-108.25° E, 32.55-33.25° N.
    private const int HalfWidth = 45_500;
    private const int HalfHeight = 38_000;

    public int Columns { get; } = (int)(2 * HalfWidth / CellMetres);

    public int Rows { get; } = (int)(2 * HalfHeight / CellMetres);

    public int CellCount => Columns * Rows;

    public static CountyFrame Of(DemonstrationSize size) =>
        size == DemonstrationSize.Small ? new CountyFrame(160, 6) : new CountyFrame(18.5, 6);

    /// <summary>Middle of a cell in metres from the county's middle.</summary>
    public double East(int column) => ((column + 0.5) * CellMetres) - HalfWidth;

    public double North(int row) => ((row + 0.5) * CellMetres) - HalfHeight;

    public int ColumnOf(double east) => (int)Math.Floor((east + HalfWidth) / CellMetres);

    public int RowOf(double north) => (int)Math.Floor((north + HalfHeight) / CellMetres);

    /// <summary>A lattice corner in metres from the county's middle; corner (0, 0) is the south-west of cell (0, 0).</summary>
    public (double East, double North) Corner(int column, int row) => ((column * CellMetres) - HalfWidth, (row * CellMetres) - HalfHeight);
}
