using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;
using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Maps;

/// <summary>
/// Figures of the grid as paths of a canvas: thinned to what it can show, and without the vertices of stretches that run outside of the area on one
/// side of it. A drawing that must not leave the canvas has them cut a little outside of it.
/// </summary>
/// <param name="lattice">Over the area.</param>
/// <param name="area">Where figures are looked for; what lies outside does not show.</param>
/// <param name="finest">Length below which two points show as one.</param>
/// <param name="clip">Null for a canvas that takes any coordinates.</param>
internal sealed class FigureTracing(DisplayLattice lattice, GridEnvelope area, double finest, RingClip? clip)
{
    /// <summary>Style pixels around the canvas beyond which outlines may run along the cut.</summary>
    public const double Border = 40;

    /// <summary>Half the side of the least square that can be seen, of the finest length: two thirds of a pixel in all.</summary>
    private const double LeastSeen = 0.7;

    private readonly List<(double X, double Y)> _ring = [];
    private readonly List<GridPoint> _points = [];
    private GridPoint _corner;
    private LatticeCell? _cell;
    private bool _isInside;

    public static RingClip ClipOf(ILayerCanvas canvas) => new(
        -Border * canvas.StylePixel, -Border * canvas.StylePixel, canvas.Width + (Border * canvas.StylePixel), canvas.Height + (Border * canvas.StylePixel));

    /// <summary>Empty where nothing of the figure shows.</summary>
    public MapPath Trace(GridMultiPolygon figure)
    {
        var path = new MapPath();
        Begin(figure.Envelope);
        foreach (var polygon in figure.Polygons)
        {
            Add(path, polygon.Outer.Points.AsSpan(), RingRole.Outer);
            foreach (var hole in polygon.Holes)
            {
                Add(path, hole.Points.AsSpan(), RingRole.Hole);
            }
        }

        return path;
    }

    /// <summary>Rings of a figure with this box come next.</summary>
    public void Begin(GridEnvelope box)
    {
        _corner = new GridPoint(box.MinEast, box.MinNorth);
        (_cell, _isInside) = (lattice.CellOf(box)?.From(_corner), area.Contains(box));
    }

    /// <summary>A ring of the figure, from the south-west corner of its box.</summary>
    public void Add(MapPath path, ReadOnlySpan<VertexOffset> ring, RingRole role)
    {
        _ring.Clear();
        if (_cell is { } cell)
        {
            Thin(ring, cell);
            Finish(path, role);
            return;
        }

        _points.Clear();
        foreach (var point in ring)
        {
            _points.Add(point.From(_corner));
        }

        Add(path, CollectionsMarshal.AsSpan(_points), role);
    }

    private void Add(MapPath path, ReadOnlySpan<GridPoint> ring, RingRole role)
    {
        _ring.Clear();
        if (_isInside)
        {
            foreach (var point in ring)
            {
                Keep(lattice.ToCanvas(point));
            }
        }
        else
        {
            AddNear(ring);
        }

        Finish(path, role);
    }

    private void Finish(MapPath path, RingRole role)
    {
        if (_ring.Count >= 3)
        {
            AddRing(path, CollectionsMarshal.AsSpan(_ring));
        }
        else if (role == RingRole.Outer && _ring.Count > 0)
        {
            AddSpeck(path, _ring[0]);
        }
    }

    /// <summary>A figure below the finest length, where it lies, without its rings: as the least square that can be seen.</summary>
    public void AddSpeck(MapPath path, GridEnvelope box) =>
        AddSpeck(path, lattice.ToCanvas(new GridPoint(box.MinEast + (box.Width / 2), box.MinNorth + (box.Height / 2))));

    private void AddSpeck(MapPath path, (double X, double Y) at)
    {
        var ((x, y), half) = (at, finest * LeastSeen);
        ReadOnlySpan<(double, double)> speck = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)];
        AddRing(path, speck);
    }

    private void AddRing(MapPath path, ReadOnlySpan<(double X, double Y)> ring) => path.Add(clip is null ? ring : clip.Cut(ring));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Thin(ReadOnlySpan<VertexOffset> ring, in LatticeCell cell)
    {
        CollectionsMarshal.SetCount(_ring, ring.Length);
        var kept = CollectionsMarshal.AsSpan(_ring);
        var ((x0, y0), (xe, ye), (xn, yn), (xb, yb)) = (cell.Corner, cell.East, cell.North, cell.Both);
        var (count, lastX, lastY) = (0, double.NaN, double.NaN);
        foreach (var point in ring)
        {
            double u = point.East, v = point.North;
            var x = x0 + (xe * u) + ((xn + (xb * u)) * v);
            var y = y0 + (ye * u) + ((yn + (yb * u)) * v);
            if (!(Math.Abs(x - lastX) < finest && Math.Abs(y - lastY) < finest))
            {
                kept[count++] = (x, y);
                (lastX, lastY) = (x, y);
            }
        }

        CollectionsMarshal.SetCount(_ring, count);
    }

    private void Keep((double X, double Y) at)
    {
        if (_ring.Count == 0 || !(Math.Abs(at.X - _ring[^1].X) < finest && Math.Abs(at.Y - _ring[^1].Y) < finest))
        {
            _ring.Add(at);
        }
    }

    /// <summary>Of vertices that follow each other outside on one side only the ends: between them nothing shows.</summary>
    private void AddNear(ReadOnlySpan<GridPoint> ring)
    {
        var (sides, held) = (0, (GridPoint?)null);
        foreach (var point in ring)
        {
            var here = SidesOf(point);
            if ((sides & here) != 0)
            {
                (sides, held) = (sides & here, point);
                continue;
            }

            if (held is { } end)
            {
                Keep(lattice.ToCanvas(end));
                sides = SidesOf(end) & here;
                held = sides != 0 ? point : null;
                if (held is not null)
                {
                    continue;
                }
            }

            Keep(lattice.ToCanvas(point));
            sides = here;
        }

        if (held is { } last)
        {
            Keep(lattice.ToCanvas(last));
        }
    }

    private int SidesOf(GridPoint point) =>
        (point.East < area.MinEast ? 1 : 0) | (point.East > area.MaxEast ? 2 : 0) | (point.North < area.MinNorth ? 4 : 0) | (point.North > area.MaxNorth ? 8 : 0);
}
