using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Terrain;

/// <summary>What is asked of a viewshed.</summary>
/// <param name="Column">Cell of the observer.</param>
/// <param name="ObserverHeight">Metres above the ground.</param>
/// <param name="TargetHeight">Metres above the ground.</param>
/// <param name="Radius">Metres.</param>
/// <param name="Refraction">Share of the earth's curvature that refraction bends the sight by, usually 0.13.</param>
public sealed record ViewshedAsked(int Column, int Row, double ObserverHeight, double TargetHeight, double Radius, double Refraction = Viewshed.UsualRefraction);

/// <summary>How a cell stands to the observer.</summary>
public enum Visibility : byte
{
    /// <summary>Farther than the radius.</summary>
    NotAsked,
    Hidden,
    Visible,

    /// <summary>The cell, or the ground between, has no data.</summary>
    Unknown,
}

/// <summary>
/// The viewshed (可视域): for every cell within the radius the straight sight from the middle of the observer's cell to the middle of this one, held against the
/// ground wherever it crosses a line of middles, heights between two middles interpolated straight. The earth's curvature less refraction lowers
/// far ground by (1 − k) d² / 2R with R = 6 371 000 m. Cost grows with the third power of the radius in cells.
/// </summary>
public sealed record Viewshed(int Column, int Row, int Side, Visibility[] Cells)
{
    public const double UsualRefraction = 0.13;
    public const double EarthRadius = 6_371_000;
    public const int MostRadiusCells = 500;

    public int Count(Visibility visibility) => Cells.Count(c => c == visibility);

    /// <summary>GEO-0094 for a radius of too many cells; undetermined where the observer stands on a cell without data or outside of the DEM.</summary>
    public static Result<TerrainAnswer<Viewshed>> Of(HeightField field, ViewshedAsked asked, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(asked);
        var reach = (int)Math.Floor(asked.Radius / Math.Min(field.Grid.CellEast, field.Grid.CellNorth));
        if (reach is < 1 or > MostRadiusCells)
        {
            return new Error(GeoErrors.TerrainTooLarge, ("what", $"可视半径要在 1 到 {MostRadiusCells} 格之间"));
        }

        if (field.At(asked.Column, asked.Row) == RasterCells.NoHeight)
        {
            return (TerrainAnswer<Viewshed>)new TerrainDoubt(field.Holds(asked.Column, asked.Row) ? TerrainDoubtKind.NoData : TerrainDoubtKind.OutsideDem, 0);
        }

        var side = (2 * reach) + 1;
        var cells = new Visibility[side * side];
        var sight = new Sight(field, asked);
        for (var row = 0; row < side; row++)
        {
            ct.ThrowIfCancellationRequested();
            for (var column = 0; column < side; column++)
            {
                cells[(row * side) + column] = sight.To(column - reach, row - reach);
            }
        }

        return (TerrainAnswer<Viewshed>)new Viewshed(asked.Column - reach, asked.Row - reach, side, cells);
    }

    private sealed class Sight(HeightField field, ViewshedAsked asked)
    {
        private readonly double _eye = (field.At(asked.Column, asked.Row) / 1000.0) + asked.ObserverHeight;
        private readonly double _bend = (1 - asked.Refraction) / (2 * EarthRadius);
        private readonly double _squaredRadius = asked.Radius * asked.Radius;

        public Visibility To(int columns, int rows)
        {
            var (east, north) = (columns * field.Grid.CellEast, rows * field.Grid.CellNorth);
            var squared = (east * east) + (north * north);
            if (squared > _squaredRadius)
            {
                return Visibility.NotAsked;
            }

            if (columns == 0 && rows == 0)
            {
                return Visibility.Visible;
            }

            var target = field.At(asked.Column + columns, asked.Row + rows);
            if (target == RasterCells.NoHeight)
            {
                return Visibility.Unknown;
            }

            var length = Math.Sqrt(squared);
            return Between(columns, rows, ((target / 1000.0) + asked.TargetHeight - (_bend * squared) - _eye) / length, length);
        }

        private Visibility Between(int columns, int rows, double rise, double length)
        {
            var steps = Math.Max(Math.Abs(columns), Math.Abs(rows));
            var known = true;
            for (var i = 1; i < steps; i++)
            {
                var share = i / (double)steps;
                if (Height(asked.Column + (columns * share), asked.Row + (rows * share), Math.Abs(columns) == steps) is not { } height)
                {
                    known = false;
                    continue;
                }

                var distance = length * share;
                if (height - (_bend * distance * distance) - _eye > rise * distance)
                {
                    return Visibility.Hidden;
                }
            }

            return known ? Visibility.Visible : Visibility.Unknown;
        }

        /// <summary>Metres between two middles of a column, or of a row.</summary>
        private double? Height(double column, double row, bool alongColumns)
        {
            var place = alongColumns ? row : column;
            var low = Math.Floor(place + 1e-9);
            var part = Math.Max(0, place - low);
            var (c, r) = alongColumns ? ((int)Math.Round(column), (int)low) : ((int)low, (int)Math.Round(row));
            var first = field.At(c, r);
            if (first == RasterCells.NoHeight)
            {
                return null;
            }

            if (part < 1e-9)
            {
                return first / 1000.0;
            }

            var second = alongColumns ? field.At(c, r + 1) : field.At(c + 1, r);
            return second == RasterCells.NoHeight ? null : (first + ((second - first) * part)) / 1000;
        }
    }
}
