using Guotu.Analysis.Overlays;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.TerrainFigures;

/// <summary>
/// 坡度坡向、高程统计、挖填方: every figure with what the ground under it gives. Where the model does not tell, the row says so and has no numbers.
/// </summary>
internal sealed class FigureTerrainOperator(FigureTerrainKind kind) : IAnalysisOperator
{
    public const string Figures = "figures";
    public const string Known = "已算";
    private static readonly LayerField State = new("DXPD", "地形判定", LayerFieldKind.Text, 100, 0, "O");

    public OperatorDefinition Definition { get; } = new()
    {
        Code = kind.Code,
        Name = kind.Name,
        Summary = kind.Summary,
        Place = kind.Place,
        Inputs = [new(Figures, "哪些图形", true)],
        Parameters = kind.Parameters,
        Output = OperatorOutput.Features,
        NeedsTerrain = true,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Task.FromResult(call.Terrain is { } ground ? Asked(call, ground, ct) : new Error(AnalysisErrors.NoTerrain));
    }

    private Result<OperatorResult> Asked(OperatorCall call, ISeenTerrain ground, CancellationToken ct)
    {
        var set = call.Input(Figures);
        var (rows, doubts) = (new List<AnalysisFeature>(set.Features.Count), 0);
        foreach (var feature in set.Features)
        {
            ct.ThrowIfCancellationRequested();
            var answer = Answer(feature, call.Parameters, ground, ct);
            if (answer.Error is { } refused)
            {
                return refused;
            }

            var told = answer.Value.Value ?? new string?[kind.Fields.Count];
            doubts += answer.Value.Doubt is null ? 0 : 1;
            rows.Add(feature with { Values = [.. feature.Values, .. told, TerrainWords.Of(answer.Value.Doubt) ?? Known] });
            call.Progress.Reached(rows.Count, set.Features.Count);
        }

        string[] notes = doubts == 0 ? [TerrainWords.Basis(ground.Source)] : [TerrainWords.Basis(ground.Source), $"有 {doubts} 个图形无法判定,没有数值。"];
        return new OperatorResult(new FeatureSet(set.Name + kind.Name, JoinedFields.Of(set.Fields, [.. kind.Fields, State]), rows), notes);
    }

    private Result<TerrainAnswer<string?[]>> Answer(AnalysisFeature feature, ParameterValues parameters, ISeenTerrain ground, CancellationToken ct)
    {
        var field = ground.Heights(feature.Envelope, 0, ct);
        return field.Error is { } unread ? unread : kind.Ask(new FigureOnGround(feature.Figure!, field.Value, parameters), ct);
    }
}
