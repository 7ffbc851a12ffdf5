using Guotu.Analysis.Overlays;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.SummariseZones;

/// <summary>
/// 分区统计: how much of each class lies in each zone, in whole 0.0001 m². For each zone classes + uncovered − counted twice = the zone's area, to the last
/// unit, in the plane and on the ellipsoid.
/// </summary>
internal sealed class ZonalStatisticsOperator : IAnalysisOperator
{
    public const string Zones = "zones";
    public const string Classes = "classes";
    public const string ClassField = "class";
    public const string ZoneFields = "zoneFields";

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "zonal-statistics",
        Name = "分区统计",
        Summary = "各分区内各类的平面、椭球面积和占比,未覆盖与重叠另列,合计等于分区面积。",
        Place = 110,
        Inputs = [new(Zones, "分区", true), new(Classes, "统计谁", true) { NearInput = Zones }],
        Parameters =
        [
            new(ClassField, "按字段分类", ParameterKind.Fields) { OfInput = Classes, Optional = true },
            new(ZoneFields, "分区的字段", ParameterKind.Fields) { OfInput = Zones, Optional = true },
        ],
        Output = OperatorOutput.Table,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (zones, classes) = (call.Input(Zones), call.Input(Classes));
        var by = FieldsOf.Places(classes, call.Parameters.List(ClassField), ClassField);
        var kept = FieldsOf.Places(zones, call.Parameters.List(ZoneFields), ZoneFields);
        if ((by.Error ?? kept.Error) is { } unfit)
        {
            return Task.FromResult(Result<OperatorResult>.Refused(unfit));
        }

        var places = call.Parameters.Find(ZoneFields) is null ? [.. Enumerable.Range(0, zones.Fields.Count)] : kept.Value;
        return Task.FromResult(Summed(call, places, new ZoneSums(call.Zone, LayerMeeting.Of(classes, call.Zone), by.Value), ct));
    }

    private static Result<OperatorResult> Summed(OperatorCall call, IReadOnlyList<int> places, ZoneSums sums, CancellationToken ct)
    {
        var zones = call.Input(Zones);
        var rows = new ResultRows(call.Limits);
        for (var i = 0; i < zones.Features.Count && rows.Full is null; i++)
        {
            ct.ThrowIfCancellationRequested();
            var zone = zones.Features[i];
            var lines = sums.Of(zone.Figure!, ct);
            if (lines.Error is { } failure)
            {
                return failure;
            }

            foreach (var line in lines.Value)
            {
                rows.Add(null, [.. places.Select(p => zone.Values[p]), .. line.Values]);
            }

            call.Progress.Reached(i + 1, zones.Features.Count);
        }

        var fields = JoinedFields.Of([.. places.Select(p => zones.Fields[p])], [.. sums.ClassFields, .. Figures]);
        return rows.Full is { } full ? full : new OperatorResult(rows.ToSet(zones.Name + "分区统计", fields), []);
    }

    private static IReadOnlyList<LayerField> Figures =>
    [
        new("TJXM", "项目", LayerFieldKind.Text, 20, 0, "O"),
        JoinedFields.Area("PMMJ", "平面面积(平方米)"),
        JoinedFields.Area("TQMJ", "椭球面积(平方米)"),
        new("ZB", "占分区平面面积(%)", LayerFieldKind.Decimal, 7, 2, "O"),
    ];
}
