using System.Globalization;
using Guotu.Analysis.Contracts;
using Guotu.Geo.Bench;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.Bench;

/// <summary>
/// What is analysed: n × n patches of land use in twelve classes, zones ten times as wide over the same ground (townships), and a ragged lot in every
/// hundredth patch. The same in memory and in PostGIS, where the tables are <c>patch</c>, <c>zone</c> and <c>lot</c>.
/// </summary>
internal sealed class BenchGround
{
    private const double Metres = 113;
    private const int PointsPerEdge = 9;
    private const int Wider = 10;
    private const double LotMetres = 45;
    private const int LotPoints = 40;

    private static readonly IReadOnlyList<LayerField> Fields = [new("HM", "号码", LayerFieldKind.Whole, 9, 0, "M"), new("DLBM", "地类编码", LayerFieldKind.Text, 4, 0, "M")];

    private readonly Coverage _coverage;

    public BenchGround(int side)
    {
        if (side < Wider)
        {
            throw new ArgumentOutOfRangeException(nameof(side), side, $"At least {Wider} patches along a side");
        }

        _coverage = new Coverage(side, PointsPerEdge, Metres);
        Patches = SetOf("图斑", _coverage.Patches);
        Zones = SetOf("分区", new Coverage(side / Wider, PointsPerEdge * Wider, Metres * Wider).Patches);
        Lots = SetOf("地块", [.. LotsOn(_coverage, side)]);
    }

    public FeatureSet Patches { get; }

    public FeatureSet Zones { get; }

    public FeatureSet Lots { get; }

    /// <summary>Patches of the first classes: the ground that sites are looked for on.</summary>
    public FeatureSet OfClasses(int below) => Patches with { Features = [.. Patches.Features.Where(f => int.Parse(f.Values[1]!, CultureInfo.InvariantCulture) < below)] };

    public async Task<PostgisCoverage> LoadAsync()
    {
        var postgis = await PostgisCoverage.EmptyAsync();
        await postgis.LoadAsync("patch", _coverage.Patches);
        await postgis.LoadAsync("zone", [.. Zones.Features.Select(f => f.Figure!)]);
        await postgis.LoadAsync("lot", [.. Lots.Features.Select(f => f.Figure!)]);
        return postgis;
    }

    private static FeatureSet SetOf(string name, IReadOnlyList<GridMultiPolygon> figures) => new(name, Fields,
        [.. figures.Select((f, i) => new AnalysisFeature(i, f, [i.ToString(CultureInfo.InvariantCulture), Coverage.ClassOf(i).ToString(CultureInfo.InvariantCulture)]))]);

    /// <summary>Lots of about 45 m across, one in ten patches along each side, a little off their middles so that they reach over borders.</summary>
    private static IEnumerable<GridMultiPolygon> LotsOn(Coverage coverage, int side) =>
        from row in Enumerable.Range(0, side / Wider)
        from column in Enumerable.Range(0, side / Wider)
        select coverage.Around(((column * Wider) + 3.9) / side, ((row * Wider) + 6.2) / side, LotMetres, LotPoints);
}
