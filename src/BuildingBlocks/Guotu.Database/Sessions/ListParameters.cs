using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Dapper;

namespace Guotu.Database.Sessions;

/// <summary>
/// Expands lists to <c>(:p_ids1, :p_ids2)</c> alike on every database: left to itself Dapper passes an array to PostgreSQL, where
/// <c>IN :p_ids</c> then does not parse. An empty list becomes <c>(NULL)</c>, which matches nothing.
/// </summary>
internal static partial class ListParameters
{
    /// <summary>Most values of a list; more is a query that should be written another way.</summary>
    public const int Most = 500;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    /// <summary>Copies the arguments, lists included, and answers the text with the lists written out.</summary>
    public static string Bind(string sql, object? arguments, DynamicParameters parameters)
    {
        if (arguments is DynamicParameters ready)
        {
            parameters.AddDynamicParams(ready);
            return sql;
        }

        // A search puts its conditions together and brings the parameters of those that were asked for.
        if (arguments is IReadOnlyDictionary<string, object> named)
        {
            return named.Aggregate(sql, (text, n) => Add(text, n.Key, n.Value, n.Value.GetType(), parameters));
        }

        foreach (var property in Properties.GetOrAdd(arguments?.GetType() ?? typeof(object), t => t.GetProperties()))
        {
            sql = Add(sql, property.Name, property.GetValue(arguments), property.PropertyType, parameters);
        }

        return sql;
    }

    public static string Add(string sql, string name, object? value, Type type, DynamicParameters parameters)
    {
        if (value is string or byte[] or null || value is not IEnumerable list)
        {
            parameters.Add(name, value, value is null ? TypedNull.DbTypeOf(type) : null);
            return sql;
        }

        var names = new List<string>();
        foreach (var item in list)
        {
            var numbered = name + (names.Count + 1).ToString(CultureInfo.InvariantCulture);
            parameters.Add(numbered, item);
            names.Add(":" + numbered);
        }

        if (names.Count > Most)
        {
            throw new ArgumentException($"The list {name} has {names.Count} values; at most {Most} are sent", nameof(value));
        }

        var text = names.Count == 0 ? "(NULL)" : "(" + string.Join(", ", names) + ")";
        return Parameter().Replace(sql, m => m.Groups[1].Value == name ? text : m.Value);
    }

    [GeneratedRegex(@":([a-z_][a-z_0-9]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();
}

/// <summary>A NULL is sent with the type of its member: PostgreSQL and Dameng guess wrongly without.</summary>
internal static class TypedNull
{
    public static System.Data.DbType? DbTypeOf(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare switch
        {
            _ when bare == typeof(string) => System.Data.DbType.String,
            _ when bare == typeof(long) || bare == typeof(Kernel.Figures.LegalArea) => System.Data.DbType.Int64,
            _ when bare == typeof(int) || bare == typeof(short) || bare == typeof(bool) => System.Data.DbType.Int32,
            _ when bare == typeof(decimal) => System.Data.DbType.Decimal,
            _ when bare == typeof(double) => System.Data.DbType.Double,
            _ when bare == typeof(byte[]) => System.Data.DbType.Binary,
            _ when bare == typeof(Kernel.Time.Instant) => System.Data.DbType.DateTime2,
            _ when bare == typeof(DateOnly) => System.Data.DbType.Date,
            _ => null,
        };
    }
}
