using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.TerrainFigures;

/// <summary>剖面: heights along lines, one row for each place; a line over ground without data is said and has no heights at all.</summary>
internal sealed class ProfileOperator : IAnalysisOperator
{
    public const string Lines = "lines";
    public const string Step = "step";

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "terrain-profile",
        Name = "剖面",
        Summary = "沿线按间距取地面高程,成一张里程与高程的表。",
        Place = 330,
        Inputs = [new(Lines, "沿哪些线", true) { TakesPaths = true }],
        Parameters = [new(Step, "间距", ParameterKind.Number) { Unit = "米", Default = "20", Least = 0.5, Greatest = 10_000 }],
        Output = OperatorOutput.Table,
        NeedsTerrain = true,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Task.FromResult(call.Terrain is { } ground ? Asked(call, ground, ct) : new Error(AnalysisErrors.NoTerrain));
    }

    private static Result<OperatorResult> Asked(OperatorCall call, ISeenTerrain ground, CancellationToken ct)
    {
        var paths = call.Input(Lines).Features.SelectMany(f => f.Paths).ToList();
        if (paths.Count == 0 || call.Input(Lines).Features.Any(f => f.Figure is not null) || paths.Exists(p => p.Points.Length < 2))
        {
            return new Error(AnalysisErrors.InputUnfit, ("name", "沿哪些线"), ("reason", "要线,不收面和点")) { Field = Lines };
        }

        var (rows, notes) = (new ResultRows(call.Limits), new List<string> { TerrainWords.Basis(ground.Source) });
        for (var i = 0; i < paths.Count && rows.Full is null; i++)
        {
            ct.ThrowIfCancellationRequested();
            var profile = Along(paths[i], call.Parameters.Number(Step), ground, ct);
            if (profile.Error is { } refused)
            {
                return refused;
            }

            Add(rows, notes, i + 1, profile.Value);
            call.Progress.Reached(i + 1, paths.Count);
        }

        return rows.Full is { } full ? full : new OperatorResult(rows.ToSet("剖面", Fields), notes);
    }

    private static Result<TerrainProfile> Along(GridPath path, double step, ISeenTerrain ground, CancellationToken ct)
    {
        var field = ground.Heights(path.Envelope, 0, ct);
        return field.Error is { } unread ? unread : TerrainProfile.Along(field.Value, [.. path.Points.Select(p => p.ToMetres())], step);
    }

    private static void Add(ResultRows rows, List<string> notes, int number, TerrainProfile profile)
    {
        var line = number.ToString(CultureInfo.InvariantCulture);
        foreach (var place in profile.Points)
        {
            rows.Add(null, [line, Metres(place.Distance), Metres(place.North), Metres(place.East), profile.Doubt is null ? Metres(place.Height!.Value) : null]);
        }

        notes.Add(TerrainWords.Of(profile.Doubt) is { } doubt
            ? $"第 {line} 条线{doubt},没有高程。"
            : $"第 {line} 条线长 {Metres(profile.Length)} 米,累计上升 {Metres(profile.Climbed!.Value.Up)} 米,下降 {Metres(profile.Climbed!.Value.Down)} 米。");
    }

    private static string Metres(double value) => Math.Round(value, 3).ToString("F3", CultureInfo.InvariantCulture);

    private static IReadOnlyList<LayerField> Fields =>
    [
        JoinedFields.Count("XH", "线号"), JoinedFields.Metres("LC", "里程(米)"), JoinedFields.Metres("X", "北坐标(米)"), JoinedFields.Metres("Y", "东坐标(米)"), JoinedFields.Metres("GC", "高程(米)"),
    ];
}
