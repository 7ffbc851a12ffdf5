using Guotu.Crypto.Fields;
using Guotu.Kernel.Time;

namespace Guotu.Database.Rows;

/// <summary>A column's value on its way into a protected table.</summary>
public readonly record struct RowValue
{
    private RowValue(string column, object? stored, FieldValue protectedForm, string? text)
    {
        Column = column;
        Stored = stored;
        Protected = protectedForm;
        Text = text;
    }

    public string Column { get; }

    internal object? Stored { get; }

    internal FieldValue Protected { get; }

    /// <summary>The text to encrypt, where the column is an encrypted one.</summary>
    internal string? Text { get; }

    public static RowValue Of(string column, string? text) => new(column, string.IsNullOrEmpty(text) ? null : text, FieldValue.Of(column, text), text);

    /// <summary>A text that is stored as it is given, also where it is empty: for columns that take no null. The MAC is that of <see cref="Of(string, string?)"/>.</summary>
    public static RowValue Kept(string column, string? text) => new(column, text, FieldValue.Of(column, text), text);

    public static RowValue Of(string column, long? number) => new(column, number, FieldValue.Of(column, number), null);

    public static RowValue Of(string column, bool flag) => new(column, flag ? 1 : 0, FieldValue.Of(column, flag), null);

    public static RowValue Of(string column, Instant? instant) => new(column, instant, FieldValue.Of(column, instant), null);

    public static RowValue Of(string column, DateOnly? date) => new(column, date, FieldValue.Of(column, date), null);
}
