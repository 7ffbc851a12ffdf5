using System.Buffers;

namespace Guotu.Crypto.Keys;

/// <summary>The form of names that are bound into wrapped keys.</summary>
internal static class KeyName
{
    public const int MaximumLength = 40;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static string Checked(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name.Length <= MaximumLength && !name.AsSpan().ContainsAnyExcept(Allowed)
            ? name
            : throw new ArgumentException("A key name has at most 40 lower-case letters, digits and hyphens", nameof(name));
    }
}
