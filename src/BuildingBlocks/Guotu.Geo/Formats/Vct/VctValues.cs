using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats.Vct;

/// <summary>Types and values of VCT tables.</summary>
internal static class VctValues
{
    private const int WidestWhole = 18;

    public static long Id(string text, int line) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : throw FormatFault.AtLine(line, $"编号“{Short(text)}”不是数字");

    public static int Count(string text, int line) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : throw FormatFault.AtLine(line, $"个数“{Short(text)}”不是数字");

    /// <summary>Null for binary fields, which tables of text can not hold.</summary>
    public static FieldDefinition? Field(string[] parts, int line)
    {
        if (parts.Length < 2 || parts[0].Trim().Length == 0)
        {
            throw FormatFault.AtLine(line, "字段应写 名称,类型,长度");
        }

        var (name, type) = (parts[0].Trim(), parts[1].Trim().ToUpperInvariant());
        var (length, decimals) = (Number(parts, 2), Number(parts, 3));
        var kind = type.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return kind switch
        {
            "CHAR" or "VARCHAR" or "TEXT" or "STRING" => new FieldDefinition(name, FieldKind.Text, length),
            "INT" or "INTEGER" or "LONG" or "SHORT" => length > WidestWhole ? new FieldDefinition(name, FieldKind.Text, length) : new FieldDefinition(name, FieldKind.Whole, length),
            "FLOAT" or "DOUBLE" or "NUMERIC" or "DECIMAL" => new FieldDefinition(name, FieldKind.Number, length, decimals),
            "DATE" or "DATETIME" => new FieldDefinition(name, FieldKind.Date),
            "VARBIN" or "BLOB" or "BINARY" => null,
            _ => throw FormatFault.AtLine(line, $"不认识的字段类型“{Short(type)}”"),
        };
    }

    public static object? Value(FieldDefinition field, string text, int line)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return null;
        }

        object? value = field.Kind switch
        {
            FieldKind.Text => text,
            FieldKind.Whole => long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            FieldKind.Number => double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
            _ => Date(trimmed),
        };
        return value ?? throw new FormatFault(new Error(
            FormatErrors.ValueBroken, ("where", FormattableString.Invariant($"第 {line} 行")), ("value", Short(trimmed)), ("reason", "不是" + ValueText.ChineseName(field.Kind)))
        { Field = field.Name, Line = line });
    }

    public static string Short(string text) => text.Length > 40 ? text[..40] : text;

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd", "yyyy/MM/dd", "yyyy-M-d", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static int Number(string[] parts, int index) =>
        parts.Length > index && int.TryParse(parts[index].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Min(n, 100_000) : 0;
}
