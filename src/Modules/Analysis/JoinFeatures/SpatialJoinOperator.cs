using Guotu.Analysis.Overlays;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.JoinFeatures;

/// <summary>空间连接: rows of one set with values of the rows of another that they meet, lie in, hold or are nearest to.</summary>
internal sealed class SpatialJoinOperator : IAnalysisOperator
{
    public const string Target = "target";
    public const string Join = "join";
    public const string Relation = "relation";
    public const string Take = "take";
    public const string Fields = "fields";
    public const string Within = "within";
    public const string Unmatched = "unmatched";
    internal const string Nearest = "nearest";
    internal const string Count = "count";
    internal const string Sum = "sum";
    internal const string Largest = "largest";

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "spatial-join",
        Name = "空间连接",
        Summary = "按位置关系把另一图层的字段接到要素上;只接边界不算相交。",
        Place = 90,
        Inputs = [new(Target, "接到谁", true), new(Join, "接谁的字段", true) { NearInput = Target, NearParameter = Within }],
        Parameters =
        [
            new(Relation, "关系", ParameterKind.Choice)
            {
                Default = "intersects",
                Choices = [new("intersects", "相交"), new("within", "在其内"), new("contains", "包含"), new(Nearest, "最近")],
            },
            new(Take, "取法", ParameterKind.Choice)
            {
                Default = "first",
                Choices = [new("first", "第一个"), new(Largest, "重叠最大的"), new(Count, "个数"), new(Sum, "求和")],
            },
            new(Fields, "字段", ParameterKind.Fields) { OfInput = Join, Optional = true },
            new(Within, "最近的不超过", ParameterKind.Number) { Unit = "米", Default = "1000", Least = 0.001, Greatest = 20_000 },
            new(Unmatched, "没有接上的", ParameterKind.Choice) { Default = "keep", Choices = [new("keep", "保留"), new("drop", "去掉")] },
        ],
        Output = OperatorOutput.Features,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var (target, join) = (call.Input(Target), call.Input(Join));
        var places = FieldsOf.Places(join, call.Parameters.List(Fields), Fields);
        if ((places.Error ?? Breach(call.Parameters)) is { } unfit)
        {
            return Task.FromResult(Result<OperatorResult>.Refused(unfit));
        }

        IReadOnlyList<int> taken = call.Parameters.Find(Fields) is null && call.Parameters.Text(Take) is not (Count or Sum)
            ? [.. Enumerable.Range(0, join.Fields.Count)]
            : places.Value;
        return Task.FromResult(Joined(call, target, new JoinRow(call.Parameters, LayerMeeting.Of(join, call.Zone), taken), ct));
    }

    private static Error? Breach(ParameterValues parameters)
    {
        var (relation, take) = (parameters.Text(Relation), parameters.Text(Take));
        return relation == Nearest && take != "first" ? Unfit(Take, "取法", "关系为最近时只能取第一个")
            : take == Sum && parameters.List(Fields).Count == 0 ? Unfit(Fields, "字段", "求和要选至少一个字段")
            : null;
    }

    private static Error Unfit(string code, string name, string reason) => new(AnalysisErrors.ParameterUnfit, ("name", name), ("reason", reason)) { Field = code };

    private static Result<OperatorResult> Joined(OperatorCall call, FeatureSet target, JoinRow join, CancellationToken ct)
    {
        var (rows, unmatched) = (new ResultRows(call.Limits), 0);
        for (var i = 0; i < target.Features.Count && rows.Full is null; i++)
        {
            ct.ThrowIfCancellationRequested();
            var feature = target.Features[i];
            var matched = join.Of(feature, ct);
            if (matched.Error is { } failure)
            {
                return failure;
            }

            unmatched += matched.Value is null ? 1 : 0;
            if (matched.Value is not null || call.Parameters.Text(Unmatched) == "keep")
            {
                rows.Add(feature.Figure, [.. feature.Values, .. matched.Value ?? join.None]);
            }

            call.Progress.Reached(i + 1, target.Features.Count);
        }

        IReadOnlyList<LayerField> fields = JoinedFields.Of(target.Fields, join.Fields);
        IReadOnlyList<string> notes = unmatched == 0 ? [] : [$"有 {unmatched} 个要素没有接上。"];
        return rows.Full is { } full ? full : new OperatorResult(rows.ToSet(target.Name + "连接", fields), notes);
    }
}
