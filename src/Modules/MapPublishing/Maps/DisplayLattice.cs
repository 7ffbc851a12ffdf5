using Guotu.Geo.Geometry;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// The window's projection as a lattice of exact places with straight interpolation between: a cell of a county map bends by less than a metre
/// where a pixel is two hundred. Places outside of it are computed exactly.
/// </summary>
internal sealed class DisplayLattice
{
    private const int Cells = 16;
    private readonly MapWindow _window;
    private readonly GridEnvelope _area;
    private readonly (double X, double Y)[] _nodes = new (double, double)[(Cells + 1) * (Cells + 1)];
    private readonly double _cellEast;
    private readonly double _cellNorth;

    public DisplayLattice(MapWindow window, GridEnvelope area)
    {
        (_window, _area) = (window, area);
        (_cellEast, _cellNorth) = (Math.Max(1, area.Width / (double)Cells), Math.Max(1, area.Height / (double)Cells));
        for (var j = 0; j <= Cells; j++)
        {
            for (var i = 0; i <= Cells; i++)
            {
                var at = new GridPoint(area.MinEast + (long)(i * _cellEast), area.MinNorth + (long)(j * _cellNorth));
                _nodes[(j * (Cells + 1)) + i] = window.ToCanvas(at);
            }
        }
    }

    public (double X, double Y) ToCanvas(GridPoint point)
    {
        var (u, v) = ((point.East - _area.MinEast) / _cellEast, (point.North - _area.MinNorth) / _cellNorth);
        if (u < 0 || v < 0 || u > Cells || v > Cells)
        {
            return _window.ToCanvas(point);
        }

        var (i, j) = (Math.Min((int)u, Cells - 1), Math.Min((int)v, Cells - 1));
        var (s, t) = (u - i, v - j);
        var at = (j * (Cells + 1)) + i;
        var (a, b, c, d) = (_nodes[at], _nodes[at + 1], _nodes[at + Cells + 1], _nodes[at + Cells + 2]);
        return (Between(Between(a.X, b.X, s), Between(c.X, d.X, s), t), Between(Between(a.Y, b.Y, s), Between(c.Y, d.Y, s), t));
    }

    private static double Between(double a, double b, double share) => a + ((b - a) * share);
}
