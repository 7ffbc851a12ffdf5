using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Terrain;

/// <summary>
/// How much of each square of a lattice a figure covers (面积份额), 0 to 1, exact but for rounding: the rule of every sum over a figure here. Squares are
/// cells of the raster, or, shifted by half a cell, the squares between the middles of cells.
/// </summary>
public sealed class CellShares
{
    /// <summary>Most squares of the box around a figure.</summary>
    public const int MostSquares = 4_000_000;

    /// <summary>Shares below this are roundings.</summary>
    public const double Least = 1e-9;

    private readonly double[] _shares;

    private CellShares(int column, int row, int columns, int rows)
    {
        (Column, Row, Columns, Rows) = (column, row, columns, rows);
        _shares = new double[columns * rows];
    }

    /// <summary>First column of the box, of the field's columns; may be outside of the field.</summary>
    public int Column { get; }

    public int Row { get; }

    public int Columns { get; }

    public int Rows { get; }

    public double At(int column, int row) => _shares[((row - Row) * Columns) + column - Column];

    /// <summary>Squares with a share, row by row.</summary>
    public IEnumerable<(int Column, int Row, double Share)> All()
    {
        for (var i = 0; i < _shares.Length; i++)
        {
            if (_shares[i] > Least)
            {
                yield return (Column + (i % Columns), Row + (i / Columns), _shares[i]);
            }
        }
    }

    /// <summary>Of the field's cells.</summary>
    public static Result<CellShares> OfCells(HeightField field, GridMultiPolygon figure, CancellationToken ct) => Of(field, figure, 0, ct);

    /// <summary>Of the squares between the middles of cells, as <see cref="GroundSurface"/> has them.</summary>
    internal static Result<CellShares> OfSquares(HeightField field, GridMultiPolygon figure, CancellationToken ct) => Of(field, figure, 0.5, ct);

    /// <summary>A ring in lattice units, turned so that it adds (an outer ring) or takes away (a hole).</summary>
    internal static LatticePoint[] Ring(HeightField field, GridRing ring, double shift) =>
    [
        .. ring.Points.Select(p => new LatticePoint(
            ((p.EastMetres - field.Grid.OriginEast) / field.Grid.CellEast) - shift, ((field.Grid.OriginNorth - p.NorthMetres) / field.Grid.CellNorth) - shift)),
    ];

    /// <summary>The rings of a figure with their sign: +1 adds, −1 takes away.</summary>
    internal static IEnumerable<(LatticePoint[] Ring, double Sign)> Rings(HeightField field, GridMultiPolygon figure, double shift)
    {
        foreach (var polygon in figure.Polygons)
        {
            foreach (var ring in polygon.Rings)
            {
                var points = Ring(field, ring, shift);
                yield return (points, (UnitSquares.Doubled(points) > 0 ? 1 : -1) * (ReferenceEquals(ring, polygon.Outer) ? 1 : -1));
            }
        }
    }

    private static Result<CellShares> Of(HeightField field, GridMultiPolygon figure, double shift, CancellationToken ct)
    {
        var box = figure.Envelope;
        var left = Math.Floor(((box.MinEast / (double)GridPoint.UnitsPerMetre) - field.Grid.OriginEast) / field.Grid.CellEast - shift);
        var right = Math.Ceiling(((box.MaxEast / (double)GridPoint.UnitsPerMetre) - field.Grid.OriginEast) / field.Grid.CellEast - shift);
        var top = Math.Floor((field.Grid.OriginNorth - (box.MaxNorth / (double)GridPoint.UnitsPerMetre)) / field.Grid.CellNorth - shift);
        var bottom = Math.Ceiling((field.Grid.OriginNorth - (box.MinNorth / (double)GridPoint.UnitsPerMetre)) / field.Grid.CellNorth - shift);
        if (figure.IsEmpty || !((right - left) * (bottom - top) <= MostSquares) || Math.Abs(left) > 1e8 || Math.Abs(top) > 1e8)
        {
            return new Error(GeoErrors.TerrainTooLarge, ("what", $"一次至多 {MostSquares / 10_000} 万格"));
        }

        var shares = new CellShares((int)left, (int)top, Math.Max(1, (int)(right - left)), Math.Max(1, (int)(bottom - top)));
        foreach (var (ring, sign) in Rings(field, figure, shift))
        {
            UnitSquares.Cut(ring, (column, row, piece) => shares._shares[((row - shares.Row) * shares.Columns) + column - shares.Column] += sign * UnitSquares.Doubled(piece) / 2, ct);
        }

        return shares;
    }
}
