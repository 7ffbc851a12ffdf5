using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.StoredRasters;

namespace Guotu.Geo.Terrain;

/// <summary>
/// A window of a DEM (高程窗口): whole millimetres above 1985 heights, row by row from the north; <see cref="RasterCells.NoHeight"/> where there is no
/// data. Every analysis takes the heights from here.
/// </summary>
/// <param name="Grid">Cells in metres of the county's zone; its origin is the window's upper left corner.</param>
public sealed record HeightField(RasterGrid Grid, int Columns, int Rows, int[] Millimetres)
{
    public double CellArea => Grid.CellEast * Grid.CellNorth;

    /// <summary>Millimetres; no height outside of the window.</summary>
    public int At(int column, int row) =>
        column >= 0 && row >= 0 && column < Columns && row < Rows ? Millimetres[(row * Columns) + column] : RasterCells.NoHeight;

    /// <summary>Whether the cell lies in the window.</summary>
    public bool Holds(int column, int row) => column >= 0 && row >= 0 && column < Columns && row < Rows;
}

/// <summary>Why no answer can be given (无法判定的原因).</summary>
public enum TerrainDoubtKind
{
    /// <summary>Part of what is asked for lies outside of the DEM.</summary>
    OutsideDem,

    /// <summary>Part of what is asked for lies on cells without data, or beside such.</summary>
    NoData,
}

/// <summary>The doubt, and how much of the question it touches.</summary>
/// <param name="SquareMetres">Plane area without an answer; 0 where the question has no area.</param>
public sealed record TerrainDoubt(TerrainDoubtKind Kind, double SquareMetres);

/// <summary>An answer, or the doubt that stands in its place: never a number that hides it.</summary>
public sealed record TerrainAnswer<T>
    where T : class
{
    private TerrainAnswer(T? value, TerrainDoubt? doubt) => (Value, Doubt) = (value, doubt);

    /// <summary>Null where undetermined.</summary>
    public T? Value { get; }

    /// <summary>Null where determined.</summary>
    public TerrainDoubt? Doubt { get; }

    public static implicit operator TerrainAnswer<T>(T value) => new(value, null);

    public static implicit operator TerrainAnswer<T>(TerrainDoubt doubt) => new(null, doubt);
}
