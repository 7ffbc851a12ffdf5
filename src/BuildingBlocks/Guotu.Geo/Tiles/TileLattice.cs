using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;

namespace Guotu.Geo.Tiles;

/// <summary>
/// From the grid to the units of one tile, rows downwards. Within the tile's reach a lattice of exact places is interpolated, fine enough that no
/// place is off by more than <see cref="MostOff"/> units; outside of it places are computed exactly. For display only.
/// </summary>
internal sealed class TileLattice
{
    private const double MostOff = 0.1;
    private const int FewestCells = 8, MostCells = 64;

    private readonly TileAddress _tile;
    private readonly GaussKrugerProjection _projection;
    private readonly double _scale;
    private readonly int _cells;
    private readonly double _cellEast, _cellNorth;
    private readonly (double X, double Y)[] _nodes;

    public TileLattice(TileAddress tile, GaussKrugerZone zone)
    {
        _tile = tile;
        _projection = new GaussKrugerProjection(zone);
        _scale = VectorTileEncoder.Extent / tile.Side;
        Reach = tile.EnvelopeIn(zone);
        for (_cells = FewestCells; ; _cells *= 2)
        {
            (_cellEast, _cellNorth) = (Math.Max(1, Reach.Width / (double)_cells), Math.Max(1, Reach.Height / (double)_cells));
            _nodes = Nodes();
            if (Off() <= MostOff)
            {
                return;
            }

            if (_cells == MostCells)
            {
                // A tile as large as a country: every place is computed.
                _cells = 0;
                return;
            }
        }
    }

    /// <summary>A box of the grid that covers the tile and its border.</summary>
    public GridEnvelope Reach { get; }

    public (double X, double Y) ToTile(GridPoint point)
    {
        if (_cells == 0 || !Reach.Contains(point))
        {
            return Exact(point.ToMetres());
        }

        var (u, v) = ((point.East - Reach.MinEast) / _cellEast, (point.North - Reach.MinNorth) / _cellNorth);
        var (i, j) = (Math.Min((int)u, _cells - 1), Math.Min((int)v, _cells - 1));
        return Between(i, j, u - i, v - j);
    }

    private (double X, double Y) Between(int i, int j, double s, double t)
    {
        var at = (j * (_cells + 1)) + i;
        var (a, b, c, d) = (_nodes[at], _nodes[at + 1], _nodes[at + _cells + 1], _nodes[at + _cells + 2]);
        var (lowX, lowY) = (a.X + ((b.X - a.X) * s), a.Y + ((b.Y - a.Y) * s));
        var (highX, highY) = (c.X + ((d.X - c.X) * s), c.Y + ((d.Y - c.Y) * s));
        return (lowX + ((highX - lowX) * t), lowY + ((highY - lowY) * t));
    }

    private (double X, double Y)[] Nodes()
    {
        var nodes = new (double X, double Y)[(_cells + 1) * (_cells + 1)];
        for (var j = 0; j <= _cells; j++)
        {
            for (var i = 0; i <= _cells; i++)
            {
                nodes[(j * (_cells + 1)) + i] = At(i, j);
            }
        }

        return nodes;
    }

    /// <summary>Most that the middle of a cell is off, over the cells of the diagonals: projections bend evenly.</summary>
    private double Off()
    {
        var most = 0.0;
        for (var i = 0; i < _cells; i++)
        {
            foreach (var j in (int[])[i, _cells - 1 - i])
            {
                var (exact, near) = (At(i + 0.5, j + 0.5), Between(i, j, 0.5, 0.5));
                most = Math.Max(most, Math.Max(Math.Abs(exact.X - near.X), Math.Abs(exact.Y - near.Y)));
            }
        }

        return most;
    }

    private (double X, double Y) At(double i, double j) => Exact(new PlanePosition(
        (Reach.MinEast + (i * _cellEast)) / GridPoint.UnitsPerMetre, (Reach.MinNorth + (j * _cellNorth)) / GridPoint.UnitsPerMetre));

    private (double X, double Y) Exact(PlanePosition metres)
    {
        var position = WebMercator.Forward(_projection.Inverse(metres));
        return ((position.East - _tile.West) * _scale, (_tile.North - position.North) * _scale);
    }
}
