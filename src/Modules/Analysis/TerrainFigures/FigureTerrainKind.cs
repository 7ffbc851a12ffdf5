using System.Globalization;
using Guotu.Analysis.Overlays;
using Guotu.Geo.Geometry;
using Guotu.Geo.Terrain;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.TerrainFigures;

/// <summary>What is asked of the ground under each figure of a set, and the fields that answer it.</summary>
/// <param name="Ask">The values of the fields, or the doubt.</param>
internal sealed record FigureTerrainKind(
    string Code, string Name, string Summary, int Place, IReadOnlyList<OperatorParameter> Parameters, IReadOnlyList<LayerField> Fields,
    Func<FigureOnGround, CancellationToken, Result<TerrainAnswer<string?[]>>> Ask)
{
    public const string DesignHeight = "designHeight";
    public const string RiseEast = "riseEast";
    public const string RiseNorth = "riseNorth";
    private static readonly string[] Directions = ["北", "东北", "东", "东南", "南", "西南", "西", "西北", "平地"];

    public static readonly FigureTerrainKind Slope = new(
        "terrain-slope",
        "坡度坡向",
        "各图形的平均坡度、最大坡度,按坡度级和坡向的平面面积。",
        300,
        [],
        [
            Degrees("PJPD", "平均坡度(度)"), Degrees("ZDPD", "最大坡度(度)"),
            .. Enumerable.Range(1, 5).Select(c => Ground($"PD{c}MJ", $"坡度{ClassName(c)}(平方米)")),
            .. Directions.Select((d, i) => Ground($"PX{i + 1}MJ", $"坡向{d}(平方米)")),
        ],
        (asked, ct) => Map(SlopeShares.Of(asked.Field, asked.Figure, ct), s =>
            [Text(s.MeanDegrees, 2), Text(s.SteepestDegrees, 2), .. s.SquareMetres.Select(a => Text(a, 2)), .. s.AspectSquareMetres.Select(a => Text(a, 2))]));

    public static readonly FigureTerrainKind Heights = new(
        "terrain-heights",
        "高程统计",
        "各图形的最低、最高、平均高程和标准差,1985 国家高程基准。",
        310,
        [],
        [Height("ZDGC", "最低高程(米)"), Height("ZGGC", "最高高程(米)"), Height("PJGC", "平均高程(米)"), Height("GCBZC", "高程标准差(米)")],
        (asked, ct) => Map(ZonalStatistics.Of(asked.Field, asked.Figure, ct), z => [Text(z.Lowest, 3), Text(z.Highest, 3), Text(z.Mean, 3), Text(z.Deviation, 3)]));

    public static readonly FigureTerrainKind Earthworks = new(
        "terrain-earthworks",
        "挖填方",
        "各图形整平到设计面的挖方、填方和挖填平衡的设计高程;设计高程在图形外接框的中点。",
        320,
        [
            new(DesignHeight, "设计高程", ParameterKind.Number) { Unit = "米", Least = -500, Greatest = 9_000 },
            new(RiseEast, "设计面向东每米升高", ParameterKind.Number) { Unit = "米", Default = "0", Least = -1, Greatest = 1 },
            new(RiseNorth, "设计面向北每米升高", ParameterKind.Number) { Unit = "米", Default = "0", Least = -1, Greatest = 1 },
        ],
        [Volume("WF", "挖方(立方米)"), Volume("TF", "填方(立方米)"), Volume("JF", "挖方减填方(立方米)"), Height("PHGC", "挖填平衡的设计高程(米)"), Height("PJGC", "平均地面高程(米)")],
        (asked, ct) => Map(Geo.Terrain.Earthworks.Of(asked.Field, asked.Figure, Design(asked), ct), e =>
            [Text(e.Cut, 2), Text(e.Fill, 2), Text(e.Cut - e.Fill, 2), Text(e.BalanceHeight, 3), Text(e.MeanGround, 3)]));

    public static IReadOnlyList<FigureTerrainKind> All { get; } = [Slope, Heights, Earthworks];

    private static DesignPlane Design(FigureOnGround asked)
    {
        var box = asked.Figure.Envelope;
        var middle = new GridPoint(box.MinEast + (box.Width / 2), box.MinNorth + (box.Height / 2)).ToMetres();
        return new DesignPlane(asked.Parameters.Number(DesignHeight), middle.East, middle.North, asked.Parameters.Number(RiseEast), asked.Parameters.Number(RiseNorth));
    }

    private static Result<TerrainAnswer<string?[]>> Map<T>(Result<TerrainAnswer<T>> answer, Func<T, string?[]> values)
        where T : class => answer.Map<TerrainAnswer<string?[]>>(a => a.Value is { } known ? values(known) : a.Doubt!);

    private static string ClassName(int number)
    {
        var limits = HornGradient.ClassLimits;
        return number == 1 ? $"≤{limits[0]}°" : number > limits.Count ? $">{limits[^1]}°" : $"{limits[number - 2]}°~{limits[number - 1]}°";
    }

    private static string Text(double value, int decimals) => (Math.Round(value, decimals) + 0.0).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static LayerField Degrees(string code, string name) => new(code, name, LayerFieldKind.Decimal, 6, 2, "O");

    private static LayerField Ground(string code, string name) => new(code, name, LayerFieldKind.Decimal, 16, 2, "O");

    private static LayerField Volume(string code, string name) => new(code, name, LayerFieldKind.Decimal, 18, 2, "O");

    private static LayerField Height(string code, string name) => JoinedFields.Metres(code, name);
}

/// <summary>One figure with the heights of the cells under and around it.</summary>
internal sealed record FigureOnGround(GridMultiPolygon Figure, HeightField Field, ParameterValues Parameters);
