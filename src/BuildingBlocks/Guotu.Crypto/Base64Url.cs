using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Guotu.Crypto;

/// <summary>Base64 for URLs and columns without padding (RFC 4648, 5); .NET 8 has none of its own.</summary>
public static class Base64Url
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static string Encode(ReadOnlySpan<byte> bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>False for anything but the one text that <see cref="Encode"/> gives for the bytes.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        bytes = null;
        if (text.Length % 4 == 1 || text.AsSpan().ContainsAnyExcept(Allowed))
            return false;

        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var decoded = Convert.FromBase64String(padded);
        if (Encode(decoded) != text)
            return false;

        bytes = decoded;
        return true;
    }
}
