using System.Data;

namespace Guotu.Database.Rows;

/// <summary>
/// Values of another kind than their column's (异类的值), such as a text in a column of numbers, which SQLite takes. The platform writes none: only an edit
/// behind its back leaves one, and it must be named and not end a proof.
/// </summary>
public static class StrangeValues
{
    /// <summary>Whether an exception while a row was read is of such a value.</summary>
    public static bool Raised(Exception? exception) =>
        exception is DataException or FormatException or InvalidCastException or OverflowException or ArgumentException;

    /// <summary>A whole number as the database gives it; null for anything else, also for a text or a fraction that could be taken for one.</summary>
    public static long? NumberOrNull(object? value) => value switch
    {
        long number => number,
        int number => number,
        short number => number,
        sbyte number => number,
        byte number => number,
        decimal number when decimal.Truncate(number) == number && number is >= long.MinValue and <= long.MaxValue => (long)number,
        _ => null,
    };
}
