using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Demonstration;

/// <summary>The invented ground as a DEM (演示高程模型): the very heights that the land classes of the invented county were chosen by, also around it.</summary>
internal sealed class DemonstrationTerrain : IRasterSource
{
    private readonly InventedCounty _county;
    private readonly double _cell;
    private readonly (double East, double North) _corner;

    public DemonstrationTerrain(InventedCounty county, DemonstrationSize size)
    {
        _county = county;
        _cell = size == DemonstrationSize.Small ? 100 : 40;
        var frame = county.Frame;
        var (west, north) = frame.Corner(0, frame.Rows);
        var (east, south) = frame.Corner(frame.Columns, 0);
        _corner = (west, north);
        var origin = GridPoint.FromMetres(new PlanePosition(CountyFrame.MiddleEast + west, CountyFrame.MiddleNorth + north));
        Place = new RasterPlace(
            GaussKrugerZone.ThreeDegree(36).Epsg, origin.East, origin.North, (long)(_cell * 1e9), (long)(_cell * 1e9), (int)((east - west) / _cell), (int)((north - south) / _cell));
    }

    public RasterKind Kind => RasterKind.Elevation;

    public RasterPlace Place { get; }

    public Task<Result<int[]>> ReadAsync(RasterWindow window, CancellationToken ct)
    {
        var cells = new int[window.Width * window.Height];
        for (var row = 0; row < window.Height; row++)
        {
            ct.ThrowIfCancellationRequested();
            for (var column = 0; column < window.Width; column++)
            {
                var (east, north) = (_corner.East + ((window.Column + column + 0.5) * _cell), _corner.North - ((window.Row + row + 0.5) * _cell));
                cells[(row * window.Width) + column] = (int)Math.Round(_county.Terrain.Height(east, north) * 1000);
            }
        }

        return Task.FromResult<Result<int[]>>(cells);
    }
}
