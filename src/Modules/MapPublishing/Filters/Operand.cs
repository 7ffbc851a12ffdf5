using System.Globalization;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Filters;

/// <summary>Type of a value in a filter.</summary>
internal enum ValueKind
{
    Text,
    Number,
    Date,
    Flag,
}

/// <summary>A scalar in a filter.</summary>
internal abstract record Operand(ValueKind Kind)
{
    /// <summary>Null where there is no value.</summary>
    public abstract object? ValueOf(FeatureValues feature);

    /// <summary>The value under another type, where a text may be read so; dates are written as text by most clients.</summary>
    public virtual Operand As(ValueKind kind) => kind == Kind ? this : throw new FilterFault($"{Name(Kind)}不能与{Name(kind)}比较");

    protected static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Text => "文本",
        ValueKind.Number => "数",
        ValueKind.Date => "日期",
        _ => "真假值",
    };
}

/// <summary>A field of the layer.</summary>
internal sealed record FieldOperand(LayerField Field) : Operand(KindOf(Field.Kind))
{
    public override object? ValueOf(FeatureValues feature) => feature[Field];

    private static ValueKind KindOf(LayerFieldKind kind) => kind switch
    {
        LayerFieldKind.Text => ValueKind.Text,
        LayerFieldKind.Date => ValueKind.Date,
        _ => ValueKind.Number,
    };
}

/// <summary>A value written in the filter.</summary>
/// <param name="Untyped">Written without a type of its own (FES): read by the type of what it is compared with.</param>
internal sealed record LiteralOperand(object Value, ValueKind Kind, bool Untyped) : Operand(Kind)
{
    public override object? ValueOf(FeatureValues feature) => Value;

    public override Operand As(ValueKind kind)
    {
        if (kind == Kind)
        {
            return this;
        }

        var text = Value as string;
        if (text is not null && kind == ValueKind.Date)
        {
            return new LiteralOperand(FilterDate.Read(text), kind, Untyped);
        }

        if (text is not null && Untyped && kind == ValueKind.Number)
        {
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? new LiteralOperand(number, kind, Untyped)
                : throw new FilterFault($"“{Shortened(text)}”不是数");
        }

        return base.As(kind);
    }

    public static string Shortened(string text) => text.Length <= 30 ? text : text[..30] + "…";
}

/// <summary>Legal dates, local and never shifted; of an instant the day in +08:00 is taken.</summary>
internal static class FilterDate
{
    public static DateOnly Read(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        return text.Contains('T', StringComparison.Ordinal) && text.Length <= 40
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            && instant.Year is > 1 and < 9999
            ? DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime)
            : throw new FilterFault($"“{LiteralOperand.Shortened(text)}”不是日期,要写成 2026-01-31");
    }
}
