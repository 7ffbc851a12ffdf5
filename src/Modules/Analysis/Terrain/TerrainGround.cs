using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Terrain;

/// <summary>The DEM as a caller may see it: ground outside of what is granted is without data, so that nothing is reckoned on it.</summary>
internal sealed class TerrainGround(IPublishedRasters rasters)
{
    private const string Dem = "DEM";

    /// <summary>The current DEM; <c>MAP-0001</c> where none was ever imported.</summary>
    public async Task<Result<OpenGround>> OpenAsync(Caller caller, CancellationToken ct) =>
        (await rasters.OpenAsync(caller, Dem, null, ct)).Map(raster => new OpenGround(raster));
}

/// <summary>An open DEM.</summary>
internal sealed class OpenGround(ISeenRaster raster)
{
    private const long MostCells = 9_000_000;

    public ISeenRaster Raster => raster;

    public TerrainBasis Basis(int level)
    {
        var revision = raster.Revision;
        return new TerrainBasis(revision.RasterCode, revision.Number, revision.AsOf, revision.Place.GridAt(level).CellEast, "1985国家高程基准", revision.Demonstration);
    }

    /// <summary>The finest level whose cells are no smaller; the coarsest where all are.</summary>
    public int LevelOf(double leastCellMetres)
    {
        var (place, level) = (raster.Revision.Place, 0);
        while (level < place.LevelCount - 1 && Math.Min(place.GridAt(level).CellEast, place.GridAt(level).CellNorth) < leastCellMetres)
        {
            level++;
        }

        return level;
    }

    /// <summary>The heights of a box and of cells around it, no further than the DEM goes; GEO-0094 for a box of too many cells.</summary>
    public Result<HeightField> Field(GridEnvelope box, int level, CancellationToken ct)
    {
        const int around = 3;
        var grid = raster.Revision.Place.GridAt(level);
        var (columns, rows) = raster.Revision.Place.SizeAt(level);
        var (left, top) = Cell(grid, box.MinEast, box.MaxNorth);
        var (right, bottom) = Cell(grid, box.MaxEast, box.MinNorth);
        var (first, last) = (Math.Max(0, left - around), Math.Min(columns - 1, right + around));
        var (upper, lower) = (Math.Max(0, top - around), Math.Min(rows - 1, bottom + around));
        if (first > last || upper > lower)
        {
            return new HeightField(grid, 0, 0, []);
        }

        if ((last - first + 1L) * (lower - upper + 1L) > MostCells)
        {
            return new Error(Geo.GeoErrors.TerrainTooLarge, ("what", $"一次至多 {MostCells / 10_000} 万格"));
        }

        var window = new RasterWindow((int)first, (int)upper, (int)(last - first + 1), (int)(lower - upper + 1));
        var own = grid with { OriginEast = grid.OriginEast + (first * grid.CellEast), OriginNorth = grid.OriginNorth - (upper * grid.CellNorth) };
        return raster.Read(level, window, ct).Map(cells => new HeightField(own, window.Width, window.Height, cells));
    }

    private static (long Column, long Row) Cell(RasterGrid grid, long east, long north) => (
        (long)Math.Floor(((east / (double)GridPoint.UnitsPerMetre) - grid.OriginEast) / grid.CellEast),
        (long)Math.Floor((grid.OriginNorth - (north / (double)GridPoint.UnitsPerMetre)) / grid.CellNorth));
}
