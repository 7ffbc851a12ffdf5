using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.CompareSchemes;

/// <summary>方案比选: a row for each thing compared, a column for each scheme, the best of a row named.</summary>
internal sealed class CompareOperator(ILandClasses landClasses) : IAnalysisOperator
{
    public const string Schemes = "schemes";
    public const string LandUse = "landUse";
    public const string ClassField = "class";
    public const int Conflicts = 4;
    public const int Nears = 3;
    public const int MostSchemes = 6;

    public OperatorDefinition Definition { get; } = new()
    {
        Code = "compare-schemes",
        Name = "方案比选",
        Summary = "几个方案并列比较面积、地类、冲突和距离,每行标出最优。",
        Place = 210,
        Inputs =
        [
            new(Schemes, "方案", true),
            new(LandUse, "现状地类", false) { NearInput = Schemes },
            .. Enumerable.Range(1, Conflicts).Select(n => new OperatorInput(Conflict(n), $"占用为冲突的图层 {n}", false) { NearInput = Schemes }),
            .. Enumerable.Range(1, Nears).Select(n => new OperatorInput(Near(n), $"比距离的图层 {n}", false) { NearInput = Schemes, NearParameter = NearLimit(n) }),
        ],
        Parameters =
        [
            new(ClassField, "地类字段", ParameterKind.Fields) { OfInput = LandUse, Optional = true },
            .. Enumerable.Range(1, Nears).Select(n => new OperatorParameter(NearLimit(n), $"图层 {n} 最远找到", ParameterKind.Number) { Unit = "米", Default = "5000", Least = 0.001, Greatest = 20_000 }),
        ],
        Output = OperatorOutput.Table,
    };

    public static string Conflict(int number) => FormattableString.Invariant($"conflict{number}");

    public static string Near(int number) => FormattableString.Invariant($"near{number}");

    public static string NearLimit(int number) => Near(number) + "Within";

    public Task<Result<OperatorResult>> RunAsync(OperatorCall call, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(call);
        var schemes = call.Input(Schemes);
        if (schemes.Features.Count is < 2 or > MostSchemes)
        {
            return Task.FromResult(Result<OperatorResult>.Refused(
                new Error(AnalysisErrors.InputUnfit, ("name", "方案"), ("reason", $"要有 2 到 {MostSchemes} 个方案,现有 {schemes.Features.Count} 个")) { Field = Schemes }));
        }

        return Task.FromResult(new SchemeRows(call, landClasses).Compare(ct));
    }
}
