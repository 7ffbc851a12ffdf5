using System.Collections.Frozen;
using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Sql;

/// <summary>Words that some of our databases do not take as a plain name (<c>db-scripts/reserved-words.txt</c>).</summary>
public static class ReservedWords
{
    public const string Path = "db-scripts/reserved-words.txt";

    /// <summary>Reserved words that portable SQL is itself written with; anywhere else than in the place of a name they are no finding.</summary>
    private static readonly FrozenSet<string> Grammar = Set(
        "ADD ALL ALTER AND ANY AS ASC BEGIN BETWEEN BY CASE CAST CHECK COLUMN COMMIT CONSTRAINT CREATE CROSS DECIMAL DEFAULT DELETE DESC DISTINCT DROP ELSE END "
        + "ESCAPE EXCEPT EXISTS FOREIGN FROM GROUP HAVING IF IN INDEX INNER INSERT INT INTO IS JOIN LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OVER "
        + "PARTITION PRIMARY REFERENCES ROLLBACK ROWS SELECT SET TABLE THEN TRIM UNION UNIQUE UPDATE VALUES WHEN WHERE WITH");

    public static FrozenSet<string> All { get; } = SourceTree.ReadText(Path)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(line => line[0] != '#')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsNoName(string word) => All.Contains(word);

    public static bool IsNoPortableWord(string word) => All.Contains(word) && !Grammar.Contains(word);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
