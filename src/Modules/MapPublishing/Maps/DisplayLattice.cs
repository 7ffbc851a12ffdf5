using Guotu.Geo.Geometry;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// The window's projection as a lattice of exact places with straight interpolation between: as many cells, up to sixteen a side, as keep the middle of
/// each cell and of its edges within the tolerance; of a smooth projection that is where the interpolation is farthest off. Places outside are exact.
/// </summary>
internal sealed class DisplayLattice
{
    /// <summary>Of a drawing's finest length, what a place may be off.</summary>
    private const double Tolerance = 0.05;

    private const int MostCells = 16;
    private readonly MapWindow _window;
    private readonly GridEnvelope _area;
    private readonly int _count;
    private readonly double _cellEast;
    private readonly double _cellNorth;
    private readonly LatticeCell[] _cells;

    /// <param name="window">What is projected to.</param>
    /// <param name="area">Where figures are looked for.</param>
    /// <param name="finest">Length of the canvas below which two points show as one.</param>
    public DisplayLattice(MapWindow window, GridEnvelope area, double finest)
    {
        (_window, _area) = (window, area);
        for (_count = 1; ; _count *= 2)
        {
            (_cellEast, _cellNorth) = (Math.Max(1, area.Width / (double)_count), Math.Max(1, area.Height / (double)_count));
            _cells = Build();
            if (_count == MostCells || Farthest() <= finest * Tolerance)
            {
                return;
            }
        }
    }

    public (double X, double Y) ToCanvas(GridPoint point) => CellAt(point) is { } cell ? _cells[cell].ToCanvas(point) : _window.ToCanvas(point);

    /// <summary>The cell that holds all of the box; null where none does.</summary>
    public LatticeCell? CellOf(GridEnvelope box) =>
        CellAt(new GridPoint(box.MinEast, box.MinNorth)) is { } cell && cell == CellAt(new GridPoint(box.MaxEast, box.MaxNorth)) ? _cells[cell] : null;

    /// <summary>A box of the grid with all places of the area that show in these rows of the canvas.</summary>
    public GridEnvelope Reach(double top, double bottom)
    {
        var found = GridEnvelope.Empty;
        foreach (var cell in _cells)
        {
            found = cell.Meeting(top, bottom) is { } part ? found.Union(part) : found;
        }

        return found;
    }

    private int? CellAt(GridPoint point)
    {
        if (!_area.Contains(point))
        {
            return null;
        }

        var (i, j) = ((int)((point.East - _area.MinEast) / _cellEast), (int)((point.North - _area.MinNorth) / _cellNorth));
        return (Math.Min(j, _count - 1) * _count) + Math.Min(i, _count - 1);
    }

    private LatticeCell[] Build()
    {
        var nodes = new (GridPoint At, double X, double Y)[(_count + 1) * (_count + 1)];
        for (var n = 0; n < nodes.Length; n++)
        {
            var at = new GridPoint(_area.MinEast + (long)(n % (_count + 1) * _cellEast), _area.MinNorth + (long)(n / (_count + 1) * _cellNorth));
            var (x, y) = _window.ToCanvas(at);
            nodes[n] = (at, x, y);
        }

        var cells = new LatticeCell[_count * _count];
        for (var c = 0; c < cells.Length; c++)
        {
            var at = (c / _count * (_count + 1)) + (c % _count);
            cells[c] = LatticeCell.Between(nodes[at], nodes[at + 1], nodes[at + _count + 1], nodes[at + _count + 2]);
        }

        return cells;
    }

