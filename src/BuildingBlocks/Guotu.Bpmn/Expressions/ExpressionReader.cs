using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Expressions;

/// <summary>
/// Reads conditions: <c>== = != &lt; &lt;= &gt; &gt;= in and or not &amp;&amp; || ! ( )</c>, texts in single or double quotes, numbers,
/// <c>true false</c>, variables with dots; with or without <c>${ }</c>. It is not a programming language on purpose.
/// </summary>
public sealed class ExpressionReader
{
    private const int LongestText = 2000;
    private const int DeepestNesting = 40;
    private readonly List<Lexeme> _lexemes;
    private int _at;
    private int _depth;

    private ExpressionReader(List<Lexeme> lexemes) => _lexemes = lexemes;

    /// <summary>Reads a condition; the error names the line of the file and the character.</summary>
    public static Result<Expression> Read(string text, int line)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var body = trimmed.StartsWith("${", StringComparison.Ordinal) && trimmed.EndsWith('}') ? trimmed[2..^1] : trimmed;
        Error Wrong(int column) =>
            new(FlowErrors.ExpressionWrong, ("column", column + 1), ("expression", body.Length > 200 ? body[..200] : body)) { Line = line };

        if (body.Length > LongestText)
        {
            return Wrong(LongestText);
        }

        var lexemes = Lexer.Read(body, out var badAt);
        if (badAt >= 0)
        {
            return Wrong(badAt);
        }

        var reader = new ExpressionReader(lexemes);
        var expression = reader.ReadEither();
        return expression is not null && reader.Next.Kind == LexemeKind.End ? Result<Expression>.Of(expression) : Wrong(reader.Next.Column);
    }

    private Lexeme Next => _lexemes[_at];

    private bool Take(params string[] symbols)
    {
        if (Next.Kind is LexemeKind.Symbol or LexemeKind.Name && symbols.Contains(Next.Text))
        {
            _at++;
            return true;
        }

        return false;
    }

    private Expression? ReadEither()
    {
        var left = ReadBoth();
        while (left is not null && Take("or", "||"))
        {
            left = ReadBoth() is { } right ? new Either(left, right) : null;
        }

        return left;
    }

    private Expression? ReadBoth()
    {
        var left = ReadNot();
        while (left is not null && Take("and", "&&"))
        {
            left = ReadNot() is { } right ? new Both(left, right) : null;
        }

        return left;
    }

    private Expression? ReadNot()
    {
        if (++_depth > DeepestNesting)
        {
            return null;
        }

        var read = Take("not", "!") ? (ReadNot() is { } inner ? new Not(inner) : null) : ReadComparison();
        _depth--;
        return read;
    }

    private Expression? ReadComparison()
    {
        var left = ReadOperand();
        if (left is null)
        {
            return null;
        }

        if (Take("in"))
        {
            return ReadChoices() is { } choices ? new Membership(left, choices) : null;
        }

        var mark = Next.Text;
        if (!Take("==", "=", "!=", "<", "<=", ">", ">="))
        {
            return left;
        }

        return ReadOperand() is { } right ? new Comparison(mark == "=" ? "==" : mark, left, right) : null;
    }

    private List<Expression>? ReadChoices()
    {
        if (!Take("("))
        {
            return ReadOperand() is { } list ? [list] : null;
        }

        var choices = new List<Expression>();
        do
        {
            if (ReadOperand() is not { } choice)
            {
                return null;
            }

            choices.Add(choice);
        }
        while (Take(","));

        return Take(")") ? choices : null;
    }

    private Expression? ReadOperand()
    {
        if (Take("("))
        {
            var inner = ReadEither();
            return inner is not null && Take(")") ? inner : null;
        }

        var lexeme = Next;
        Expression? read = lexeme.Kind switch
        {
            LexemeKind.Text => new Literal(FlowValue.Of(lexeme.Text)),
            LexemeKind.Number when decimal.TryParse(lexeme.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) =>
                new Literal(FlowValue.Of(number)),
            LexemeKind.Name => OfName(lexeme.Text),
            _ => null,
        };
        _at += read is null ? 0 : 1;
        return read;
    }

    private static Expression? OfName(string name) => name switch
    {
        "true" => new Literal(FlowValue.Of(true)),
        "false" => new Literal(FlowValue.Of(false)),
        "and" or "or" or "not" or "in" => null,
        _ => new Variable(name),
    };
}
