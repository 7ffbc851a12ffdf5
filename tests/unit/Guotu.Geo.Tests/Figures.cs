using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Geo.Snapshots;

namespace Guotu.Geo.Tests;

/// <summary>Figures in metres from a corner inside the county, as a drawing on squared paper.</summary>
internal static class Figures
{
    public static readonly GaussKrugerZone Zone36 = GaussKrugerZone.ThreeDegree(36);

    public static GridPoint At(double east, double north) => new(364_780_000_000 + (long)Math.Round(east * 10_000), 36_500_000_000 + (long)Math.Round(north * 10_000));

    public static GridRing Ring(params (double East, double North)[] points) => new(points.Select(p => At(p.East, p.North)));

    public static GridRing BoxRing(double west, double south, double east, double north) => Ring((west, south), (east, south), (east, north), (west, north));

    public static GridMultiPolygon Box(double west, double south, double east, double north) => GridMultiPolygon.Of(new GridPolygon(BoxRing(west, south, east, north)));

    public static GridMultiPolygon BoxWithHole(double west, double south, double east, double north, GridRing hole) =>
        GridMultiPolygon.Of(new GridPolygon(BoxRing(west, south, east, north), [hole]));

    public static SnapshotDescription Dltb(long revision = 1) => new("DLTB", revision, Zone36, ["DLBM", "QSDWMC"]);

    public static SnapshotFeature Feature(long id, GridMultiPolygon shape, string? code = "0101") => new(id, shape, [code, "城关街道"]);

    /// <summary>A gap-free square of n × n patches with shared vertices moved about, as land use has them.</summary>
    public static List<GridMultiPolygon> Patches(int n, int seed, double side = 50)
    {
        var random = new Random(seed);
        var nodes = new GridPoint[n + 1, n + 1];
        for (var i = 0; i <= n; i++)
        {
            for (var j = 0; j <= n; j++)
            {
                double Shift() => i == 0 || j == 0 || i == n || j == n ? 0 : (random.NextDouble() - 0.5) * side * 0.6;
                nodes[i, j] = At((i * side) + Shift(), (j * side) + Shift());
            }
        }

        return [.. from i in Enumerable.Range(0, n)
                   from j in Enumerable.Range(0, n)
                   select GridMultiPolygon.Of(new GridPolygon(new GridRing([nodes[i, j], nodes[i + 1, j], nodes[i + 1, j + 1], nodes[i, j + 1]])))];
    }
}