    /// <summary>How far off the interpolation is where it is farthest.</summary>
    private double Farthest()
    {
        var farthest = 0.0;
        for (var n = 0; n < ((2 * _count) + 1) * ((2 * _count) + 1); n++)
        {
            var (i, j) = (n % ((2 * _count) + 1), n / ((2 * _count) + 1));
            if (i % 2 == 1 || j % 2 == 1)
            {
                var at = new GridPoint(_area.MinEast + (long)(i * _cellEast / 2), _area.MinNorth + (long)(j * _cellNorth / 2));
                var (near, exact) = (ToCanvas(at), _window.ToCanvas(at));
                farthest = Math.Max(farthest, Math.Max(Math.Abs(near.X - exact.X), Math.Abs(near.Y - exact.Y)));
            }
        }

        return farthest;
    }
}

/// <summary>Straight interpolation between four places: each coordinate is a + b·u + c·v + d·u·v of the place from the cell's corner.</summary>
internal readonly record struct LatticeCell(GridEnvelope Box, (double X, double Y) Corner, (double X, double Y) East, (double X, double Y) North, (double X, double Y) Both)
{
    public static LatticeCell Between((GridPoint At, double X, double Y) a, (GridPoint At, double X, double Y) b, (GridPoint At, double X, double Y) c, (GridPoint At, double X, double Y) d)
    {
        var (width, height) = (Math.Max(1.0, b.At.East - a.At.East), Math.Max(1.0, c.At.North - a.At.North));
        return new LatticeCell(
            new GridEnvelope(a.At.East, a.At.North, d.At.East, d.At.North),
            (a.X, a.Y),
            ((b.X - a.X) / width, (b.Y - a.Y) / width),
            ((c.X - a.X) / height, (c.Y - a.Y) / height),
            ((a.X - b.X - c.X + d.X) / (width * height), (a.Y - b.Y - c.Y + d.Y) / (width * height)));
    }

    public (double X, double Y) ToCanvas(GridPoint point)
    {
        var (u, v) = ((double)(point.East - Box.MinEast), (double)(point.North - Box.MinNorth));
        var w = u * v;
        return (Corner.X + (East.X * u) + (North.X * v) + (Both.X * w), Corner.Y + (East.Y * u) + (North.Y * v) + (Both.Y * w));
    }

    /// <summary>The same interpolation counted from another place.</summary>
    public LatticeCell From(GridPoint corner)
    {
        var (u, v) = ((double)(corner.East - Box.MinEast), (double)(corner.North - Box.MinNorth));
        return this with
        {
            Corner = ToCanvas(corner),
            East = (East.X + (Both.X * v), East.Y + (Both.Y * v)),
            North = (North.X + (Both.X * u), North.Y + (Both.Y * u)),
        };
    }

    /// <summary>The part of the cell with all that lies in these rows; null where nothing does. Rows rise to the south of any map.</summary>
    public GridEnvelope? Meeting(double top, double bottom)
    {
        var (southWest, northEast) = (new GridPoint(Box.MinEast, Box.MinNorth), new GridPoint(Box.MaxEast, Box.MaxNorth));
        var (w, e) = (Box.MinEast, Box.MaxEast);
        // Along a meridian of the grid the row is a straight function of the north; the extremes are on the two sides.
        var sides = new[] { ToCanvas(southWest).Y, ToCanvas(new GridPoint(e, Box.MinNorth)).Y, ToCanvas(new GridPoint(w, Box.MaxNorth)).Y, ToCanvas(northEast).Y };
        if (sides.Max() < top || sides.Min() > bottom)
        {
            return null;
        }

        var (low, high) = (Math.Min(NorthAt(w, bottom), NorthAt(e, bottom)), Math.Max(NorthAt(w, top), NorthAt(e, top)));
        return new GridEnvelope(w, Math.Max(Box.MinNorth, low - 1), e, Math.Min(Box.MaxNorth, high + 1));
    }

    private long NorthAt(long east, double row)
    {
        var u = (double)(east - Box.MinEast);
        var slope = North.Y + (Both.Y * u);
        return slope == 0 ? Box.MinNorth : Box.MinNorth + (long)Math.Clamp((row - Corner.Y - (East.Y * u)) / slope, -1e12, 1e12);
    }
}
