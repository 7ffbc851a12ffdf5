using System.Text;
using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Guotu.Architecture.Tests.Sql;

/// <summary>Finds the SQL in C# sources: literals of every kind, with concatenations taken as one text and interpolations as <c>{}</c>.</summary>
public static partial class SqlTexts
{
    public static IEnumerable<SqlText> In(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        where node is ExpressionSyntax && IsWholeText(node)
        let text = TextOf((ExpressionSyntax)node)
        where text is not null && LooksLikeSql().IsMatch(text)
        select new SqlText(file.Path, file.LineOf(node), text);

    /// <summary>A neutral schema script, statement by statement.</summary>
    public static IEnumerable<SqlText> InScript(string path, string script)
    {
        var line = 1;
        foreach (var statement in WithoutComments(script).Split(';'))
        {
            if (statement.Trim().Length > 0)
            {
                yield return new SqlText(path, line + LeadingLines(statement), statement.Trim());
            }

            line += statement.Count(c => c == '\n');
        }
    }

    // A comment may hold a semicolon or a quote; the line ends stay, so that lines can be named.
    private static string WithoutComments(string script) => LineComment().Replace(script, string.Empty);

    private static int LeadingLines(string text) => text[..(text.Length - text.TrimStart().Length)].Count(c => c == '\n');

    private static bool IsWholeText(SyntaxNode node) =>
        IsText(node) && !(node.Parent is BinaryExpressionSyntax outer && outer.IsKind(SyntaxKind.AddExpression) && TextOf(outer) is not null);

    private static bool IsText(SyntaxNode node) =>
        node is InterpolatedStringExpressionSyntax
        || (node is LiteralExpressionSyntax literal && (literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression)))
        || (node is BinaryExpressionSyntax binary && binary.IsKind(SyntaxKind.AddExpression) && TextOf(binary) is not null);

    /// <summary>The text with <c>{}</c> for what is known only at run time; null where no literal takes part.</summary>
    private static string? TextOf(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax { Token.Value: string value } => value,
        InterpolatedStringExpressionSyntax interpolated => Join(interpolated),
        ParenthesizedExpressionSyntax inner => TextOf(inner.Expression),
        BinaryExpressionSyntax add when add.IsKind(SyntaxKind.AddExpression) => Join(TextOf(add.Left), TextOf(add.Right)),
        _ => null,
    };

    private static string? Join(string? left, string? right) => left is null && right is null ? null : (left ?? "{}") + (right ?? "{}");

    private static string Join(InterpolatedStringExpressionSyntax interpolated)
    {
        var text = new StringBuilder();
        foreach (var part in interpolated.Contents)
        {
            text.Append(part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : "{}");
        }

        return text.ToString();
    }

    // Whole statements, and the pieces that code appends to them. Upper case, as our SQL is written; small letters only where no prose reads so.
    [GeneratedRegex(
        @"\A\s*(SELECT\s|INSERT\s+INTO\s|UPDATE\s|DELETE\s+FROM\s|WITH\s|CREATE\s+(TABLE|INDEX|UNIQUE|VIEW|SEQUENCE)\s|ALTER\s+TABLE\s|DROP\s+(TABLE|INDEX|VIEW)\s|MERGE\s|TRUNCATE\s"
        + @"|WHERE\s|AND\s|OR\s|ORDER\s+BY\s|GROUP\s+BY\s|HAVING\s|LIMIT\s|OFFSET\s|FETCH\s|(LEFT\s+|INNER\s+|CROSS\s+)?JOIN\s|UNION\s|RETURNING\s|ON\s+CONFLICT\s|FOR\s+UPDATE"
        + @"|(?i:select\s.+\sfrom\s|insert\s+into\s+\w+\s*\(|update\s+\w+\s+set\s|delete\s+from\s+\w+(\s+where\s|\s*\z)|merge\s+into\s))",
        RegexOptions.Singleline)]
    private static partial Regex LooksLikeSql();

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex LineComment();
}
