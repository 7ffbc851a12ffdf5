namespace Guotu.Bpmn.Expressions;

internal enum LexemeKind
{
    Name,
    Text,
    Number,
    Symbol,
    End,
}

/// <param name="Column">Where it begins, from 0.</param>
internal sealed record Lexeme(LexemeKind Kind, string Text, int Column);

/// <summary>Cuts a condition into words.</summary>
internal static class Lexer
{
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "&&", "||", "=", "<", ">", "!", "(", ")", ","];

    /// <param name="badAt">The first character that is no part of a word; -1 where all is well.</param>
    public static List<Lexeme> Read(string text, out int badAt)
    {
        var lexemes = new List<Lexeme>();
        badAt = -1;
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            if (ReadOne(text, at) is not { } read)
            {
                badAt = at;
                return lexemes;
            }

            lexemes.Add(read.Lexeme);
            at = read.End;
        }

        lexemes.Add(new Lexeme(LexemeKind.End, string.Empty, text.Length));
        return lexemes;
    }

    private static (Lexeme Lexeme, int End)? ReadOne(string text, int at)
    {
        var first = text[at];
        if (first is '\'' or '"')
        {
            var close = text.IndexOf(first, at + 1);
            return close < 0 ? null : (new Lexeme(LexemeKind.Text, text[(at + 1)..close], at), close + 1);
        }

        if (char.IsAsciiDigit(first))
        {
            return Run(text, at, LexemeKind.Number, c => char.IsAsciiDigit(c) || c == '.');
        }

        if (char.IsLetter(first) || first == '_')
        {
            return Run(text, at, LexemeKind.Name, c => char.IsLetterOrDigit(c) || c is '_' or '.' or '-');
        }

        var symbol = Array.Find(Symbols, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0);
        return symbol is null ? null : (new Lexeme(LexemeKind.Symbol, symbol, at), at + symbol.Length);
    }

    private static (Lexeme Lexeme, int End) Run(string text, int at, LexemeKind kind, Func<char, bool> belongs)
    {
        var end = at;
        while (end < text.Length && belongs(text[end]))
        {
            end++;
        }

        return (new Lexeme(kind, text[at..end], at), end);
    }
}
