using System.Runtime.InteropServices;
using Guotu.Geo.Geometry;
using Guotu.Rendering.Maps;

namespace Guotu.MapPublishing.Maps;

/// <summary>Figures of the grid as paths of a canvas: thinned to what it can show and cut a little outside of it.</summary>
internal sealed class FigureTracing(DisplayLattice lattice, ILayerCanvas canvas)
{
    /// <summary>Style pixels around the canvas beyond which outlines may run along the cut.</summary>
    public const double Border = 40;

    private readonly List<(double X, double Y)> _ring = [];
    private readonly RingClip _clip = new(
        -Border * canvas.StylePixel, -Border * canvas.StylePixel, canvas.Width + (Border * canvas.StylePixel), canvas.Height + (Border * canvas.StylePixel));

    /// <summary>Empty where nothing of the figure shows.</summary>
    public MapPath Trace(GridMultiPolygon figure)
    {
        var path = new MapPath();
        foreach (var polygon in figure.Polygons)
        {
            Add(path, polygon.Outer, isOuter: true);
            foreach (var hole in polygon.Holes)
            {
                Add(path, hole, isOuter: false);
            }
        }

        return path;
    }

    private void Add(MapPath path, GridRing ring, bool isOuter)
    {
        _ring.Clear();
        var (lastX, lastY) = (double.NaN, double.NaN);
        foreach (var point in ring.Points)
        {
            var (x, y) = lattice.ToCanvas(point);
            if (!(Math.Abs(x - lastX) < canvas.Finest && Math.Abs(y - lastY) < canvas.Finest))
            {
                _ring.Add((x, y));
                (lastX, lastY) = (x, y);
            }
        }

        if (_ring.Count >= 3)
        {
            path.Add(_clip.Cut(CollectionsMarshal.AsSpan(_ring)));
        }
        else if (isOuter)
        {
            AddSpeck(path);
        }
    }

    /// <summary>A figure below the finest length shows as the least square that can be seen.</summary>
    private void AddSpeck(MapPath path)
    {
        var ((x, y), half) = (_ring[0], canvas.Finest);
        ReadOnlySpan<(double, double)> speck = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)];
        path.Add(_clip.Cut(speck));
    }
}
