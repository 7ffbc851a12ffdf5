using System.Runtime.InteropServices;

namespace Guotu.Rendering.Maps;

/// <summary>Rings or lines in the units of a canvas, x to the right and y down. One is filled over and over, so that drawing allocates little.</summary>
public sealed class MapPath
{
    private readonly List<(double X, double Y)> _points = [];
    private readonly List<int> _ends = [];

    public int RingCount => _ends.Count;

    public bool IsEmpty => _ends.Count == 0;

    public ReadOnlySpan<(double X, double Y)> Ring(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return CollectionsMarshal.AsSpan(_points)[start.._ends[index]];
    }

    /// <summary>Adds a ring without its closing point; fewer than three points are left out.</summary>
    public void Add(ReadOnlySpan<(double X, double Y)> ring)
    {
        if (ring.Length >= 3)
        {
            _points.AddRange(ring);
            _ends.Add(_points.Count);
        }
    }

    /// <summary>Takes every ring off again.</summary>
    public void Clear()
    {
        _points.Clear();
        _ends.Clear();
    }

    public (double Left, double Top, double Right, double Bottom) Bounds()
    {
        var box = (Left: double.MaxValue, Top: double.MaxValue, Right: double.MinValue, Bottom: double.MinValue);
        foreach (var (x, y) in _points)
        {
            box = (Math.Min(box.Left, x), Math.Min(box.Top, y), Math.Max(box.Right, x), Math.Max(box.Bottom, y));
        }

        return box;
    }
}
