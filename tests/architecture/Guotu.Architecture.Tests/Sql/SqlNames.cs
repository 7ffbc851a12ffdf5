using System.Text.RegularExpressions;

namespace Guotu.Architecture.Tests.Sql;

/// <summary>No name of a table, column or alias may be a reserved word of any of the databases.</summary>
public static partial class SqlNames
{
    private static readonly string[] NotAColumn = ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"];

    public static IEnumerable<SqlFinding> Check(SqlText text, string bare)
    {
        // SKIP LOCKED and the like have rules of their own; what is left is a word used as a name.
        foreach (var word in Words().Matches(bare).Select(m => m.Value).Where(ReservedWords.IsNoPortableWord).Distinct())
        {
            yield return new SqlFinding(text, "reserved word", word);
        }

        foreach (var name in NamedPlaces().Matches(bare).Select(m => m.Groups["name"].Value).Concat(ColumnsOf(bare)).Where(ReservedWords.IsNoName).Distinct())
        {
            yield return new SqlFinding(text, "reserved word as a name", name);
        }
    }

    /// <summary>The first word of each entry of CREATE TABLE.</summary>
    private static IEnumerable<string> ColumnsOf(string bare)
    {
        var create = CreateTable().Match(bare);
        if (!create.Success)
        {
            yield break;
        }

        foreach (var entry in TopLevelEntries(bare[(create.Index + create.Length)..]))
        {
            var word = Words().Match(entry).Value;
            if (word.Length > 0 && !NotAColumn.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                yield return word;
            }
        }
    }

    private static IEnumerable<string> TopLevelEntries(string inside)
    {
        var depth = 0;
        var start = 0;
        for (var at = 0; at < inside.Length && depth >= 0; at++)
        {
            depth += inside[at] == '(' ? 1 : inside[at] == ')' ? -1 : 0;
            if (depth < 0 || (depth == 0 && inside[at] == ','))
            {
                yield return inside[start..at];
                start = at + 1;
            }
        }
    }

    [GeneratedRegex(@"(?<![:\w{])[A-Za-z_]\w*")]
    private static partial Regex Words();

    [GeneratedRegex(
        @"(\.|\bCREATE\s+TABLE\s+(IF\s+NOT\s+EXISTS\s+)?|\bINDEX\s+(IF\s+NOT\s+EXISTS\s+)?|\bINSERT\s+INTO\s+|^\s*UPDATE\s+|\bFROM\s+|\bJOIN\s+|\bAS\s+(?!INT\b|DECIMAL\b)(?=\w+\s*(,|\)|FROM\b|$))|\bADD\s+COLUMN\s+)(?<name>[A-Za-z_]\w*)",
        RegexOptions.IgnoreCase)]
    private static partial Regex NamedPlaces();

    [GeneratedRegex(@"^\s*CREATE\s+TABLE\s+[^(]*\(", RegexOptions.IgnoreCase)]
    private static partial Regex CreateTable();
}
