using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Analysis.ListOperators;

/// <summary>Parameters must be those of the definition, of their kind and within their bounds; defaults are filled in.</summary>
internal static class ParametersMustFit
{
    private const int LongestText = 2_000;

    public static Result<ParameterValues> Read(OperatorDefinition definition, IReadOnlyDictionary<string, string>? given)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = given ?? new Dictionary<string, string>();
        if (asked.Keys.FirstOrDefault(k => definition.Parameters.All(p => p.Code != k)) is { } unknown)
        {
            return Unfit(unknown, unknown, "算子没有这个参数");
        }

        foreach (var parameter in definition.Parameters)
        {
            var value = asked.TryGetValue(parameter.Code, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : parameter.Default;
            if (value is null && !parameter.Optional)
            {
                return Unfit(parameter.Code, parameter.Name, "没有给值");
            }

            if (value is not null && Problem(parameter, value) is { } problem)
            {
                return Unfit(parameter.Code, parameter.Name, problem);
            }

            if (value is not null)
            {
                texts[parameter.Code] = value;
            }
        }

        return new ParameterValues(texts);
    }

    private static Error Unfit(string code, string name, string reason) => new(AnalysisErrors.ParameterUnfit, ("name", name), ("reason", reason)) { Field = code };

    private static string? Problem(OperatorParameter parameter, string value) => parameter.Kind switch
    {
        _ when value.Length > LongestText => $"超过 {LongestText} 个字符",
        ParameterKind.Choice => parameter.Choices.Any(c => c.Value == value) ? null : "只能是 " + string.Join("、", parameter.Choices.Select(c => c.Value)),
        ParameterKind.Number => Number(parameter, value),
        ParameterKind.Whole => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? Number(parameter, value) : "不是整数",
        _ => null,
    };

    private static string? Number(OperatorParameter parameter, string value)
    {
        if (!double.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return "不是数";
        }

        return (parameter.Least is { } least && number < least) || (parameter.Greatest is { } greatest && number > greatest)
            ? $"要在 {Shown(parameter.Least)} 到 {Shown(parameter.Greatest)}{parameter.Unit} 之间"
            : null;
    }

    private static string Shown(double? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? "不限";
}
