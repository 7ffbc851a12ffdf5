using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.NearestFeatures;

/// <summary>最近要素: how far each row is from the nearest of another set, 0 where they share a place.</summary>
internal sealed class NearestOperator : IAnalysisOperator
{
    public const string Source = "source";
    public const string Candidates = "candidates";
    public const string Within = "within";
    public const string Fields = "fields";

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "nearest",
        Name = "最近距离",
        Summary = "每个要素到另一图层最近要素的距离。",
        Place = 100,
        Inputs = [new(Source, "从谁量起", true), new(Candidates, "量到谁", true) { NearInput = Source, NearParameter = Within }],
        Parameters =
        [
            new(Within, "最远找到", ParameterKind.Number) { Unit = "米", Default = "5000", Least = 0.001, Greatest = 20_000 },
            new(Fields, "带上的字段", ParameterKind.Fields) { OfInput = Candidates, Optional = true },
        ],
        Output = OperatorOutput.Table,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var candidates = call.Input(Candidates);
        var places = FieldsOf.Places(candidates, call.Parameters.List(Fields), Fields);
        return Task.FromResult(places.Error is { } unfit ? unfit : Measured(call, LayerMeeting.Of(candidates, call.Zone), places.Value, ct));
    }

    private static Result<OperatorResult> Measured(OperatorCall call, LayerMeeting under, IReadOnlyList<int> places, CancellationToken ct)
    {
        var (source, within) = (call.Input(Source), call.Parameters.Number(Within));
        var (rows, away) = (new ResultRows(call.Limits), 0);
        for (var i = 0; i < source.Features.Count && rows.Full is null; i++)
        {
            ct.ThrowIfCancellationRequested();
            var feature = source.Features[i];
            var nearest = under.Nearest(feature.Figure!, within, ct);
            if (nearest.Error is { } failure)
            {
                return failure;
            }

            away += nearest.Value is null ? 1 : 0;
            IEnumerable<string?> found = nearest.Value is { } met
                ? [.. places.Select(p => under.Set.Features[(int)met.FeatureId].Values[p]), met.Metres.ToString("0.000", CultureInfo.InvariantCulture)]
                : new string?[places.Count + 1];
            rows.Add(null, [.. feature.Values, .. found]);
            call.Progress.Reached(i + 1, source.Features.Count);
        }

        var fields = JoinedFields.Of(source.Fields, [.. places.Select(p => under.Set.Fields[p]), JoinedFields.Metres("ZJJL", "最近距离(米)")]);
        IReadOnlyList<string> notes = away == 0 ? [] : [$"有 {away} 个要素在 {call.Parameters.Text(Within)} 米内没有找到。"];
        return rows.Full is { } full ? full : new OperatorResult(rows.ToSet(source.Name + "最近距离", fields), notes);
    }
}
