using System.Globalization;
using System.Text;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Fields;

/// <summary>
/// A column's value as a row MAC sees it (参与完整性校验的字段值): a canonical form that is the same on every database.
/// An empty text counts as no value, because some databases store it so; a Boolean counts as 0 or 1.
/// </summary>
public readonly struct FieldValue
{
    private readonly byte[]? _canonical;

    private FieldValue(string column, byte[]? canonical)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        Column = column;
        _canonical = canonical;
    }

    public string Column { get; }

    public static FieldValue Of(string column, string? text) =>
        new(column, string.IsNullOrEmpty(text) ? null : [(byte)'t', .. Encoding.UTF8.GetBytes(text)]);

    public static FieldValue Of(string column, long? number) =>
        new(column, number is { } n ? [(byte)'n', .. Encoding.ASCII.GetBytes(n.ToString(CultureInfo.InvariantCulture))] : null);

    public static FieldValue Of(string column, bool flag) => Of(column, flag ? 1L : 0L);

    public static FieldValue Of(string column, Instant? instant) => Of(column, instant?.UnixMicroseconds);

    public static FieldValue Of(string column, DateOnly? date) =>
        Of(column, date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static FieldValue Of(string column, byte[]? bytes) =>
        new(column, bytes is { Length: > 0 } ? [(byte)'b', .. bytes] : null);

    internal void AddTo(BoundText text) => text.Add(Column).Add(_canonical ?? []);
}
