using System.Reflection;
using Guotu.Database.Dialects;
using Guotu.Kernel.Time;

namespace Guotu.Database.Rows;

/// <summary>
/// What the columns of a protected table hold (列的值类), taken from the class its rows map to. A mapper converts: a fraction becomes a flag, a text a number,
/// nothing a zero; such a value could meet the MAC of the one that was written. The database is therefore asked for rows that hold another kind.
/// </summary>
public static class ColumnKinds
{
    private static readonly HashSet<Type> Whole = [typeof(long), typeof(int), typeof(short), typeof(byte), typeof(bool)];

    /// <summary>A condition that only rows with a value of another kind meet.</summary>
    /// <param name="dialect">Where it is asked.</param>
    /// <param name="columns">The columns; the first is the id.</param>
    /// <param name="row">What rows map to.</param>
    public static string StrangeCondition(SqlDialect dialect, IReadOnlyList<string> columns, Type row)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(row);
        var properties = row.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase);
        var conditions = columns.Skip(1)
            .Select(c => properties.TryGetValue(c.Replace("_", string.Empty, StringComparison.Ordinal), out var type) ? Of(dialect, c, type) : null)
            .Prepend(Of(dialect, columns[0], typeof(long)))
            .OfType<string>();
        return string.Join(" OR ", conditions);
    }

    private static string? Of(SqlDialect dialect, string column, Type type)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var held = inner ?? type;
        var strange = Whole.Contains(held) ? dialect.HoldsNoWholeNumber(column)
            : held == typeof(string) || held == typeof(Instant) || held == typeof(DateOnly) ? dialect.HoldsNoText(column)
            : null;
        var absent = type.IsValueType && inner is null ? column + " IS NULL" : null;
        return strange is null ? absent : absent is null ? strange : strange + " OR " + absent;
    }
}
