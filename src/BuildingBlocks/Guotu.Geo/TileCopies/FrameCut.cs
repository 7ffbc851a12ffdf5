using System.Runtime.InteropServices;
using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>
/// Cuts valid figures to the border of a tile. Most have one ring that enters and leaves once: of those only the two edges that end at the border
/// are new, and only they are looked at. The others go the general way.
/// </summary>
internal sealed class FrameCut
{
    /// <summary>As places around: what enters this near to where it left could have come before it by rounding.</summary>
    private const double Near = 3.0 / (VectorTileEncoder.Extent + (2 * VectorTileEncoder.Buffer));

    private readonly List<TilePoint> _points = [];
    private readonly TileCut _general = new();

    /// <summary>Appends the commands of what is left; null where nothing is, otherwise the first vertex.</summary>
    /// <param name="figure">In units of the tile, valid.</param>
    /// <exception cref="InvalidDataException">The figure defies cutting.</exception>
    public TilePoint? Write(FigurePoints figure, TileBuffer to)
    {
        if (figure.Rings == 1 && Single(figure.Ring(0)) is { } ring)
        {
            return ring.Length == 0 ? null : WriteRing(ring, to);
        }

        return Write(General(figure.Polygons()), to);
    }

    /// <summary>Of a figure that is not known to lie across the border.</summary>
    public static TilePoint? Write(IReadOnlyList<TilePolygon> polygons, TileBuffer to) => polygons.Count == 0 ? null : FigureCommands.Write(to, polygons);

    public IReadOnlyList<TilePolygon> General(IEnumerable<TilePolygon> polygons)
    {
        try
        {
            return _general.Of(polygons);
        }
        catch (Exception fault) when (fault is NetTopologySuite.Geometries.TopologyException or ArgumentException)
        {
            throw new InvalidDataException("a figure that cannot be cut", fault);
        }
    }

    private static TilePoint WriteRing(TilePoint[] ring, TileBuffer to)
    {
        FigureCommands.Lines(to, ring);
        return ring[0];
    }

    /// <summary>Null where the general way has to be gone.</summary>
    private TilePoint[]? Single(ReadOnlySpan<TilePoint> ring)
    {
        var enter = -1;
        var before = TileFrame.Holds(ring[^1]);
        for (var i = 0; i < ring.Length; i++)
        {
            var here = TileFrame.Holds(ring[i]);
            if (here && !before)
            {
                if (enter >= 0)
                {
                    return null;
                }

                enter = i;
            }
            else if (!here && !before && Passes(i == 0 ? ring[^1] : ring[i - 1], ring[i]))
            {
                return null;
            }

            before = here;
        }

        return enter >= 0 ? Linked(ring, enter)
            : before ? null
            : TileRing.Locate(ring, new TilePoint(0, 0)) > 0 ? TileFrame.Whole : [];
    }

    /// <summary>Whether an edge between two places outside runs through the tile.</summary>
    private static bool Passes(TilePoint p, TilePoint q) =>
        !((p.X <= TileFrame.Low && q.X <= TileFrame.Low) || (p.X >= TileFrame.High && q.X >= TileFrame.High)
            || (p.Y <= TileFrame.Low && q.Y <= TileFrame.Low) || (p.Y >= TileFrame.High && q.Y >= TileFrame.High))
        && TileFrame.Stretch(p, q) is not null;

    private TilePoint[]? Linked(ReadOnlySpan<TilePoint> ring, int enter)
    {
        _points.Clear();
        var outside = ring[enter == 0 ? ring.Length - 1 : enter - 1];
        if (TileFrame.Stretch(outside, ring[enter]) is not { } entered)
        {
            return null;
        }

        var from = TileFrame.At(outside, ring[enter], entered.Enter);
        _points.Add(from.Drawn);
        var at = enter;
        for (; TileFrame.Holds(ring[at]); at = at + 1 == ring.Length ? 0 : at + 1)
        {
            _points.Add(ring[at]);
        }

        if (TileFrame.Stretch(_points[^1], ring[at]) is not { } left)
        {
            return null;
        }

        var to = TileFrame.At(_points[^1], ring[at], left.Leave);
        _points.Add(to.Drawn);
        var way = from.Around < to.Around ? from.Around + 4 - to.Around : from.Around - to.Around;
        if (way < Near || way > 4 - Near || !EndsAreClear(CollectionsMarshal.AsSpan(_points)))
        {
            return null;
        }

        TileFrame.AddCorners(_points, to.Around, from.Around);
        var linked = TileRing.Of(CollectionsMarshal.AsSpan(_points));
        return linked.Length == 0 || TileRing.DoubledArea(linked) > 0 ? linked : null;
    }

    /// <summary>Whether the first and the last edge of a chain, which were moved by less than a unit, still meet nothing but their neighbours' ends.</summary>
    private static bool EndsAreClear(ReadOnlySpan<TilePoint> chain)
    {
        var (a, b, c, d) = (chain[0], chain[1], chain[^2], chain[^1]);
        if (a == d || Folds(a, b, chain[2]) || Folds(d, c, chain[^3]) || (chain.Length > 3 && Meet(a, b, c, d)))
        {
            return false;
        }

        for (var i = 1; i < chain.Length - 2; i++)
        {
            if ((i > 1 && Meet(a, b, chain[i], chain[i + 1])) || (i < chain.Length - 3 && Meet(c, d, chain[i], chain[i + 1])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether two edges from b lie on each other.</summary>
    private static bool Folds(TilePoint a, TilePoint b, TilePoint c) =>
        TilePoint.Turn(a, b, c) == 0 && ((a.X - b.X) * (c.X - b.X)) + ((a.Y - b.Y) * (c.Y - b.Y)) > 0;

    private static bool Meet(TilePoint a, TilePoint b, TilePoint c, TilePoint d)
    {
        if (Math.Max(a.X, b.X) < Math.Min(c.X, d.X) || Math.Max(c.X, d.X) < Math.Min(a.X, b.X)
            || Math.Max(a.Y, b.Y) < Math.Min(c.Y, d.Y) || Math.Max(c.Y, d.Y) < Math.Min(a.Y, b.Y))
        {
            return false;
        }

        return Math.Sign(TilePoint.Turn(a, b, c)) * Math.Sign(TilePoint.Turn(a, b, d)) <= 0
            && Math.Sign(TilePoint.Turn(c, d, a)) * Math.Sign(TilePoint.Turn(c, d, b)) <= 0;
    }
}
