using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Tests;

/// <summary>Figures in metres from a corner inside the county, as a drawing on squared paper.</summary>
internal static class SquaredPaper
{
    public static readonly GaussKrugerZone Zone = GaussKrugerZone.ThreeDegree(36);

    public static GridPoint At(double east, double north) => new(364_780_000_000 + (long)Math.Round(east * 10_000), 36_500_000_000 + (long)Math.Round(north * 10_000));

    public static GridRing Ring(params (double East, double North)[] points) => new(points.Select(p => At(p.East, p.North)));

    public static GridMultiPolygon Box(double west, double south, double east, double north) =>
        GridMultiPolygon.Of(new GridPolygon(Ring((west, south), (east, south), (east, north), (west, north))));

    public static LayerField Text(string code) => new(code, code + "名", LayerFieldKind.Text, 50, 0, "O");

    public static LayerField Number(string code) => new(code, code + "数", LayerFieldKind.Decimal, 18, 4, "O");

    public static FeatureSet Set(IReadOnlyList<LayerField> fields, params (GridMultiPolygon Figure, string?[] Values)[] rows) =>
        new("样地", fields, [.. rows.Select((r, i) => new AnalysisFeature(i + 1, r.Figure, r.Values))]);

    public static FeatureSet Set(params GridMultiPolygon[] figures) => Set([], [.. figures.Select(f => (f, Array.Empty<string?>()))]);

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

    /// <summary>A star-shaped figure around a place, some with a hole.</summary>
    public static GridMultiPolygon Star(Random random, double east, double north, double reach)
    {
        var corners = random.Next(3, 14);
        var points = new List<GridPoint>();
        for (var i = 0; i < corners; i++)
        {
            var (angle, radius) = (2 * Math.PI * (i + (random.NextDouble() * 0.8)) / corners, reach * (0.4 + (0.6 * random.NextDouble())));
            points.Add(At(east + (radius * Math.Cos(angle)), north + (radius * Math.Sin(angle))));
        }

        var outer = new GridRing(points);
        if (corners < 6 || random.Next(2) == 0)
        {
            return GridMultiPolygon.Of(new GridPolygon(outer));
        }

        var third = reach / 20;
        return GridMultiPolygon.Of(new GridPolygon(outer, [Ring((east - third, north), (east, north - third), (east + third, north + third))]));
    }

    public static double Metres2(this GridMultiPolygon figure) => (double)figure.DoubledArea / 2e8;
}
