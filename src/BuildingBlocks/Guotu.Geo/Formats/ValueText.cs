using System.Globalization;

namespace Guotu.Geo.Formats;

/// <summary>Values as text formats write them: invariant, numbers so that the same double is read back.</summary>
internal static class ValueText
{
    public const string InstantForm = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";

    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        long whole => whole.ToString(CultureInfo.InvariantCulture),
        double number => Of(number),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString(InstantForm, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        byte[] bytes => Convert.ToBase64String(bytes),
        _ => throw new ArgumentException($"No field holds values of {value.GetType()}", nameof(value)),
    };

    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The text with � for each lone surrogate, which no encoding can write.</summary>
    public static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString()));

    /// <summary>Chinese name of a kind of values.</summary>
    public static string ChineseName(FieldKind kind) => kind switch
    {
        FieldKind.Text => "文本",
        FieldKind.Whole => "整数",
        FieldKind.Number => "数字",
        FieldKind.Date => "日期",
        FieldKind.Instant => "日期时间",
        FieldKind.Flag => "是否",
        _ => "二进制",
    };
}
