using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Geometry;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.DissolveFigures;

/// <summary>融合: rows with the same values become one figure, with their count and sums.</summary>
internal sealed class DissolveOperator : IAnalysisOperator
{
    public const string Layer = "layer";
    public const string By = "by";
    public const string Sums = "sums";
    public const string Parts = "parts";
    private const string Single = "single";

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "dissolve",
        Name = "融合",
        Summary = "字段值相同的图形合并成一个,给出个数和求和;不选字段则全部合并。",
        Place = 80,
        Inputs = [new(Layer, "图层", true)],
        Parameters =
        [
            new(By, "按字段", ParameterKind.Fields) { OfInput = Layer, Optional = true },
            new(Sums, "求和字段", ParameterKind.Fields) { OfInput = Layer, Optional = true },
            new(Parts, "不相连的部分", ParameterKind.Choice) { Default = "multi", Choices = [new("multi", "合为一个要素"), new(Single, "各成一个要素")] },
        ],
        Output = OperatorOutput.Features,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var layer = call.Input(Layer);
        var (by, sums) = (FieldsOf.Places(layer, call.Parameters.List(By), By), FieldsOf.Places(layer, call.Parameters.List(Sums), Sums));
        return Task.FromResult((by.Error ?? sums.Error) is { } unfit ? unfit : Dissolved(call, layer, (by.Value, sums.Value), ct));
    }

    private static Result<OperatorResult> Dissolved(OperatorCall call, FeatureSet layer, (IReadOnlyList<int> By, IReadOnlyList<int> Sums) places, CancellationToken ct)
    {
        var algebra = new FigureAlgebra(call.Zone);
        var rows = new ResultRows(call.Limits);
        var groups = layer.Features.GroupBy(f => string.Join('\u001f', places.By.Select(p => f.Values[p] is { } v ? "=" + v : string.Empty)), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var (done, numberless) = (0L, 0);
        foreach (var group in groups)
        {
            ct.ThrowIfCancellationRequested();
            var members = group.ToList();
            var figure = algebra.UniteAll([.. members.Select(m => m.Figure!)], ct);
            if (figure.Error is { } failure)
            {
                return failure;
            }

            var totals = places.Sums.Select(p => FieldsOf.Sum(members, p)).ToList();
            numberless += totals.Sum(t => t.Numberless);
            IReadOnlyList<string?> values =
            [
                .. places.By.Select(p => members[0].Values[p]), members.Count.ToString(CultureInfo.InvariantCulture), .. totals.Select(t => t.Text),
            ];
            Add(rows, figure.Value.Normalized(), values, call.Parameters.Text(Parts) == Single);
            call.Progress.Reached(done += members.Count, layer.Features.Count);
        }

        IReadOnlyList<string> notes = numberless == 0 ? [] : [$"求和字段有 {numberless} 个值为空或不是数,没有计入。"];
        return rows.Full is { } full ? full : new OperatorResult(rows.ToSet(layer.Name + "融合", Fields(layer, places)), notes);
    }

    private static void Add(ResultRows rows, GridMultiPolygon figure, IReadOnlyList<string?> values, bool single)
    {
        if (!single)
        {
            rows.Add(figure, values);
            return;
        }

        foreach (var polygon in figure.Polygons)
        {
            rows.Add(GridMultiPolygon.Of(polygon), values);
        }
    }

    private static IReadOnlyList<LayerField> Fields(FeatureSet layer, (IReadOnlyList<int> By, IReadOnlyList<int> Sums) places) => JoinedFields.Of(
        [.. places.By.Select(p => layer.Fields[p])],
        [JoinedFields.Count("YSGS", "要素个数"), .. places.Sums.Select(p => layer.Fields[p] with { Name = layer.Fields[p].Name + "合计", Length = 24 })]);
}
