using System.Globalization;
using Guotu.Geo.Geometry;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Demonstration.Ground;

namespace Guotu.OneMap.Demonstration;

/// <summary>Some earlier approvals (已有审批): YDBP, YSXZ, GDDK and LSYD, each at its own place in the development zone.</summary>
internal sealed class ApprovalFeatures
{
    private const int Each = 4;
    private static readonly string[] Works = ["中药材加工园", "茶叶仓储中心", "污水处理站", "农产品冷链库"];
    private static readonly string[] Layers = ["YDBP", "YSXZ", "GDDK", "LSYD"];

    private readonly Dictionary<string, GridPoint[]> _places;
    private readonly PlannedTown _town = CountyTownPlan.All[0];
    private readonly DateOnly _date;

    public ApprovalFeatures(ParcelPlaces places, DateOnly date)
    {
        _places = Layers.ToDictionary(l => l, _ => Enumerable.Range(0, Each).Select(_ => places.Clean(ParcelShapes.Reach)).ToArray(), StringComparer.Ordinal);
        _date = date;
    }

    /// <summary>Place of the first approval of YDBP, for a parcel that overlaps it.</summary>
    public GridPoint FirstApproved => _places["YDBP"][0];

    public IEnumerable<NewFeature> Reported() => Features("YDBP", "3002", (a, i, area) =>
    {
        a["DKBH"] = string.Create(CultureInfo.InvariantCulture, $"YS-{_date.Year - 1}-{i + 1:000}");
        a["DKMC"] = Works[i] + "用地";
        a["DKMJ"] = area;
        a["DKYT"] = "工业用地";
        a["PZWH"] = string.Create(CultureInfo.InvariantCulture, $"演示批〔{_date.Year - 1}〕{i + 1}号");
        a["PZRQ"] = Day(-400);
        a["PZMJ"] = area;
    });

    public IEnumerable<NewFeature> PreExamined() => Features("YSXZ", "3001", (a, i, area) =>
    {
        a["AJBH"] = string.Create(CultureInfo.InvariantCulture, $"演示预审〔{_date.Year - 1}〕{i + 1}号");
        a["SZXZQDM"] = _town.Code12;
        a["SZXZQMC"] = _town.Name;
        a["YDMJ"] = area;
        a["SQDW"] = "演示建设单位";
        a["SQRQ"] = Day(-200);
        a["GXRQ"] = Day(-180);
    });

    public IEnumerable<NewFeature> Supplied() => Features("GDDK", "3003", (a, i, area) =>
    {
        a["DZJGH"] = string.Create(CultureInfo.InvariantCulture, $"6107242{_date.Year - 1}B{i + 1:00000}");
        a["TDSYQR"] = "演示用地单位";
        a["TDYT"] = "工业用地";
        a["GDFS"] = "挂牌出让";
        a["GDMJ"] = area;
        a["QDRQ"] = Day(-260);
    });

    public IEnumerable<NewFeature> Temporary() => Features("LSYD", "2099", (a, i, area) =>
    {
        a["YDDW"] = "演示施工单位";
        a["YDMJ"] = area;
        a["PZWH"] = string.Create(CultureInfo.InvariantCulture, $"演示临〔{_date.Year - 1}〕{i + 1}号");
        a["PZRQ"] = Day(-120);
        a["DQRQ"] = Day(610);
    });

    private IEnumerable<NewFeature> Features(string layer, string bsmLayer, Action<Dictionary<string, string>, int, string> fill)
    {
        for (var i = 0; i < Each; i++)
        {
            var figure = GridMultiPolygon.Of(new GridPolygon(ParcelShapes.Lot(_places[layer][i])));
            var attributes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BSM"] = SurveyFeatures.Bsm(bsmLayer, i + 1),
                ["YSDM"] = "8005010100",
                ["XMMC"] = Works[i] + "(演示)",
                ["BZ"] = SurveyFeatures.Label,
            };
            fill(attributes, i, SurveyArea.FinerText(figure));
            yield return new NewFeature(figure, attributes);
        }
    }

    private string Day(int offset) => _date.AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
