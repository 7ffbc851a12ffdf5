using System.Globalization;
using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Rasters;

/// <summary>A raster open for the caller with a style.</summary>
internal sealed record StyledRaster(ISeenRaster Raster, RasterStyle Style) : IDrawnLayer
{
    private static readonly LayerField Height = new("GC", "高程(1985国家高程基准,米)", LayerFieldKind.Decimal, 9, 3, "M");
    private static readonly LayerField Red = new("R", "红", LayerFieldKind.Whole, 3, 0, "M");
    private static readonly LayerField Green = new("G", "绿", LayerFieldKind.Whole, 3, 0, "M");
    private static readonly LayerField Blue = new("B", "蓝", LayerFieldKind.Whole, 3, 0, "M");

    public string Code => Raster.Definition.Code;

    public string Name => Raster.Definition.Name;

    public DrawnRevision Revision => new(Raster.Revision.Number, Raster.Revision.AsOf, Raster.Revision.Source, DeclaredEmpty: false);

    public bool IsWhole => Raster.IsWhole;

    public SecurityLabel Label => Raster.Label;

    public string Sight => Raster.Stamp;

    public string Stamp => Raster.Stamp + "+" + Style.Name + "+" + Raster.Definition.Drawing.Digest;

    public Result DrawOn(ImageCanvas canvas, MapWindow window, CancellationToken ct) => new RasterDrawing(Raster, Style, window).DrawOn(canvas, ct);

    public Result<byte[]> Legend() => RasterLegend.Draw(Raster.Definition, Style);

    public Result<IReadOnlyList<FoundFeature>> FindAt(GridPoint place, int most, CancellationToken ct)
    {
        var grid = Raster.Revision.Place.GridAt(0);
        var (column, row) = grid.CellAt(place.EastMetres, place.NorthMetres);
        if (column < 0 || row < 0 || column >= Raster.Revision.Place.Columns || row >= Raster.Revision.Place.Rows)
        {
            return Array.Empty<FoundFeature>();
        }

        var read = Raster.Read(0, new RasterWindow(column, row, 1, 1), ct);
        return read.Map<IReadOnlyList<FoundFeature>>(cells => cells[0] == RasterCells.NoData(Raster.Revision.Kind) ? [] : [CellOf(grid, column, row, cells[0])]);
    }

    private FoundFeature CellOf(RasterGrid grid, int column, int row, int cell)
    {
        IReadOnlyList<(LayerField, string)> values = Raster.Revision.Kind == RasterKind.Elevation
            ? [(Height, (cell / 1000m).ToString("0.000", CultureInfo.InvariantCulture))]
            : [(Red, Text((cell >> 16) & 0xFF)), (Green, Text((cell >> 8) & 0xFF)), (Blue, Text(cell & 0xFF))];
        var (west, north) = (grid.OriginEast + (column * grid.CellEast), grid.OriginNorth - (row * grid.CellNorth));
        GridPoint Corner(double east, double at) => GridPoint.FromMetres(new(east, at));
        var ring = new GridRing([Corner(west, north - grid.CellNorth), Corner(west + grid.CellEast, north - grid.CellNorth), Corner(west + grid.CellEast, north), Corner(west, north)]);
        return new FoundFeature(Code, Raster.Definition.Name, Raster.Revision.Number, Text(row + 1) + "-" + Text(column + 1), GridMultiPolygon.Of(new GridPolygon(ring)), values);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
