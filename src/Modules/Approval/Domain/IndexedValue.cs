using System.Text;

namespace Guotu.Approval.Domain;

/// <summary>
/// The one form of a value that is indexed (规范化), so that 138 0013 8000 finds 13800138000: full-width characters narrowed, spaces and hyphens
/// dropped, the check letter a capital, +86 dropped. Null where the text is none of the kind.
/// </summary>
public static class IndexedValue
{
    public const string IdNumber = "id-number";
    public const string Phone = "phone";

    private static readonly Dictionary<string, Func<string, string?>> ByKind = new(StringComparer.Ordinal)
    {
        [IdNumber] = text => IdNumberMustHaveItsCheckCharacter.Check(text) is null ? text : null,
        [Phone] = PhoneOf,
    };

    public static bool Knows(string kind) => ByKind.ContainsKey(kind);

    public static string? Of(string kind, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ByKind[kind](Narrowed(value));
    }

    /// <summary>The kind that a typed text can be, with its one form: an identity number before a telephone number; null where it is neither.</summary>
    public static (string Kind, string Value)? Recognise(string text) =>
        Of(IdNumber, text) is { } id ? (IdNumber, id) : Of(Phone, text) is { } phone ? (Phone, phone) : null;

    private static string? PhoneOf(string text)
    {
        var number = text.StartsWith("+86", StringComparison.Ordinal) ? text[3..] : text;
        return number.Length is >= 7 and <= 12 && number.All(char.IsAsciiDigit) ? number : null;
    }

    private static string Narrowed(string value)
    {
        var narrow = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            var half = c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
            if (!char.IsWhiteSpace(half) && half is not ('-' or '(' or ')'))
            {
                narrow.Append(char.ToUpperInvariant(half));
            }
        }

        return narrow.ToString();
    }
}
