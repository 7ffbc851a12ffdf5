using System.Globalization;
using Guotu.Geo.Validity;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Domain;

/// <summary>The figure of a feature must be valid by exact tests: closed rings that do not cross, holes inside, parts apart.</summary>
public static class FigureMustBeValid
{
    public static Error? Check(int line, NewFeature feature, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(feature);
        if (feature.Figure.IsEmpty)
        {
            return Refused(line, "没有图形");
        }

        var defects = FigureValidity.Check(feature.Figure, ct);
        return defects.Count == 0 ? null : Refused(line, Text(defects[0]));
    }

    private static Error Refused(int line, string reason) => new(OneMapErrors.GeometryRefused, ("reason", reason)) { Line = line };

    private static string Text(BoundaryDefect d) => d.Kind switch
    {
        BoundaryDefectKind.TooFewPoints => $"第 {d.Ring + 1} 环不足三个不同的点",
        BoundaryDefectKind.RepeatedPoint => $"第 {d.Ring + 1} 环第 {d.Point + 1} 点与下一点重复",
        BoundaryDefectKind.ZeroArea => $"第 {d.Ring + 1} 环面积为零",
        BoundaryDefectKind.Spike => $"第 {d.Ring + 1} 环第 {d.Point + 1} 点处有尖刺",
        BoundaryDefectKind.SelfIntersection => $"第 {d.Ring + 1} 环第 {d.Point + 1} 边与第 {d.OtherPoint + 1} 边相交",
        BoundaryDefectKind.SelfTouch => $"第 {d.Ring + 1} 环在第 {d.Point + 1} 点自接触",
        BoundaryDefectKind.RingsOverlap => $"第 {d.Ring + 1} 环与第 {d.OtherRing + 1} 环重叠",
        BoundaryDefectKind.WronglyNested => $"第 {d.Ring + 1} 环与第 {d.OtherRing + 1} 环的内外关系不对",
        BoundaryDefectKind.InteriorCut => $"第 {d.Ring + 1} 环与第 {d.OtherRing + 1} 环在第 {d.Point + 1} 点处相接,把面隔成了几块,应分成多个部分",
        _ => "图形过于复杂,不能判定有效",
    };
}

/// <summary>The attributes of a feature must be those of the layer's field table: known, present where mandatory, of type and length.</summary>
public static class AttributesMustFitTheFields
{
    public static Error? Check(int line, NewFeature feature, LayerDefinition layer)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(layer);
        var known = 0;
        foreach (var field in layer.Fields)
        {
            var value = feature.Attributes.TryGetValue(field.Code, out var given) ? given : string.Empty;
            known += given is null ? 0 : 1;
            if (Problem(field, value) is { } problem)
            {
                return new Error(OneMapErrors.FieldRefused, ("reason", problem)) { Line = line, Field = field.Code };
            }
        }

        if (known == feature.Attributes.Count)
        {
            return null;
        }

        var unknown = feature.Attributes.Keys.First(k => layer.Fields.All(f => f.Code != k));
        return new Error(OneMapErrors.FieldRefused, ("reason", "图层没有这个字段")) { Line = line, Field = unknown };
    }

    private static string? Problem(LayerField field, string value)
    {
        if (value.Length == 0)
        {
            return field.Mandatory ? "必填字段没有值" : null;
        }

        return field.Kind switch
        {
            LayerFieldKind.Text => new StringInfo(value).LengthInTextElements > field.Length ? $"超过 {field.Length} 个字符" : null,
            LayerFieldKind.Whole => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) && value.Count(char.IsAsciiDigit) <= field.Length ? null : $"“{value}”不是 {field.Length} 位以内的整数",
            LayerFieldKind.Decimal => IsDecimal(field, value) ? null : $"“{value}”不是 {field.Length} 位以内、{field.Decimals} 位小数的数",
            _ => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : $"“{value}”不是 年-月-日 形式的日期",
        };
    }

    private static bool IsDecimal(LayerField field, string value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(value, Style, CultureInfo.InvariantCulture, out var number)
            && number.Scale <= field.Decimals
            && value.Count(char.IsAsciiDigit) <= field.Length;
    }
}

/// <summary>When data counts as stale (过期), and until when a declaration of emptiness holds.</summary>
public static class DataMustBeCurrent
{
    /// <summary>The reason in Chinese, or null where the revision may be used on the date.</summary>
    public static string? Doubt(LayerDefinition layer, LayerRevision revision, DateOnly onDate)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(revision);
        if (revision.DeclaredEmpty is { } declared)
        {
            return onDate <= declared.ValidUntil ? null : $"“依法为空”的声明({declared.DocumentName})只到 {declared.ValidUntil:yyyy-MM-dd}";
        }

        var age = onDate.DayNumber - revision.AsOf.DayNumber;
        if (age < 0)
        {
            return "晚于审查日期";
        }

        return layer.MaxAgeDays is { } most && age > most ? $"要求不超过 {most} 天,已过期 {age - most} 天" : null;
    }
}
