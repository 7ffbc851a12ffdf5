using NetTopologySuite.Geometries;

namespace Guotu.Geo.Tiles;

/// <summary>Cuts the rounded polygons of a feature to the border of their tile; what is not valid then is mended.</summary>
internal sealed class TileCut
{
    private readonly TileValidity _validity = new();

    /// <summary>Valid polygons within the border, in units of the tile; empty where nothing shows.</summary>
    /// <exception cref="TopologyException">They defy repair.</exception>
    /// <exception cref="ArgumentException">They defy repair.</exception>
    public IReadOnlyList<TilePolygon> Of(IEnumerable<TilePolygon> rounded)
    {
        var (shown, unlinked) = (new List<TilePolygon>(), false);
        foreach (var polygon in rounded)
        {
            var cut = IsInside(polygon) ? [polygon] : TileClip.Cut(polygon.Outer, polygon.Holes);
            unlinked |= cut is null;
            shown.AddRange(cut ?? [polygon]);
        }

        if (!unlinked && (shown.Count == 0 || _validity.Holds(shown)))
        {
            return shown;
        }

        var repaired = TileFigures.Repaired(shown);
        return unlinked ? CutAgain(repaired) : repaired;
    }

    /// <summary>What was valid only after the repair is cut now, and mended where the cut was rounded.</summary>
    private IReadOnlyList<TilePolygon> CutAgain(IReadOnlyList<TilePolygon> polygons)
    {
        List<TilePolygon> cut = [.. polygons.SelectMany(p => IsInside(p) ? [p] : TileClip.Cut(p.Outer, p.Holes) ?? [])];
        return cut.Count == 0 || _validity.Holds(cut) ? cut : TileFigures.Repaired(cut);
    }

    private static bool IsInside(TilePolygon polygon) => polygon.Outer.All(TileFrame.Holds);
}
