using Guotu.Geo;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.StoredRasters;
using Guotu.Geo.Terrain;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.FindSites;

/// <summary>Slope by the elevation model of the one map (坡度), each cell by Horn, as far as the caller sees it.</summary>
internal sealed class DemSlope(IPublishedRasters rasters) : ITerrainSlope
{
    public async Task<Result<ISeenTerrain>> OpenAsync(Caller caller, CancellationToken ct)
    {
        var dem = (await rasters.ListAsync(caller, ct)).FirstOrDefault(r => r.Definition.Kind == RasterKind.Elevation);
        if (dem is null)
        {
            return new Error(AnalysisErrors.NoTerrain);
        }

        var opened = await rasters.OpenAsync(caller, dem.Definition.Code, dem.Revision.Number, ct);
        return opened.Error is { } error
            ? error.Code == KernelErrors.NotFound ? new Error(AnalysisErrors.NoTerrain) : error
            : Result<ISeenTerrain>.Of(new SeenDem(opened.Value));
    }

    public async Task<string?> StampAsync(Caller caller, TerrainSource source, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(source);
        var now = await rasters.OpenAsync(caller, source.Code, source.Revision, ct);
        return now.IsSuccess ? now.Value.Stamp : null;
    }

    private sealed class SeenDem(ISeenRaster raster) : ISeenTerrain
    {
        public TerrainSource Source { get; } = new(
            raster.Definition.Code, raster.Definition.Name, raster.Revision.Number, raster.Revision.AsOf, raster.Stamp, raster.Label.Level) { LabelCategory = raster.Label.CategoryText };

        public Result<SlopeOver> Slope(GridMultiPolygon figure, CancellationToken ct)
        {
            var place = raster.Revision.Place;
            var (left, upper) = Cell(place, figure.Envelope.MinEast, figure.Envelope.MaxNorth);
            var (right, lower) = Cell(place, figure.Envelope.MaxEast, figure.Envelope.MinNorth);

            // One cell more on each side, by which the outermost cells get their slope.
            var (first, top) = (Math.Max(0, left - 1), Math.Max(0, upper - 1));
            var (width, height) = (Math.Min(place.Columns - 1, right + 1) - first + 1, Math.Min(place.Rows - 1, lower + 1) - top + 1);
            if (width <= 0 || height <= 0)
            {
                return new Error(AnalysisErrors.NoTerrain);
            }

            if (width * height > CellShares.MostSquares)
            {
                return new Error(GeoErrors.TerrainTooLarge, ("what", $"一次至多 {CellShares.MostSquares / 10_000} 万格"));
            }

            var cells = raster.Read(0, new RasterWindow((int)first, (int)top, (int)width, (int)height), ct);
            return cells.Error is { } damaged ? damaged : Slope(place, (first, top, (int)width, (int)height), cells.Value, figure, ct);
        }

        public Result<HeightField> Heights(GridEnvelope box, double leastCellMetres, CancellationToken ct)
        {
            var ground = new Terrain.OpenGround(raster);
            return ground.Field(box, ground.LevelOf(leastCellMetres), ct);
        }

        private static Result<SlopeOver> Slope(
            RasterPlace place, (long First, long Top, int Width, int Height) window, int[] cells, GridMultiPolygon figure, CancellationToken ct)
        {
            var grid = place.GridAt(0);
            var own = grid with { OriginEast = grid.OriginEast + (window.First * grid.CellEast), OriginNorth = grid.OriginNorth - (window.Top * grid.CellNorth) };
            var slopes = SlopeShares.Of(new HeightField(own, window.Width, window.Height, cells), figure, ct);
            return slopes.Error is { } tooLarge ? tooLarge
                : slopes.Value.Value is { } known ? new SlopeOver(known.MeanDegrees, known.SteepestDegrees)
                : new Error(AnalysisErrors.NoTerrain);
        }

        private static (long Column, long Row) Cell(RasterPlace place, long east, long north) => (
            (long)Math.Floor((east - place.OriginEast) / (place.CellEastMetres * GridPoint.UnitsPerMetre)),
            (long)Math.Floor((place.OriginNorth - north) / (place.CellNorthMetres * GridPoint.UnitsPerMetre)));
    }
}
