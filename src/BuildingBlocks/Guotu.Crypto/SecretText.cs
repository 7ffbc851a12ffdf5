using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Guotu.Crypto;

/// <summary>
/// A password or other secret as text (口令明文) that is wiped when it is not needed any more: GB/T 22239-2019 8.1.4.10 a. It lies in one place of memory,
/// which the runtime does not move and so does not copy; a string would stay until its memory is used for something else.
/// </summary>
public sealed class SecretText : IDisposable
{
    private readonly char[] _chars;
    private readonly int _length;

    private SecretText(char[] chars, int length) => (_chars, _length) = (chars, length);

    /// <summary>No characters.</summary>
    public static SecretText Empty { get; } = new([], 0);

    /// <summary>The characters, all zero once it is disposed of.</summary>
    public ReadOnlySpan<char> Chars => _chars.AsSpan(0, _length);

    /// <summary>Of what a terminal gave: the string itself remains until the process ends, which at a shell is soon.</summary>
    public static SecretText Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var secret = new SecretText(Place(text.Length), text.Length);
        text.CopyTo(secret._chars);
        return secret;
    }

    /// <summary>Of a JSON string that a reader stands at; it is written where it stays, without a string between.</summary>
    public static SecretText Of(ref Utf8JsonReader json)
    {
        var chars = Place(json.HasValueSequence ? checked((int)json.ValueSequence.Length) : json.ValueSpan.Length);
        return new SecretText(chars, json.CopyString(chars.AsSpan()));
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_chars.AsSpan()));

    /// <summary>Never the text: what is written by mistake tells nothing.</summary>
    public override string ToString() => "***";

    private static char[] Place(int length) => GC.AllocateArray<char>(length, pinned: true);
}
