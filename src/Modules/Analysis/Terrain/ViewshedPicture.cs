using Guotu.Geo.Crs;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;
using Guotu.Rendering.Maps;

namespace Guotu.Analysis.Terrain;

/// <summary>
/// A viewshed as a picture in Web Mercator for the page's map: seen blue, hidden grey, unknown purple; the nearest cell counts. Places of pixels are
/// interpolated between exact ones, a thirty-second of the picture apart.
/// </summary>
internal sealed class ViewshedPicture
{
    private const int Nodes = 33;
    private const int MostPixels = 1_024;

    // Multiplied by their opacity, as the canvas takes them.
    private const int Seen = unchecked((int)0x800E3055);
    private const int Hidden = 0x50090D10;
    private const int Unknown = unchecked((int)0x8036204F);
    private readonly HeightField _field;
    private readonly Viewshed _viewshed;
    private readonly int _side;
    private readonly PlanePosition[] _places = new PlanePosition[Nodes * Nodes];

    public ViewshedPicture(HeightField field, Viewshed viewshed, GaussKrugerProjection projection)
    {
        (_field, _viewshed) = (field, viewshed);
        _side = Math.Min(MostPixels, viewshed.Side);
        var (west, north) = (field.Grid.OriginEast + (viewshed.Column * field.Grid.CellEast), field.Grid.OriginNorth - (viewshed.Row * field.Grid.CellNorth));
        var (east, south) = (west + (viewshed.Side * field.Grid.CellEast), north - (viewshed.Side * field.Grid.CellNorth));
        PlanePosition[] corners = [new(west, north), new(east, north), new(west, south), new(east, south)];
        var places = corners.Select(projection.Inverse).ToArray();
        var (low, high) = (
            WebMercator.Forward(new GeographicPosition(places.Min(p => p.Latitude), places.Min(p => p.Longitude))),
            WebMercator.Forward(new GeographicPosition(places.Max(p => p.Latitude), places.Max(p => p.Longitude))));
        Extent = [places.Min(p => p.Longitude), places.Min(p => p.Latitude), places.Max(p => p.Longitude), places.Max(p => p.Latitude)];
        for (var i = 0; i < _places.Length; i++)
        {
            var (s, t) = (i % Nodes / (Nodes - 1.0), i / Nodes / (Nodes - 1.0));
            var at = WebMercator.Inverse(new PlanePosition(low.East + ((high.East - low.East) * s), high.North - ((high.North - low.North) * t)));
            _places[i] = projection.Forward(at);
        }
    }

    /// <summary>West, south, east, north in degrees.</summary>
    public IReadOnlyList<double> Extent { get; }

    public Result<byte[]> Draw()
    {
        using var canvas = new ImageCanvas(_side, _side, null);
        var pixels = new int[_side * _side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = ColourAt(((i % _side) + 0.5) / _side, ((i / _side) + 0.5) / _side);
        }

        canvas.Pixels(pixels, _side, 0, 0);
        return canvas.Finish();
    }

    private int ColourAt(double across, double down)
    {
        var (u, v) = (across * (Nodes - 1), down * (Nodes - 1));
        var (i, j) = (Math.Min((int)u, Nodes - 2), Math.Min((int)v, Nodes - 2));
        var at = (j * Nodes) + i;
        var (a, b, c, d) = (_places[at], _places[at + 1], _places[at + Nodes], _places[at + Nodes + 1]);
        var east = Between(Between(a.East, b.East, u - i), Between(c.East, d.East, u - i), v - j);
        var north = Between(Between(a.North, b.North, u - i), Between(c.North, d.North, u - i), v - j);
        var (column, row) = _field.Grid.CellAt(east, north);
        (column, row) = (column - _viewshed.Column, row - _viewshed.Row);
        if (column < 0 || row < 0 || column >= _viewshed.Side || row >= _viewshed.Side)
        {
            return 0;
        }

        return _viewshed.Cells[(row * _viewshed.Side) + column] switch
        {
            Visibility.Visible => Seen,
            Visibility.Hidden => Hidden,
            Visibility.Unknown => Unknown,
            _ => 0,
        };
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);
}
