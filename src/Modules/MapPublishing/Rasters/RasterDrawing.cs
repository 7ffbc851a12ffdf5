using Guotu.Geo.Formats.Rasters;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.MapPublishing.Maps;
using Guotu.OneMap.Contracts;
using Guotu.Rendering.Maps;
using Guotu.Rendering.MapStyles;

namespace Guotu.MapPublishing.Rasters;

/// <summary>
/// Draws what a caller sees of a raster (栅格出图), 256 × 256 pixels at a time, from the coarsest level whose cells are not larger than a pixel. Each pixel's
/// middle is projected back into the raster; colours come of <see cref="CellColours"/>. Light counts its azimuth from grid north.
/// </summary>
internal sealed class RasterDrawing(ISeenRaster raster, RasterStyle style, MapWindow window)
{
    private const int Part = 256;

    /// <summary>Cells around those that are drawn: neighbours for slopes, and one more for the interpolation.</summary>
    private const int Border = 3;

    public Result DrawOn(ImageCanvas canvas, CancellationToken ct)
    {
        var (width, height) = ((int)canvas.Width, (int)canvas.Height);
        if (Shown(width, height) is not { } shown)
        {
            return Result.Done;
        }

        for (var top = shown.Row; top < shown.Row + shown.Height; top += Part)
        {
            for (var left = shown.Column; left < shown.Column + shown.Width; left += Part)
            {
                ct.ThrowIfCancellationRequested();
                var part = new RasterWindow(left, top, Math.Min(Part, shown.Column + shown.Width - left), Math.Min(Part, shown.Row + shown.Height - top));
                if (Draw(canvas, part, ct).Error is { } error)
                {
                    return error;
                }
            }
        }

        return Result.Done;
    }

    private Result Draw(ImageCanvas canvas, RasterWindow part, CancellationToken ct)
    {
        var places = new PixelPlaces(window, part);
        var level = LevelOf(places.PixelMetres);
        var grid = raster.Revision.Place.GridAt(level);
        var (columns, rows) = raster.Revision.Place.SizeAt(level);
        var (low, high) = places.Box;
        var (first, top) = (Math.Max(-1, Cell((low.East - grid.OriginEast) / grid.CellEast) - Border), Math.Max(-1, Cell((grid.OriginNorth - high.North) / grid.CellNorth) - Border));
        var (last, bottom) = (Math.Min(columns, Cell((high.East - grid.OriginEast) / grid.CellEast) + Border), Math.Min(rows, Cell((grid.OriginNorth - low.North) / grid.CellNorth) + Border));
        if (last <= first || bottom <= top)
        {
            return Result.Done;
        }

        var cells = new RasterWindow(first, top, last - first + 1, bottom - top + 1);
        var read = raster.Read(level, cells, ct);
        if (read.Error is { } unread)
        {
            return unread;
        }

        var own = new RasterGrid(grid.OriginEast + (first * grid.CellEast), grid.OriginNorth - (top * grid.CellNorth), grid.CellEast, grid.CellNorth);
        var colours = new CellColours(style, raster.Revision.Kind, new Geo.Terrain.HeightField(own, cells.Width, cells.Height, read.Value));
        var pixels = new int[part.Width * part.Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (east, north) = places.At(i % part.Width, i / part.Width);
            pixels[i] = colours.At((east - own.OriginEast) / own.CellEast, (own.OriginNorth - north) / own.CellNorth);
        }

        canvas.Pixels(pixels, part.Width, part.Column, part.Row);
        return Result.Done;
    }

    private static int Cell(double place) => (int)Math.Floor(Math.Clamp(place, -1e8, 1e8));

    private int LevelOf(double pixelMetres)
    {
        var place = raster.Revision.Place;
        var ratio = pixelMetres / Math.Max(place.CellEastMetres, place.CellNorthMetres);
        return ratio <= 2 ? 0 : Math.Min(place.LevelCount - 1, (int)Math.Floor(Math.Log2(ratio)));
    }

    /// <summary>The pixels that the raster's box may lie on; null where none.</summary>
    private RasterWindow? Shown(int width, int height)
    {
        const int steps = 16;
        var box = raster.Revision.Place.Envelope;
        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (var i = 0; i <= steps; i++)
        {
            for (var j = 0; j <= steps; j++)
            {
                var (x, y) = window.ToCanvas(new GridPoint(box.MinEast + (box.Width * i / steps), box.MinNorth + (box.Height * j / steps)));
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            }
        }

        // An edge bends a little between two steps.
        var slack = 2 + ((right - left) / 200);
        var (x0, y0) = ((int)Math.Max(0, Math.Floor(left - slack)), (int)Math.Max(0, Math.Floor(top - slack)));
        var (x1, y1) = ((int)Math.Min(width, Math.Ceiling(right + slack)), (int)Math.Min(height, Math.Ceiling(bottom + slack)));
        return x1 > x0 && y1 > y0 ? new RasterWindow(x0, y0, x1 - x0, y1 - y0) : null;
    }
}
