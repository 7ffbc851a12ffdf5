using Guotu.Kernel.Results;

namespace Guotu.Analysis.FindSites;

/// <summary>
/// 找地: ground of the wanted uses, joined where it touches, without what must be avoided, that has the size, lies near enough and is level enough; scored and
/// ranked, the same on every run. The tally says how many candidates each criterion took away.
/// </summary>
internal sealed class FindSitesOperator : IAnalysisOperator
{
    public const string Ground = "ground";
    public const string Within = "within";
    public const string LeastArea = "leastArea";
    public const string MostArea = "mostArea";
    public const string MostSlope = "mostSlope";
    public const string Most = "most";
    public const string WeightArea = "weightArea";
    public const string WeightShape = "weightShape";
    public const string WeightNear = "weightNear";
    public const string WeightSlope = "weightSlope";
    public const int Avoids = 4;
    public const int Nears = 3;

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "find-sites",
        Name = "找地",
        Summary = "按面积、用途、坡度、距离和避让图层反查地块,打分排序,说明每个条件去掉多少。",
        Place = 200,
        Inputs =
        [
            new(Within, "在哪个范围内找", false),
            new(Ground, "从哪些地里找", true) { NearInput = Within },
            .. Numbers(Avoids).Select(n => new OperatorInput(Avoid(n), $"避让图层 {n}", false) { NearInput = Ground }),
            .. Numbers(Nears).Select(n => new OperatorInput(Near(n), $"要靠近的图层 {n}", false) { NearInput = Ground, NearParameter = NearLimit(n) }),
        ],
        Parameters =
        [
            new(LeastArea, "面积不小于", ParameterKind.Number) { Unit = "平方米", Default = "1000", Least = 1, Greatest = 1e9 },
            new(MostArea, "面积不大于", ParameterKind.Number) { Unit = "平方米", Optional = true, Least = 1, Greatest = 1e9 },
            new(MostSlope, "平均坡度不大于", ParameterKind.Number) { Unit = "度", Optional = true, Least = 0.1, Greatest = 90 },
            .. Numbers(Nears).Select(n => new OperatorParameter(NearLimit(n), $"离图层 {n} 不超过", ParameterKind.Number) { Unit = "米", Default = "1000", Least = 0.001, Greatest = 20_000 }),
            new(Most, "最多给出", ParameterKind.Whole) { Unit = "块", Default = "50", Least = 1, Greatest = 500 },
            Weight(WeightArea, "面积的权重"),
            Weight(WeightShape, "紧凑的权重"),
            Weight(WeightNear, "距离的权重"),
            Weight(WeightSlope, "坡度的权重"),
        ],
        Output = OperatorOutput.Features,
        TerrainParameter = MostSlope,
    };

    public static string Avoid(int number) => FormattableString.Invariant($"avoid{number}");

    public static string Near(int number) => FormattableString.Invariant($"near{number}");

    public static string NearLimit(int number) => Near(number) + "Within";

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Task.FromResult(Breach(call) is { } breach ? breach : Found(call, ct));
    }

    private static Error? Breach(OperatorCall call)
    {
        if (call.Parameters.Find(MostSlope) is not null && call.Terrain is null)
        {
            return new Error(AnalysisErrors.NoTerrain) { Field = MostSlope };
        }

        return call.Parameters.Find(MostArea) is not null && call.Parameters.Number(MostArea) < call.Parameters.Number(LeastArea)
            ? new Error(AnalysisErrors.ParameterUnfit, ("name", "面积不大于"), ("reason", "小于面积下限")) { Field = MostArea }
            : null;
    }

    private static Result<OperatorResult> Found(OperatorCall call, CancellationToken ct)
    {
        var ground = new OpenGround(call).Find(ct);
        return ground.Error is { } failure ? failure : new SiteChoice(call, ground.Value).Choose(ct);
    }

    internal static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    private static OperatorParameter Weight(string code, string name) => new(code, name, ParameterKind.Number) { Default = "1", Least = 0, Greatest = 10 };
}
