using System.Text;

namespace Guotu.MapPublishing.Filters;

/// <summary>Kinds of token in CQL2 text.</summary>
internal enum Cql2TokenKind
{
    Word,
    QuotedName,
    Text,
    Number,
    Sign,
    End,
}

/// <summary>A token and where it begins, from 1.</summary>
internal readonly record struct Cql2Token(Cql2TokenKind Kind, string Text, int Place)
{
    public bool Is(string word) => Kind == Cql2TokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == Cql2TokenKind.Sign && Text == sign;
}

/// <summary>Cuts CQL2 text into tokens.</summary>
internal static class Cql2Tokens
{
    public static IReadOnlyList<Cql2Token> Of(string text)
    {
        if (text.Length > FilterLimits.Characters)
        {
            throw new FilterFault($"超过 {FilterLimits.Characters} 字");
        }

        var tokens = new List<Cql2Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = Next(text, at, out var end);
            tokens.Add(token);
            at = end;
        }

        tokens.Add(new Cql2Token(Cql2TokenKind.End, string.Empty, text.Length + 1));
        return tokens;
    }

    private static Cql2Token Next(string text, int at, out int end)
    {
        var c = text[at];
        if (c is '\'' or '"')
        {
            return new Cql2Token(c == '"' ? Cql2TokenKind.QuotedName : Cql2TokenKind.Text, Quoted(text, at, out end), at + 1);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            end = NumberEnd(text, at);
            return new Cql2Token(Cql2TokenKind.Number, text[at..end], at + 1);
        }

        if (char.IsLetter(c) || c == '_')
        {
            end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or ':' or '.'))
            {
                end++;
            }

            return new Cql2Token(Cql2TokenKind.Word, text[at..end], at + 1);
        }

        var two = at + 2 <= text.Length ? text.Substring(at, 2) : string.Empty;
        var sign = two is "<>" or "<=" or ">=" ? two : "()=<>,+-".Contains(c, StringComparison.Ordinal) ? c.ToString() : null;
        end = at + (sign?.Length ?? 1);
        return sign is null ? throw new FilterFault($"第 {at + 1} 字不认识") : new Cql2Token(Cql2TokenKind.Sign, sign, at + 1);
    }

    /// <summary>The quotation mark doubled, or after a backslash, stands for itself.</summary>
    private static string Quoted(string text, int at, out int end)
    {
        var (quote, value) = (text[at], new StringBuilder());
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == quote)
            {
                value.Append(text[++i]);
            }
            else if (text[i] != quote)
            {
                value.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == quote)
            {
                value.Append(text[++i]);
            }
            else
            {
                end = i + 1;
                return value.ToString();
            }
        }

        throw new FilterFault($"第 {at + 1} 字的引号没有收尾");
    }

    private static int NumberEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1;
            exponent += exponent < text.Length && text[exponent] is '+' or '-' ? 1 : 0;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                end = exponent;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }
            }
        }

        return end;
    }
}
