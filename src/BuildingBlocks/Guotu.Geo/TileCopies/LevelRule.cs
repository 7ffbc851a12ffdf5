using Guotu.Geo.Tiles;
using NetTopologySuite.Geometries;

namespace Guotu.Geo.TileCopies;

/// <summary>
/// What a figure becomes at one level (分级规则): rounded to the units of the level's tiles, points that say nothing left out, valid. Up to level 11 parts
/// and holes of less than 16 square units, a half pixel of a tile of 512 pixels a side, are left out. Nothing is merged: a merged figure would be of
/// features that not everybody may see.
/// </summary>
internal sealed class LevelRule(int level)
{
    /// <summary>The last level of the overview.</summary>
    public const int Overview = 11;

    private const long LeastDoubledArea = 2 * 16;

    private readonly int _shift = MercatorLattice.Level - level;
    private readonly long _least = level <= Overview ? LeastDoubledArea : 1;
    private readonly TileValidity _validity = new();

    /// <summary>The figure in units of the level; empty where nothing is left of it.</summary>
    /// <exception cref="TopologyException">It defies repair.</exception>
    public IReadOnlyList<TilePolygon> Of(IReadOnlyList<TilePolygon> fine)
    {
        var rounded = new List<TilePolygon>(fine.Count);
        foreach (var polygon in fine)
        {
            if (Rounded(polygon.Outer) is { } outer)
            {
                rounded.Add(new TilePolygon(outer, polygon.Holes.Count == 0 ? [] : Holes(polygon.Holes)));
            }
        }

        return rounded.Count == 0 || _validity.Holds(rounded) ? rounded : Mended(rounded);
    }

    /// <summary>Mended about its own corner, where the figures of the general repair are small.</summary>
    private static List<TilePolygon> Mended(List<TilePolygon> rounded)
    {
        var origin = rounded[0].Outer[0];
        var near = rounded.ConvertAll(p => Moved(p, -origin.X, -origin.Y));
        return [.. TileFigures.Repaired(near).Select(p => Moved(p, origin.X, origin.Y))];
    }

    private static TilePolygon Moved(TilePolygon polygon, long x, long y)
    {
        TilePoint[] Ring(TilePoint[] ring) => Array.ConvertAll(ring, p => new TilePoint(p.X + x, p.Y + y));
        return new TilePolygon(Ring(polygon.Outer), [.. polygon.Holes.Select(Ring)]);
    }

    private List<TilePoint[]> Holes(IReadOnlyList<TilePoint[]> fine)
    {
        var holes = new List<TilePoint[]>(fine.Count);
        foreach (var hole in fine)
        {
            if (Rounded(hole) is { } kept)
            {
                Array.Reverse(kept);
                holes.Add(kept);
            }
        }

        return holes;
    }

    /// <summary>The ring with a positive area; null where too little is left of it.</summary>
    private TilePoint[]? Rounded(TilePoint[] ring)
    {
        var half = _shift == 0 ? 0 : 1L << (_shift - 1);
        var points = new TilePoint[ring.Length];
        for (var i = 0; i < ring.Length; i++)
        {
            points[i] = new TilePoint((ring[i].X + half) >> _shift, (ring[i].Y + half) >> _shift);
        }

        var kept = TileRing.Of(points);
        var area = kept.Length == 0 ? 0 : TileRing.DoubledArea(kept);
        if (Math.Abs(area) < _least)
        {
            return null;
        }

        if (area < 0)
        {
            Array.Reverse(kept);
        }

        return kept;
    }
}
