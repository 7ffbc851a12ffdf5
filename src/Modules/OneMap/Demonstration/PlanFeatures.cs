using System.Globalization;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Demonstration;

/// <summary>Features of the planning layers: STBHHX, CZKFBJ and GHFQ.</summary>
internal sealed class PlanFeatures(CountyZones zones)
{
    private const string CountyCode = "610724";
    private const string CountyName = "西乡县";

    private static readonly Dictionary<int, string> ZoneNames = new()
    {
        [100] = "生态保护区",
        [200] = "生态控制区",
        [300] = "农田保护区",
        [400] = "城镇发展区",
        [411] = "居住生活区",
        [412] = "综合服务区",
        [414] = "工业发展区",
        [420] = "城镇弹性发展区",
        [430] = "特别用途区",
        [500] = "乡村发展区",
    };

    public IEnumerable<NewFeature> RedLines()
    {
        foreach (var (key, name, kind) in new[]
        {
            (CountyZones.NorthRedLine, "秦岭南坡水源涵养生态保护红线", "水源涵养"),
            (CountyZones.SouthRedLine, "米仓山生物多样性维护生态保护红线", "生物多样性维护"),
        })
        {
            var figure = zones.RedLines.Figure(key);
            yield return new NewFeature(figure, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BSM"] = SurveyFeatures.Bsm("3003", key),
                ["YSDM"] = "3003020000",
                ["XJXZQDM"] = CountyCode,
                ["SJXZQMC"] = "陕西省",
                ["SJXZQMC1"] = "汉中市",
                ["XJXZQMC"] = CountyName,
                ["HXMC"] = name,
                ["HXLX"] = kind,
                ["LHLX"] = "陆域",
                ["MJ"] = SurveyArea.Text(figure),
                ["BZ"] = SurveyFeatures.Label,
            });
        }
    }

    public IEnumerable<NewFeature> TownGrowth() => Zones(zones.TownGrowth, "3002", "3002020000");

    public IEnumerable<NewFeature> PlanningZones() => Zones(zones.Planning, "2090", "2090010000");

    private static IEnumerable<NewFeature> Zones(Zoning zoning, string layer, string elementCode)
    {
        var serial = 0;
        foreach (var piece in zoning.Pieces.Regions.Where(p => zoning.Keys[p.Number] != CountyZones.NoZone))
        {
            var (key, figure) = (zoning.Keys[piece.Number], GridMultiPolygon.Of(zoning.Rings.Polygon(piece.Number)));
            yield return new NewFeature(figure, new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BSM"] = SurveyFeatures.Bsm(layer, ++serial),
                ["YSDM"] = elementCode,
                ["XZQDM"] = CountyCode,
                ["XZQMC"] = CountyName,
                ["GHFQDM"] = key.ToString(CultureInfo.InvariantCulture),
                ["GHFQMC"] = ZoneNames[key],
                ["MJ"] = SurveyArea.Text(figure),
                ["BZ"] = SurveyFeatures.Label,
            });
        }
    }
}
