namespace Guotu.Geo.Tiles;

/// <summary>A polygon of a tile: the outer ring of positive area, holes of negative.</summary>
internal sealed record TilePolygon(TilePoint[] Outer, IReadOnlyList<TilePoint[]> Holes)
{
    public IEnumerable<TilePoint[]> Rings => Holes.Prepend(Outer);
}
