using Guotu.Geo.Geometry;

namespace Guotu.Geo.Validity;

/// <summary>How two edges meet.</summary>
internal enum ContactKind
{
    None,

    /// <summary>One point that is an end of at least one of them.</summary>
    Touch,

    /// <summary>One point inside both.</summary>
    Cross,

    /// <summary>A stretch of positive length.</summary>
    Overlap,
}

/// <summary>Two edges of an <see cref="EdgeSet"/> that meet, First before Second in its order.</summary>
internal readonly record struct EdgeContact(int First, int Second, ContactKind Kind)
{
    /// <summary>Exact classification of how segments ab and cd meet.</summary>
    public static ContactKind Classify(GridPoint a, GridPoint b, GridPoint c, GridPoint d)
    {
        var (c1, d1) = (Orientation.Of(a, b, c), Orientation.Of(a, b, d));
        if (c1 == 0 && d1 == 0)
        {
            return Collinear(a, b, c, d);
        }

        if (c1 * d1 > 0)
        {
            return ContactKind.None;
        }

        var (a1, b1) = (Orientation.Of(c, d, a), Orientation.Of(c, d, b));
        return a1 * b1 > 0 ? ContactKind.None
            : c1 * d1 < 0 && a1 * b1 < 0 ? ContactKind.Cross
            : ContactKind.Touch;
    }

    private static ContactKind Collinear(GridPoint a, GridPoint b, GridPoint c, GridPoint d)
    {
        // On one line the order of points is their order by east, then north.
        var (lowAb, highAb) = a < b ? (a, b) : (b, a);
        var (lowCd, highCd) = c < d ? (c, d) : (d, c);
        var low = lowAb > lowCd ? lowAb : lowCd;
        var high = highAb < highCd ? highAb : highCd;
        return low < high ? ContactKind.Overlap : low == high ? ContactKind.Touch : ContactKind.None;
    }
}
