using Guotu.Geo.Tiles;

namespace Guotu.Geo.TileCopies;

/// <summary>A feature on its way into a copy.</summary>
/// <param name="Id">Our feature id.</param>
/// <param name="Key">Its place along the Hilbert curve.</param>
/// <param name="Texts">Values of the copy's fields, in their order.</param>
/// <param name="Fine">Figure on the Mercator lattice.</param>
internal sealed record ClusterFeature(long Id, ulong Key, string?[] Texts, IReadOnlyList<TilePolygon> Fine);

/// <summary>The bytes of a cluster (簇): what is known of its features, and their figures at each level.</summary>
internal sealed record ClusterBytes(ulong FirstKey, int Count, byte[] Texts, IReadOnlyList<LevelBytes> Levels);

/// <summary>Figures of a cluster at one level, and their box there; no bytes where none shows.</summary>
internal sealed record LevelBytes(byte[] Bytes, LatticeBox Box);

/// <summary>Closed box in units of a level.</summary>
internal readonly record struct LatticeBox(uint MinX, uint MinY, uint MaxX, uint MaxY)
{
    public static readonly LatticeBox Empty = new(uint.MaxValue, uint.MaxValue, 0, 0);

    public static LatticeBox Of(IReadOnlyList<TilePolygon> polygons)
    {
        var box = Empty;
        foreach (var polygon in polygons)
        {
            foreach (var p in polygon.Outer)
            {
                box = box.Union(new LatticeBox((uint)p.X, (uint)p.Y, (uint)p.X, (uint)p.Y));
            }
        }

        return box;
    }

    public LatticeBox Union(LatticeBox o) => new(Math.Min(MinX, o.MinX), Math.Min(MinY, o.MinY), Math.Max(MaxX, o.MaxX), Math.Max(MaxY, o.MaxY));

    /// <summary>Whether the insides meet: what only touches is not drawn.</summary>
    public bool Meets(LatticeWindow w) => MaxX > w.Low.X && MinX < w.High.X && MaxY > w.Low.Y && MinY < w.High.Y;

    /// <summary>Whether it lies within the border without touching it.</summary>
    public bool IsInside(LatticeWindow w) => MinX > w.Low.X && MaxX < w.High.X && MinY > w.Low.Y && MaxY < w.High.Y;
}

/// <summary>The border of a tile in units of its level; may reach beyond the world.</summary>
internal readonly record struct LatticeWindow(TilePoint Low, TilePoint High)
{
    public static LatticeWindow Of(TileAddress tile)
    {
        var (x, y) = ((long)tile.Column * VectorTileEncoder.Extent, (long)tile.Row * VectorTileEncoder.Extent);
        return new LatticeWindow(new TilePoint(x + TileFrame.Low, y + TileFrame.Low), new TilePoint(x + TileFrame.High, y + TileFrame.High));
    }

    /// <summary>The same border on the finest lattice, a unit of the level wider.</summary>
    public LatticeWindow OnFine(int level)
    {
        var shift = MercatorLattice.Level - level;
        return new LatticeWindow(new TilePoint((Low.X - 1) << shift, (Low.Y - 1) << shift), new TilePoint((High.X + 1) << shift, (High.Y + 1) << shift));
    }
}
