using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Guotu.Database.Dialects;

namespace Guotu.Database.Schema;

/// <summary>Renders neutral statements for one database.</summary>
public static partial class ScriptRenderer
{
    /// <summary>The statement in the dialect, followed by its comments where the database keeps them.</summary>
    public static IReadOnlyList<string> Render(string statement, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        var comments = dialect.HasComments ? CommentsOf(statement) : [];
        var bare = TrailingComment().Replace(statement, string.Empty);
        return [Fill(bare, dialect), .. comments];
    }

    /// <summary>The whole script as a file for the database's own client, as committed under <c>db-scripts</c>.</summary>
    public static string RenderFile(NeutralScript script, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(script);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"-- {script.Number:D4} {script.Name} (module {script.Module}) for {dialect.Name}. Rendered from db-scripts/neutral; do not edit.\n");
        foreach (var statement in script.Statements.SelectMany(s => Render(s, dialect)))
        {
            text.Append('\n').Append(statement).Append(";\n");
        }

        return text.ToString();
    }

    private static string Fill(string statement, SqlDialect dialect) => Mark().Replace(
        statement,
        m => m.Groups[1].Value switch
        {
            "VC" => dialect.VarcharType(int.Parse(m.Groups[3].Value, CultureInfo.InvariantCulture)),
            "BLOB" => dialect.BlobType,
            "INSTANT" => dialect.InstantType,
            "DATE" => dialect.DateType,
            var other => throw new FormatException($"Unknown mark {{{other}}} in a schema script"),
        });

    private static List<string> CommentsOf(string statement)
    {
        var table = CreateTable().Match(statement);
        if (!table.Success)
        {
            return [];
        }

        var name = table.Groups[1].Value;
        var comments = new List<string>();
        foreach (var line in statement.Split('\n'))
        {
            var comment = TrailingComment().Match(line);
            if (!comment.Success)
            {
                continue;
            }

            var text = comment.Groups[1].Value.Trim().Replace("'", "''", StringComparison.Ordinal);
            comments.Add(CreateTable().IsMatch(line)
                ? $"COMMENT ON TABLE {name} IS '{text}'"
                : $"COMMENT ON COLUMN {name}.{line.Trim().Split(' ')[0]} IS '{text}'");
        }

        return comments;
    }

    [GeneratedRegex(@"\{([A-Z]+)(:(\d+))?\}")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^CREATE TABLE ([a-z0-9_]+)", RegexOptions.Multiline)]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"[ \t]*--([^\n]*)")]
    private static partial Regex TrailingComment();
}
