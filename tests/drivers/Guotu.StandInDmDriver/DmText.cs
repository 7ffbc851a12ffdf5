using System.Text.RegularExpressions;

namespace Dm;

/// <summary>DM's dialect: refuses what DM8 refuses, and turns the rest into what the file underneath understands.</summary>
internal static partial class DmText
{
    private const string Tables = "(SELECT UPPER(name) AS TABLE_NAME FROM sqlite_master WHERE type = 'table')";
    private const string Indexes = "(SELECT UPPER(name) AS INDEX_NAME FROM sqlite_master WHERE type = 'index')";

    private const string Columns =
        "(SELECT UPPER(m.name) AS TABLE_NAME, UPPER(c.name) AS COLUMN_NAME FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table')";

    public static string Translate(string text)
    {
        var bare = Literal().Replace(text, "''");
        var refused = Refused().Match(bare);
        if (refused.Success)
        {
            throw new DmException(DmException.Syntax, $"DM does not know '{refused.Value}'");
        }

        if (Comment().IsMatch(bare))
        {
            return "SELECT 1 WHERE 1 = 0";
        }

        var own = Locking().Replace(text, string.Empty);
        own = InCharacters().Replace(own, "VARCHAR($1)");
        return own.Replace("USER_TAB_COLUMNS", Columns, StringComparison.Ordinal)
            .Replace("USER_TABLES", Tables, StringComparison.Ordinal)
            .Replace("USER_INDEXES", Indexes, StringComparison.Ordinal);
    }

    public static bool IsSchemaStatement(string text) => SchemaStatement().IsMatch(text);

    /// <summary>Parameter names in the order they appear, each once.</summary>
    public static IReadOnlyList<string> ParametersOf(string text) =>
        [.. Parameter().Matches(Literal().Replace(text, "''")).Select(m => m.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(
        @"\bON\s+CONFLICT\b|\bRETURNING\b|\bILIKE\b|""|@\w+|\bFETCH\s+(FIRST|NEXT)\b|\bBOOLEAN\b|\bTRUE\b|\bFALSE\b|::|\bPRAGMA\b|\bINSERT\s+OR\b|\bAUTOINCREMENT\b"
        + @"|\bSERIAL\b|\bBYTEA\b|sqlite_master|pragma_\w+|\bpg_catalog\b|\bLIMIT\s+:\w+|\bOFFSET\s+:\w+|;\s*\S|\bFOR\s+UPDATE\b(?=[^;]*\b(LIMIT|ORDER)\b)|\bCREATE\s+UNIQUE\s+INDEX\b[^;]*\bWHERE\b|\$\d|`",
        RegexOptions.IgnoreCase)]
    private static partial Regex Refused();

    [GeneratedRegex(@"^\s*COMMENT\s+ON\b", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+FOR\s+UPDATE(\s+SKIP\s+LOCKED)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Locking();

    [GeneratedRegex(@"\bVARCHAR\((\d+) CHAR\)", RegexOptions.IgnoreCase)]
    private static partial Regex InCharacters();

    [GeneratedRegex(@"^\s*(CREATE|ALTER|DROP|TRUNCATE|COMMENT|GRANT)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SchemaStatement();

    [GeneratedRegex(@"(?<![:\w]):([A-Za-z_]\w*)")]
    private static partial Regex Parameter();
}
