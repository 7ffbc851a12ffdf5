using System.Collections.Immutable;

namespace Guotu.Geo.Geometry;

/// <summary>One part (部分) of a figure: an outer ring and its holes (岛/洞). Ring direction carries no meaning here.</summary>
public sealed record GridPolygon(GridRing Outer, ImmutableArray<GridRing> Holes)
{
    public GridPolygon(GridRing outer)
        : this(outer, [])
    {
    }

    public GridEnvelope Envelope => Outer.Envelope;

    public IEnumerable<GridRing> Rings => Holes.Prepend(Outer);

    /// <summary>Twice the area in 10⁻⁸ m², holes taken off. Exact.</summary>
    public Int128 DoubledArea => Holes.Aggregate(Int128.Abs(Outer.DoubledSignedArea), (sum, hole) => sum - Int128.Abs(hole.DoubledSignedArea));

    /// <summary>Outer counter-clockwise, holes clockwise, each from its least vertex, holes in order of it.</summary>
    public GridPolygon Normalized() => new(
        Outer.Normalized(counterClockwise: true),
        [.. Holes.Select(h => h.Normalized(counterClockwise: false)).OrderBy(h => h.Points[0]).ThenBy(h => h.Points.Length)]);

    internal bool IsNormalized
    {
        get
        {
            if (!Outer.IsNormalized(counterClockwise: true))
            {
                return false;
            }

            for (var i = 0; i < Holes.Length; i++)
            {
                if (!Holes[i].IsNormalized(counterClockwise: false) || (i > 0 && !InOrder(Holes[i - 1], Holes[i])))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Strictly: of rings that are alike in first vertex and length the order is that in which they came, which only normalizing tells.</summary>
    internal static bool InOrder(GridRing a, GridRing b) =>
        a.Points[0] != b.Points[0] ? a.Points[0] < b.Points[0] : a.Points.Length < b.Points.Length;

    public bool Equals(GridPolygon? other) => other is not null && Outer.Equals(other.Outer) && Holes.AsSpan().SequenceEqual(other.Holes.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Outer, Holes.Length);
}

/// <summary>A figure of any number of parts (多部分面), on the 0.1 mm grid.</summary>
public sealed record GridMultiPolygon(ImmutableArray<GridPolygon> Polygons)
{
    public static readonly GridMultiPolygon Empty = new(ImmutableArray<GridPolygon>.Empty);

    public static GridMultiPolygon Of(params GridPolygon[] polygons) => new(polygons.ToImmutableArray());

    public bool IsEmpty => Polygons.IsEmpty;

    public GridEnvelope Envelope
    {
        get
        {
            var box = GridEnvelope.Empty;
            foreach (var polygon in Polygons)
            {
                box = box.Union(polygon.Envelope);
            }

            return box;
        }
    }

    public IEnumerable<GridRing> Rings => Polygons.SelectMany(p => p.Rings);

    public int VertexCount
    {
        get
        {
            var count = 0;
            foreach (var polygon in Polygons)
            {
                count += polygon.Outer.Points.Length;
                foreach (var hole in polygon.Holes)
                {
                    count += hole.Points.Length;
                }
            }

            return count;
        }
    }

    /// <summary>Twice the area in 10⁻⁸ m². Exact; parts are taken not to overlap.</summary>
    public Int128 DoubledArea => Polygons.Aggregate((Int128)0, (sum, p) => sum + p.DoubledArea);

    public GridMultiPolygon Normalized() =>
        new([.. Polygons.Select(p => p.Normalized()).OrderBy(p => p.Outer.Points[0]).ThenBy(p => p.Outer.Points.Length)]);

    /// <summary>Whether this is what <see cref="Normalized"/> gives, seen without making it.</summary>
    public bool IsNormalized
    {
        get
        {
            for (var i = 0; i < Polygons.Length; i++)
            {
                if (!Polygons[i].IsNormalized || (i > 0 && !GridPolygon.InOrder(Polygons[i - 1].Outer, Polygons[i].Outer)))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Where a point lies: 1 inside, 0 on the border, −1 outside.</summary>
    public int Locate(GridPoint point)
    {
        var depth = -1;
        foreach (var ring in Rings)
        {
            var where = ring.Locate(point);
            if (where == 0)
            {
                return 0;
            }

            depth = where > 0 ? -depth : depth;
        }

        return depth;
    }

    public bool Equals(GridMultiPolygon? other) => other is not null && Polygons.AsSpan().SequenceEqual(other.Polygons.AsSpan());

    public override int GetHashCode() => Polygons.IsEmpty ? 0 : HashCode.Combine(Polygons.Length, Polygons[0]);
}
