using System.Text;

namespace Guotu.Audit.Records;

/// <summary>
/// Makes any text fit for a column: hostile input must not be able to stop the record of its own refusal. A zero character and half a
/// surrogate pair, which PostgreSQL refuses, become U+FFFD; what is too long is cut and ends with an ellipsis.
/// </summary>
internal static class StorableText
{
    private const char Replacement = '\uFFFD';

    public static string Of(string? text) => text is null
        ? string.Empty
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', Replacement);

    public static string Of(string? text, int characters)
    {
        var clean = Of(text);
        if (clean.Length <= characters)
        {
            return clean;
        }

        var keep = char.IsHighSurrogate(clean[characters - 2]) ? characters - 2 : characters - 1;
        return clean[..keep] + "…";
    }

    public static string? OrNull(string? text, int characters) => string.IsNullOrEmpty(text) ? null : Of(text, characters);

    public static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : Of(text);
}
