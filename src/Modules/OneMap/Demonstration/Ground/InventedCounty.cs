using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Demonstration.Ground;

/// <summary>
/// The invented county in memory: patches, their land classes and towns, and zones drawn over them. Everything that is traced from it shares
/// the lattice corners of the patches.
/// </summary>
internal sealed class InventedCounty
{
    private const int MostTownPasses = 12;
    private readonly LatticePositions _positions;
    private readonly RingTracer _patchRings;

    public InventedCounty(DemonstrationSize size, int seed)
    {
        Noise = new SeededNoise(seed);
        Frame = CountyFrame.Of(size);
        Terrain = new Terrain(Noise);
        Towns = new CountyTownPlan(Terrain, Noise);
        (Patches, Origins) = new PatchCarver(Frame, Terrain, Noise).Carve();
        _positions = new LatticePositions(Frame, Patches, Noise);
        _patchRings = new RingTracer(Patches, _positions);
        var cover = new LandCover(Terrain, Towns, Noise);
        Classes = [.. Patches.Regions.Select(p => cover.ClassOf(Origins[p.Number], East(p), North(p), p.Number))];
        TownOf = [.. Patches.Regions.Select(p => Towns.TownAt(East(p), North(p)))];
        JoinTowns();
    }

    public CountyFrame Frame { get; }

    public Terrain Terrain { get; }

    public CountyTownPlan Towns { get; }

    public SeededNoise Noise { get; }

    public RegionRaster Patches { get; }

    public PatchOrigin[] Origins { get; }

    /// <summary>DLBM by patch number.</summary>
    public string[] Classes { get; }

    /// <summary>Index in <see cref="CountyTownPlan.All"/> by patch number.</summary>
    public int[] TownOf { get; }

    public double East(Region region) => Frame.East(region.Column);

    public double North(Region region) => Frame.North(region.Row);

    public GridPolygon PatchFigure(int patch) => _patchRings.Polygon(patch);

    public GridPoint Position(int column, int row) => _positions.At(column, row);

    /// <summary>Draws zones over the patches; pieces below an area go to the zone around them.</summary>
    /// <param name="keyOfPatch">Key of a zone; a negative key is outside every zone and takes no part.</param>
    /// <param name="leastSquareMetres">Least area of a piece.</param>
    public Zoning Draw(Func<int, int> keyOfPatch, int leastSquareMetres)
    {
        var least = (int)(leastSquareMetres / (Frame.CellMetres * Frame.CellMetres));
        var first = Zones(keyOfPatch);
        var smooth = SmallRegions.Merge(first, least, _ => true);
        return new Zoning(smooth, [.. smooth.Regions.Select(r => first.Regions[r.Key].Key)], new RingTracer(smooth, _positions));
    }

    /// <summary>Gives pieces cut off from their town to the town around them, until each town is one piece.</summary>
    private void JoinTowns()
    {
        for (var pass = 0; pass < MostTownPasses; pass++)
        {
            var pieces = Zones(patch => TownOf[patch]);
            var largest = pieces.Regions.GroupBy(r => r.Key).Select(g => g.MaxBy(r => r.CellCount)!.Number).ToHashSet();
            if (largest.Count == pieces.Regions.Count)
            {
                return;
            }

            var joined = SmallRegions.Merge(pieces, int.MaxValue, r => !largest.Contains(r.Number));
            foreach (var patch in Patches.Regions)
            {
                var region = joined.Regions[joined[patch.Column, patch.Row]];
                TownOf[patch.Number] = pieces.Regions[region.Key].Key;
            }
        }
    }

    private RegionRaster Zones(Func<int, int> keyOfPatch)
    {
        var byPatch = Patches.Regions.Select(p => keyOfPatch(p.Number)).ToArray();
        var keys = new int[Frame.CellCount];
        for (var cell = 0; cell < keys.Length; cell++)
        {
            var patch = Patches.Cells[cell];
            keys[cell] = patch < 0 ? RegionRaster.Outside : byPatch[patch];
        }

        return RegionRaster.Split(Frame.Columns, Frame.Rows, keys);
    }
}

/// <summary>Zones drawn over the patches: connected pieces, the key of each, and their borders.</summary>
internal sealed record Zoning(RegionRaster Pieces, int[] Keys, RingTracer Rings)
{
    /// <summary>Key of the zone a cell lies in; <see cref="RegionRaster.Outside"/> outside the county.</summary>
    public int KeyAt(int column, int row) => Pieces[column, row] is var piece and >= 0 ? Keys[piece] : RegionRaster.Outside;

    public int KeyOf(Region patch) => KeyAt(patch.Column, patch.Row);

    /// <summary>One figure of all pieces with a key, each piece a part.</summary>
    public GridMultiPolygon Figure(int key) =>
        new([.. Pieces.Regions.Where(p => Keys[p.Number] == key).Select(p => Rings.Polygon(p.Number))]);
}
