using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.TerrainFigures;

/// <summary>可视域: for each place the ground that is seen from it, as an area of whole cells; a place on ground that is not known gives no row and is said.</summary>
internal sealed class ViewshedOperator : IAnalysisOperator
{
    public const string Places = "places";
    public const string ObserverHeight = "observerHeight";
    public const string TargetHeight = "targetHeight";
    public const string Radius = "radius";
    public const string Refraction = "refraction";

    /// <summary>Each is worked out over up to a million cells.</summary>
    private const int MostPlaces = 20;

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "terrain-viewshed",
        Name = "可视域",
        Summary = "从各观察点能看到的地面,由整格组成;计地球曲率和折光。",
        Place = 340,
        Inputs = [new(Places, "观察点", true) { TakesPaths = true }],
        Parameters =
        [
            new(ObserverHeight, "观察点离地高", ParameterKind.Number) { Unit = "米", Default = "1.7", Least = 0, Greatest = 1_000 },
            new(TargetHeight, "目标离地高", ParameterKind.Number) { Unit = "米", Default = "0", Least = 0, Greatest = 1_000 },
            new(Radius, "半径", ParameterKind.Number) { Unit = "米", Default = "2000", Least = 1, Greatest = 30_000 },
            new(Refraction, "折光系数", ParameterKind.Number) { Default = "0.13", Least = 0, Greatest = 0.5 },
        ],
        Output = OperatorOutput.Features,
        NeedsTerrain = true,
    };

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Task.FromResult(call.Terrain is { } ground ? Asked(call, ground, ct) : new Error(AnalysisErrors.NoTerrain));
    }

    private static Result<OperatorResult> Asked(OperatorCall call, ISeenTerrain ground, CancellationToken ct)
    {
        var places = call.Input(Places).Features.SelectMany(f => f.Paths).ToList();
        if (places.Count is 0 or > MostPlaces || call.Input(Places).Features.Any(f => f.Figure is not null) || places.Exists(p => p.Points.Length != 1))
        {
            return new Error(AnalysisErrors.InputUnfit, ("name", "观察点"), ("reason", $"要 1 到 {MostPlaces} 个点,不收线和面")) { Field = Places };
        }

        var (rows, notes) = (new ResultRows(call.Limits), new List<string> { TerrainWords.Basis(ground.Source) });
        for (var i = 0; i < places.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            if (Add(rows, notes, (i + 1, places[i].Points[0]), call, ct) is { } refused)
            {
                return refused;
            }

            call.Progress.Reached(i + 1, places.Count);
        }

        return new OperatorResult(rows.ToSet("可视域", Fields), notes);
    }

    private static Error? Add(ResultRows rows, List<string> notes, (int Number, GridPoint At) place, OperatorCall call, CancellationToken ct)
    {
        var (radius, at) = (call.Parameters.Number(Radius), place.At);
        var reach = (long)Math.Ceiling(radius * GridPoint.UnitsPerMetre);
        var box = new GridEnvelope(at.East - reach, at.North - reach, at.East + reach, at.North + reach);
        var field = call.Terrain!.Heights(box, radius / Viewshed.MostRadiusCells, ct);
        if (field.Error is { } unread)
        {
            return unread;
        }

        var (column, row) = field.Value.Grid.CellAt(at.EastMetres, at.NorthMetres);
        var asked = new ViewshedAsked(column, row, call.Parameters.Number(ObserverHeight), call.Parameters.Number(TargetHeight), radius, call.Parameters.Number(Refraction));
        var seen = Viewshed.Of(field.Value, asked, ct);
        if (seen.Error is { } refused)
        {
            return refused;
        }

        if (seen.Value.Value is not { } viewshed)
        {
            notes.Add($"第 {place.Number} 个点{TerrainWords.Of(seen.Value.Doubt)}。");
            return null;
        }

        var figure = Seen(field.Value, viewshed, ct);
        if (figure.VertexCount > call.Limits.MostVertices)
        {
            return new Error(AnalysisErrors.TooMuch, ("what", "可视域的顶点数"), ("most", call.Limits.MostVertices));
        }

        rows.Add(figure, Values(place, field.Value, viewshed));
        return null;
    }

    private static GridMultiPolygon Seen(HeightField field, Viewshed viewshed, CancellationToken ct)
    {
        var grid = field.Grid;
        var own = grid with { OriginEast = grid.OriginEast + (viewshed.Column * grid.CellEast), OriginNorth = grid.OriginNorth - (viewshed.Row * grid.CellNorth) };
        return CellAreas.Of(own, viewshed.Side, [.. viewshed.Cells.Select(c => c == Visibility.Visible)], ct);
    }

    private static string?[] Values((int Number, GridPoint At) place, HeightField field, Viewshed viewshed)
    {
        string Ground(Visibility visibility) => (viewshed.Count(visibility) * field.CellArea).ToString("F1", CultureInfo.InvariantCulture);
        return
        [
            place.Number.ToString(CultureInfo.InvariantCulture), Metres(place.At.NorthMetres), Metres(place.At.EastMetres), Ground(Visibility.Visible), Ground(Visibility.Hidden),
            Ground(Visibility.Unknown), Metres(field.Grid.CellEast),
        ];
    }

    private static string Metres(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static IReadOnlyList<LayerField> Fields =>
    [
        JoinedFields.Count("DH", "观察点号"), JoinedFields.Metres("X", "北坐标(米)"), JoinedFields.Metres("Y", "东坐标(米)"), Ground("KJMJ", "看得到(平方米)"), Ground("BKJMJ", "看不到(平方米)"),
        Ground("WZMJ", "不知道(平方米)"), JoinedFields.Metres("GE", "格元(米)"),
    ];

    private static LayerField Ground(string code, string name) => new(code, name, LayerFieldKind.Decimal, 16, 1, "O");
}
