using System.Globalization;
using Guotu.Geo.Buffers;
using Guotu.Geo.Overlay;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.BufferFigures;

/// <summary>缓冲区: every row's surroundings, or with the rows united one figure.</summary>
internal sealed class BufferOperator : IAnalysisOperator
{
    public const string Source = "source";
    public const string Distance = "distance";
    public const string Ends = "ends";
    public const string ArcError = "arcError";
    public const string Unite = "unite";
    private const string Yes = "yes";

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "buffer",
        Name = "缓冲区",
        Summary = "到图形一定距离以内的范围;距离为负时向内收缩。",
        Place = 10,
        Inputs = [new(Source, "缓冲谁", true) { TakesPaths = true }],
        Parameters =
        [
            new(Distance, "距离", ParameterKind.Number) { Unit = "米", Least = -BufferRule.Most, Greatest = BufferRule.Most },
            new(Ends, "端头", ParameterKind.Choice) { Default = "round", Choices = [new("round", "圆头"), new("flat", "平头"), new("square", "方头")] },
            new(ArcError, "圆弧误差不超过", ParameterKind.Number) { Unit = "米", Default = "0.01", Least = 0.001, Greatest = 10 },
            new(Unite, "合并成一个图形", ParameterKind.Choice) { Default = "no", Choices = [new("no", "不合并"), new(Yes, "合并")] },
        ],
        Output = OperatorOutput.Features,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var source = call.Input(Source);
        var ends = call.Parameters.Text(Ends) switch { "flat" => BufferEnds.Flat, "square" => BufferEnds.Square, _ => BufferEnds.Round };
        var rule = new BufferRule(call.Parameters.Number(Distance), ends, call.Parameters.Number(ArcError));
        var buffer = new FigureBuffer(call.Zone, rule);
        var (rows, vanished) = (new List<AnalysisFeature>(source.Features.Count), 0);
        for (var i = 0; i < source.Features.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var feature = source.Features[i];
            var drawn = feature.Figure is { } figure ? buffer.Of(figure, ct) : buffer.Of(feature.Paths, ct);
            if (drawn.Error is { } failure)
            {
                return Task.FromResult(Result<OperatorResult>.Refused(failure));
            }

            if (drawn.Value.Figure.IsEmpty)
            {
                vanished++;
            }
            else
            {
                rows.Add(new AnalysisFeature(feature.Id, drawn.Value.Figure, feature.Values));
            }

            call.Progress.Reached(i + 1, source.Features.Count);
        }

        var notes = Notes(rule, vanished);
        var set = source with { Name = source.Name + "缓冲区", Features = rows };
        return Task.FromResult(call.Parameters.Text(Unite) == Yes && rows.Count > 0 ? United(set, notes, call, ct) : new OperatorResult(set, notes));
    }

    private static Result<OperatorResult> United(FeatureSet set, IReadOnlyList<string> notes, OperatorCall call, CancellationToken ct)
    {
        var one = new FigureAlgebra(call.Zone).UniteAll([.. set.Features.Select(f => f.Figure!)], ct);
        return one.Map(figure => new OperatorResult(new FeatureSet(set.Name, [], [new AnalysisFeature(1, figure, [])]), notes));
    }

    private static List<string> Notes(BufferRule rule, int vanished)
    {
        var notes = new List<string>();
        if (rule.Ends == BufferEnds.Round)
        {
            var error = Math.Max(rule.DrawnErrorMetres, 0.0001).ToString("0.####", CultureInfo.InvariantCulture);
            notes.Add($"圆弧以每四分之一圆 {rule.PiecesPerQuarter} 段折线代替,边界比真弧至多向内 {error} 米。");
        }

        if (vanished > 0)
        {
            notes.Add($"有 {vanished} 个图形向内收缩后没有剩余。");
        }

        return notes;
    }
}
