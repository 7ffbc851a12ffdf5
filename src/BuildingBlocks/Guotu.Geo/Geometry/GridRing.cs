using System.Collections.Immutable;

namespace Guotu.Geo.Geometry;

/// <summary>
/// A closed ring (环) on the 0.1 mm grid. The closing point is implied, never stored twice. A ring may be invalid
/// (crossing itself, flat); <see cref="Validity.RingValidity"/> says so.
/// </summary>
public sealed class GridRing : IEquatable<GridRing>
{
    public GridRing(IEnumerable<GridPoint> points)
        : this([.. points])
    {
    }

    public GridRing(ImmutableArray<GridPoint> points)
    {
        Points = points.Length > 1 && points[0] == points[^1] ? points.RemoveAt(points.Length - 1) : points;
        Envelope = GridEnvelope.Of(Points.AsSpan());
        DoubledSignedArea = Shoelace(Points.AsSpan(), Envelope);
    }

    public ImmutableArray<GridPoint> Points { get; }

    public GridEnvelope Envelope { get; }

    /// <summary>Twice the enclosed area in square grid units (10⁻⁸ m²), positive counter-clockwise. Exact.</summary>
    public Int128 DoubledSignedArea { get; }

    public bool IsCounterClockwise => DoubledSignedArea > 0;

    public GridRing Reversed() => new(Points.Reverse().ToImmutableArray());

    /// <summary>Where a point lies: 1 inside, 0 on the border, −1 outside. Exact, even-odd.</summary>
    public int Locate(GridPoint p)
    {
        if (!Envelope.Contains(p))
        {
            return -1;
        }

        var inside = false;
        var a = Points[^1];
        foreach (var b in Points)
        {
            var span = a.North < b.North ? (Low: a, High: b) : (Low: b, High: a);
            if (p.North >= span.Low.North && p.North <= span.High.North)
            {
                var side = Orientation.Of(span.Low, span.High, p);
                if (side == 0 && p.East >= Math.Min(a.East, b.East) && p.East <= Math.Max(a.East, b.East))
                {
                    return 0;
                }

                inside ^= side > 0 && p.North < span.High.North;
            }

            a = b;
        }

        return inside ? 1 : -1;
    }

    /// <summary>The same ring started at its least vertex and turned as asked: the canonical form.</summary>
    public GridRing Normalized(bool counterClockwise)
    {
        var points = IsCounterClockwise == counterClockwise ? Points : Points.Reverse().ToImmutableArray();
        var start = 0;
        for (var i = 1; i < points.Length; i++)
        {
            start = points[i] < points[start] ? i : start;
        }

        return new GridRing([.. points.AsSpan()[start..], .. points.AsSpan()[..start]]);
    }

    /// <summary>Whether the ring begins at its least vertex, had there once, and turns as asked.</summary>
    internal bool IsNormalized(bool counterClockwise)
    {
        if (Points.IsEmpty || IsCounterClockwise != counterClockwise)
        {
            return false;
        }

        for (var i = 1; i < Points.Length; i++)
        {
            if (Points[i] <= Points[0])
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(GridRing? other) => other is not null && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as GridRing);

    public override int GetHashCode() => Points.IsEmpty ? 0 : HashCode.Combine(Points.Length, Points[0], Points[^1]);

    private static Int128 Shoelace(ReadOnlySpan<GridPoint> points, GridEnvelope box)
    {
        // Within 107 km a product of two differences fits 64 bits; within 13 km so do the sums of a hundred.
        const long safe = 1L << 30;
        const long near = 1L << 27;
        if (box.IsEmpty || box.Width >= safe || box.Height >= safe)
        {
            return WideShoelace(points);
        }

        var together = box.Width < near && box.Height < near ? 128 : 1;
        Int128 sum = 0;
        for (var first = 2; first < points.Length; first += together)
        {
            sum += Fan(points[0], points[(first - 1)..Math.Min(points.Length, first + together)]);
        }

        return sum;
    }

    /// <summary>Twice the triangles from a point to the stretches of a line.</summary>
    private static long Fan(GridPoint from, ReadOnlySpan<GridPoint> line)
    {
        var sum = 0L;
        var (x, y) = (line[0].East - from.East, line[0].North - from.North);
        for (var i = 1; i < line.Length; i++)
        {
            var (nextX, nextY) = (line[i].East - from.East, line[i].North - from.North);
            sum += (x * nextY) - (y * nextX);
            (x, y) = (nextX, nextY);
        }

        return sum;
    }

    private static Int128 WideShoelace(ReadOnlySpan<GridPoint> points)
    {
        Int128 sum = 0;
        for (var i = 2; i < points.Length; i++)
        {
            var (o, a, b) = (points[0], points[i - 1], points[i]);
            sum += ((Int128)(a.East - o.East) * (b.North - o.North)) - ((Int128)(a.North - o.North) * (b.East - o.East));
        }

        return sum;
    }
}
