using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Crossings;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.JoinFeatures;

/// <summary>What one row gets of the set that is joined to it.</summary>
internal sealed class JoinRow(ParameterValues parameters, LayerMeeting under, IReadOnlyList<int> places)
{
    private readonly string _relation = parameters.Text(SpatialJoinOperator.Relation);
    private readonly string _take = parameters.Text(SpatialJoinOperator.Take);
    private readonly double _within = parameters.Number(SpatialJoinOperator.Within);

    public IReadOnlyList<LayerField> Fields
    {
        get
        {
            var fields = places.Select(p => under.Set.Fields[p]);
            return (_relation, _take) switch
            {
                (SpatialJoinOperator.Nearest, _) => [.. fields, JoinedFields.Metres("LJJL", "距离(米)")],
                (_, SpatialJoinOperator.Count) => [JoinedFields.Count("LJGS", "个数")],
                (_, SpatialJoinOperator.Sum) => [JoinedFields.Count("LJGS", "个数"), .. fields.Select(f => f with { Name = f.Name + "合计", Length = 24 })],
                _ => [.. fields, JoinedFields.Area("LJMJ", "共有平面面积(平方米)")],
            };
        }
    }

    /// <summary>Of a row that met nothing.</summary>
    public IReadOnlyList<string?> None => _take is SpatialJoinOperator.Count or SpatialJoinOperator.Sum ? ["0", .. new string?[Fields.Count - 1]] : new string?[Fields.Count];

    /// <summary>Null where nothing stands in the relation to the row.</summary>
    public Result<IReadOnlyList<string?>?> Of(AnalysisFeature feature, CancellationToken ct)
    {
        if (_relation == SpatialJoinOperator.Nearest)
        {
            return under.Nearest(feature.Figure!, _within, ct).Map<IReadOnlyList<string?>?>(
                found => found is null ? null : [.. ValuesOf((int)found.FeatureId), found.Metres.ToString("0.000", CultureInfo.InvariantCulture)]);
        }

        return under.Areas(feature.Figure!, ct).Map(hits => Taken([.. hits.Where(h => Stands(feature, h))]));
    }

    /// <summary>Areas are compared with what the rounding of crossings may leave behind: 2 × 10⁻⁸ m² each.</summary>
    private bool Stands(AnalysisFeature feature, AreaHit hit) => _relation switch
    {
        "within" => Whole(feature.Figure!.DoubledArea, hit.Common),
        "contains" => Whole(under.Set.Features[(int)hit.FeatureId].Figure!.DoubledArea, hit.Common),
        _ => true,
    };

    private static bool Whole(Int128 doubledArea, CommonUnits common) => doubledArea - common.DoubledPlane <= (Int128)4 * common.Crossings;

    private IReadOnlyList<string?>? Taken(IReadOnlyList<AreaHit> hits)
    {
        if (hits.Count == 0)
        {
            return null;
        }

        var count = hits.Count.ToString(CultureInfo.InvariantCulture);
        return _take switch
        {
            SpatialJoinOperator.Count => [count],
            SpatialJoinOperator.Sum => [count, .. places.Select(p => FieldsOf.Sum(hits.Select(h => under.Set.Features[(int)h.FeatureId]), p).Text)],
            SpatialJoinOperator.Largest => One(hits.Aggregate((best, h) => h.Common.DoubledPlane > best.Common.DoubledPlane ? h : best)),
            _ => One(hits[0]),
        };
    }

    private IReadOnlyList<string?> One(AreaHit hit) => [.. ValuesOf((int)hit.FeatureId), hit.Common.PlaneArea.ToString()];

    private IEnumerable<string?> ValuesOf(int row) => places.Select(p => under.Set.Features[row].Values[p]);
}
