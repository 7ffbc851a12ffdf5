using Guotu.Geo.Crs;
using Guotu.Geo.Formats.Rasters;
using Guotu.MapPublishing.Maps;

namespace Guotu.MapPublishing.Rasters;

/// <summary>
/// Places of the middles of pixels in the county's zone, metres. On maps of large and middle scale they are interpolated straight between exact places
/// sixteen pixels apart, which differs by less than a hundredth of a pixel; where a pixel is wider than 200 m each is exact.
/// </summary>
internal sealed class PixelPlaces
{
    private const int Step = 16;
    private const double WidePixel = 200;
    private readonly MapWindow _window;
    private readonly RasterWindow _part;
    private readonly int _across;
    private readonly PlanePosition[] _nodes;
    private readonly bool _isExact;

    public PixelPlaces(MapWindow window, RasterWindow part)
    {
        (_window, _part) = (window, part);
        PixelMetres = Distance(Exact(part.Width / 2.0, part.Height / 2.0), Exact((part.Width / 2.0) + 1, part.Height / 2.0));
        _isExact = PixelMetres > WidePixel;
        var down = ((part.Height + Step - 1) / Step) + 1;
        _across = ((part.Width + Step - 1) / Step) + 1;
        _nodes = new PlanePosition[_across * down];
        for (var i = 0; i < _nodes.Length; i++)
        {
            _nodes[i] = Exact(i % _across * Step, i / _across * Step);
        }
    }

    /// <summary>Width of a pixel on the ground.</summary>
    public double PixelMetres { get; }

    /// <summary>Box of all places, a little wide.</summary>
    public (PlanePosition Low, PlanePosition High) Box
    {
        get
        {
            var slack = PixelMetres * 2;
            return (
                new PlanePosition(_nodes.Min(n => n.East) - slack, _nodes.Min(n => n.North) - slack),
                new PlanePosition(_nodes.Max(n => n.East) + slack, _nodes.Max(n => n.North) + slack));
        }
    }

    public PlanePosition At(int x, int y)
    {
        if (_isExact)
        {
            return Exact(x, y);
        }

        var at = (y / Step * _across) + (x / Step);
        var (s, t) = (x % Step / (double)Step, y % Step / (double)Step);
        var (a, b, c, d) = (_nodes[at], _nodes[at + 1], _nodes[at + _across], _nodes[at + _across + 1]);
        return new PlanePosition(Between(Between(a.East, b.East, s), Between(c.East, d.East, s), t), Between(Between(a.North, b.North, s), Between(c.North, d.North, s), t));
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);

    private static double Distance(PlanePosition a, PlanePosition b) => Math.Max(1e-6, Math.Sqrt(((a.East - b.East) * (a.East - b.East)) + ((a.North - b.North) * (a.North - b.North))));

    /// <summary>Of the middle of a pixel.</summary>
    private PlanePosition Exact(double x, double y) => _window.ToGrid(_part.Column + x + 0.5, _part.Row + y + 0.5).ToMetres();
}
