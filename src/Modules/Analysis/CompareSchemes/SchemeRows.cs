using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Areas;
using Guotu.Geo.Crossings;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.CompareSchemes;

/// <summary>The rows of one comparison.</summary>
internal sealed class SchemeRows(OperatorCall call, ILandClasses landClasses)
{
    private const string SquareMetres = "平方米";
    private readonly List<AnalysisFeature> _rows = [];
    private readonly IReadOnlyList<GridMultiPolygon> _schemes = [.. call.Input(CompareOperator.Schemes).Features.Select(f => f.Figure!)];

    public Result<OperatorResult> Compare(CancellationToken ct)
    {
        var ellipsoidal = new EllipsoidalArea(call.Zone);
        Row("平面面积", SquareMetres, Better.None, [.. _schemes.Select(s => (decimal?)PlaneArea.Of(s).SquareMetres)]);
        Row("椭球面积", SquareMetres, Better.None, [.. _schemes.Select(s => (decimal?)ellipsoidal.Of(s, ct).SquareMetres)]);
        if ((Classes(ct) ?? Conflicts(ct) ?? Distances(ct)) is { } failure)
        {
            return failure;
        }

        var names = call.Input(CompareOperator.Schemes);
        var place = names.PlaceOf("MC");
        IReadOnlyList<LayerField> fields =
        [
            new("XM", "项目", LayerFieldKind.Text, 100, 0, "O"),
            new("DW", "单位", LayerFieldKind.Text, 10, 0, "O"),
            .. names.Features.Select((f, i) => new LayerField($"FA{i + 1}", (place < 0 ? null : f.Values[place]) ?? $"方案 {i + 1}", LayerFieldKind.Decimal, 18, 4, "O")),
            new("ZY", "最优方案", LayerFieldKind.Text, 20, 0, "O"),
        ];
        return new OperatorResult(new FeatureSet("方案比选", fields, _rows), []);
    }

    private enum Better
    {
        None,
        Less,
    }

    private void Row(string item, string unit, Better better, IReadOnlyList<decimal?> values)
    {
        var known = values.Where(v => v is not null).Select(v => v!.Value).ToList();
        var comparable = better == Better.Less && known.Count > 0 && (known.Count < values.Count || known.Distinct().Count() > 1);
        var best = comparable ? string.Join(',', values.Select((v, i) => (v, i)).Where(v => v.v == known.Min()).Select(v => v.i + 1)) : null;
        _rows.Add(new AnalysisFeature(_rows.Count + 1, null, [item, unit, .. values.Select(v => v?.ToString("0.####", CultureInfo.InvariantCulture)), best]));
    }

    private Error? Classes(CancellationToken ct)
    {
        if (!call.Inputs.TryGetValue(CompareOperator.LandUse, out var landUse))
        {
            return null;
        }

        var by = FieldsOf.Places(landUse, call.Parameters.List(CompareOperator.ClassField), CompareOperator.ClassField);
        var met = by.IsSuccess ? Areas(landUse, ct) : by.Error!;
        if (met.Error is { } failure)
        {
            return failure;
        }

        var place = by.Value.Count == 0 ? landUse.PlaceOf("DLBM") : by.Value[0];
        string Of(long row) => place < 0 ? string.Empty : landUse.Features[(int)row].Values[place] ?? string.Empty;
        var known = met.Value.SelectMany(m => m).All(h => landClasses.Find(Of(h.FeatureId)) is not null);
        if (known)
        {
            Row("其中耕地", SquareMetres, Better.Less, Sums(met.Value, h => landClasses.Find(Of(h))!.IsCultivated));
            Row("其中农用地", SquareMetres, Better.Less, Sums(met.Value, h => landClasses.Find(Of(h))!.Kind == LandKind.Agricultural));
            Row("其中建设用地", SquareMetres, Better.None, Sums(met.Value, h => landClasses.Find(Of(h))!.Kind == LandKind.Construction));
            Row("其中未利用地", SquareMetres, Better.None, Sums(met.Value, h => landClasses.Find(Of(h))!.Kind == LandKind.Unused));
        }

        foreach (var code in met.Value.SelectMany(m => m).Select(h => Of(h.FeatureId)).Distinct().Order(StringComparer.Ordinal))
        {
            var name = landClasses.Find(code)?.Name ?? string.Empty;
            Row($"地类 {(code.Length == 0 ? "没有编码" : code)} {name}".Trim(), SquareMetres, Better.None, Sums(met.Value, h => Of(h) == code));
        }

        return null;
    }

    private static decimal?[] Sums(IReadOnlyList<IReadOnlyList<AreaHit>> met, Func<long, bool> counts) =>
        [.. met.Select(hits => (decimal?)hits.Where(h => counts(h.FeatureId)).Aggregate(default(CommonUnits), (s, h) => s + h.Common).PlaneArea.SquareMetres)];

    private Error? Conflicts(CancellationToken ct)
    {
        foreach (var number in Enumerable.Range(1, CompareOperator.Conflicts))
        {
            if (call.Inputs.TryGetValue(CompareOperator.Conflict(number), out var layer))
            {
                var met = Areas(layer, ct);
                if (met.Error is { } failure)
                {
                    return failure;
                }

                Row($"占用“{layer.Name}”", SquareMetres, Better.Less, Sums(met.Value, _ => true));
            }
        }

        return null;
    }

    private Error? Distances(CancellationToken ct)
    {
        foreach (var number in Enumerable.Range(1, CompareOperator.Nears))
        {
            if (!call.Inputs.TryGetValue(CompareOperator.Near(number), out var layer))
            {
                continue;
            }

            var under = LayerMeeting.Of(layer, call.Zone);
            var values = new List<decimal?>();
            foreach (var scheme in _schemes)
            {
                var nearest = under.Nearest(scheme, call.Parameters.Number(CompareOperator.NearLimit(number)), ct);
                if (nearest.Error is { } failure)
                {
                    return failure;
                }

                values.Add(nearest.Value is { } found ? Math.Round((decimal)found.Metres, 3) : null);
            }

            Row($"离“{layer.Name}”", "米", Better.Less, values);
        }

        return null;
    }

    private Result<IReadOnlyList<IReadOnlyList<AreaHit>>> Areas(FeatureSet layer, CancellationToken ct)
    {
        var under = LayerMeeting.Of(layer, call.Zone);
        var met = new List<IReadOnlyList<AreaHit>>();
        foreach (var scheme in _schemes)
        {
            ct.ThrowIfCancellationRequested();
            var hits = under.Areas(scheme, ct);
            if (hits.Error is { } failure)
            {
                return failure;
            }

            met.Add(hits.Value);
        }

        return met;
    }
}
