using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;

namespace Guotu.Database.Scope;

/// <summary>Expands scope tokens, and refuses SQL that reads a table under scope without one.</summary>
public sealed partial class ScopedSql(IReadOnlySet<string> scopedTables)
{
    private readonly ConcurrentDictionary<string, bool> _checked = new(StringComparer.Ordinal);

    public string Expand(string sql, DataScope scope, DynamicParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(scope);
        _checked.GetOrAdd(sql, Check);
        return Token().Replace(sql, m => scope.Predicate(m.Groups["alias"].Success ? m.Groups["alias"].Value : m.Groups["table"].Value, parameters));
    }

    private bool Check(string sql)
    {
        foreach (Match read in ReadTable().Matches(sql))
        {
            var table = read.Groups["table"].Value.ToLowerInvariant();
            if (scopedTables.Contains(table) && !sql.Contains("{scope:" + table, StringComparison.OrdinalIgnoreCase))
            {
                throw new InvalidOperationException($"Table {table} is under data scope and is read only with a {{scope:{table}}} token: {sql}");
            }
        }

        return true;
    }

    [GeneratedRegex(@"\{scope:(?<table>[a-z_0-9]+)(:(?<alias>[a-z_0-9]+))?\}", RegexOptions.IgnoreCase)]
    private static partial Regex Token();

    [GeneratedRegex(@"\b(FROM|JOIN)\s+(?<table>[a-z_][a-z_0-9]*)", RegexOptions.IgnoreCase)]
    private static partial Regex ReadTable();
}
