using System.Text.RegularExpressions;

namespace Guotu.Architecture.Tests.Sql;

/// <summary>
/// The portable subset as refusals: each rule names a construct that Dameng, PostgreSQL and SQLite do not take alike.
/// </summary>
public static partial class SqlRules
{
    private static readonly (string Rule, Regex Pattern)[] Refused =
    [
        ("upsert", Words(@"\bON\s+(CONFLICT|DUPLICATE\s+KEY)\b|\bMERGE\b")),
        ("case-blind LIKE", Words(@"\bILIKE\b")),
        ("PostgreSQL cast", Words("::")),
        ("RETURNING", Words(@"\bRETURNING\b")),
        ("DUAL", Words(@"\bDUAL\b")),
        ("parameter is not :p_name", Words(@"[@$?][A-Za-z0-9_]*|(?<!:):(?!:)(?!p_[a-z0-9_]+\b)\w*")),
        ("quoted identifier", Words("[\"`\\[\\]]")),
        ("boolean", Words(@"\b(BOOLEAN|BOOL|TRUE|FALSE)\b")),
        ("database makes the id", Words(@"\b(BIGSERIAL|SERIAL|AUTOINCREMENT|AUTO_INCREMENT|IDENTITY|NEXTVAL|CURRVAL|SEQUENCE)\b")),
        ("database makes the time", Words(@"\bNOW\s*\(|\b(SYSDATE|SYSTIMESTAMP|CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP|GETDATE)\b")),
        ("function of one database", Words(@"\b(NVL|IFNULL|ISNULL|GREATEST|LEAST|TO_CHAR|TO_DATE|DATEADD|DATEDIFF|STRING_AGG|GROUP_CONCAT|LISTAGG|WM_CONCAT|DECODE|INSTR|STRFTIME|JSON_EXTRACT|REGEXP_LIKE)\s*\(")),
        ("OFFSET .. FETCH", Words(@"\bFETCH\s+(FIRST|NEXT)\b|\bOFFSET\s+\S+\s+ROWS?\b|\bTOP\s+\d")),
        ("LIMIT or OFFSET with a parameter", Words(@"\b(LIMIT|OFFSET)\s+:")),
        ("alias is a reserved word", Words(@"\bAS\s+(VALUE|COUNT|LEVEL|DATE|TYPE|TIME|TIMESTAMP|SIZE)\b(?!\s*\()")),
        ("alias in UPDATE or DELETE", Words(@"^\s*UPDATE\s+(?!\{)\S+\s+(?!SET\b)\w+|^\s*DELETE\s+FROM\s+\w+\s+(?!WHERE\b)\w+")),
        ("TRUNCATE", Words(@"\bTRUNCATE\b")),
        ("row lock outside the dialect", Words(@"\bFOR\s+UPDATE\b|\bSKIP\s+LOCKED\b|\bNOWAIT\b")),
        ("partial index", Words(@"^\s*CREATE\s+(UNIQUE\s+)?INDEX\b[^;]*\bWHERE\b")),
        ("LIKE without ESCAPE", Words(@"\bLIKE\s+(:\w+\b|UPPER\s*\(\s*:\w+\s*\))(?!\s+ESCAPE\b)")),
        ("blob or clob type", Words(@"\b(BLOB|BYTEA|CLOB|NVARCHAR|VARCHAR2|DATETIME|JSONB?|TINYINT|CHAR)\b(?=[\s,()]|$)(?<!VARCHAR\(\d+\s+CHAR)")),
    ];

    public static IEnumerable<SqlFinding> Check(SqlText text)
    {
        var bare = Bare(text.Text);
        foreach (var (rule, pattern) in Refused)
        {
            if (pattern.Match(bare) is { Success: true } match)
            {
                yield return new SqlFinding(text, rule, Near(bare, match));
            }
        }

        foreach (var finding in SqlNames.Check(text, bare).Concat(Concatenations(text, bare)))
        {
            yield return finding;
        }
    }

    /// <summary>The text without what stands in quotes (<c>''</c> stays) and without the tokens in braces, which the dialect fills.</summary>
    public static string Bare(string sql) => Tokens().Replace(Literals().Replace(Comments().Replace(sql, " "), "''"), "{}");

    // Dameng takes NULL || 'a' for 'a', the others for NULL.
    private static IEnumerable<SqlFinding> Concatenations(SqlText text, string bare)
    {
        foreach (Match bar in Bars().Matches(bare))
        {
            var left = bare[..bar.Index].TrimEnd();
            var right = bare[(bar.Index + 2)..].TrimStart();
            if (!IsNeverNullLeft(left) || !(right.StartsWith("''", StringComparison.Ordinal) || right.StartsWith("COALESCE", StringComparison.OrdinalIgnoreCase)))
            {
                yield return new SqlFinding(text, "|| without COALESCE", Near(bare, bar));
            }
        }
    }

    private static bool IsNeverNullLeft(string left)
    {
        if (left.EndsWith("''", StringComparison.Ordinal))
        {
            return true;
        }

        var depth = 0;
        for (var at = left.Length - 1; at >= 0; at--)
        {
            depth += left[at] == ')' ? 1 : left[at] == '(' ? -1 : 0;
            if (depth == 0)
            {
                return left[at] == '(' && left[..at].TrimEnd().EndsWith("COALESCE", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }

    private static string Near(string bare, Match match)
    {
        var from = Math.Max(0, match.Index - 20);
        return Spaces().Replace(bare[from..Math.Min(bare.Length, match.Index + match.Length + 20)], " ");
    }

    private static Regex Words(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literals();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Tokens();

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\|\|")]
    private static partial Regex Bars();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
