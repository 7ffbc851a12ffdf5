using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Randomness;

namespace Guotu.Crypto;

/// <summary>What a password was found to be.</summary>
public enum PasswordCheck
{
    /// <summary>The record itself cannot be read: damaged, not merely wrong.</summary>
    RecordDamaged,

    Wrong,

    Right,

    /// <summary>Right, and the record has fewer iterations than are used now: to be hashed anew.</summary>
    RightButOutdated,
}

/// <summary>
/// Stored passwords (口令存储): PBKDF2 with HMAC-SM3 over the password in UTF-8 as typed. Record:
/// <c>$pbkdf2-sm3$i=ITERATIONS$SALT$HASH</c>, salt 16 and hash 32 bytes in Base64 for URLs.
/// </summary>
public static class PasswordKdf
{
    /// <summary>About 100 to 150 ms of one core in the managed engine, 70 ms in libcrypto (measured on a shared 2-core machine).</summary>
    public const int Iterations = 100_000;

    private const int MinimumIterations = 10_000;
    private const int MaximumIterations = 10_000_000;
    private const int SaltSize = 16;
    private const string Scheme = "pbkdf2-sm3";

    public static string Hash(ReadOnlySpan<char> password, IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var salt = new byte[SaltSize];
        random.Fill(salt);
        var hash = Derive(password, salt, Iterations);
        return $"${Scheme}$i={Iterations.ToString(CultureInfo.InvariantCulture)}${Base64Url.Encode(salt)}${Base64Url.Encode(hash)}";
    }

    /// <summary>
    /// Checks in constant time. For an account that does not exist, check against <see cref="Decoy"/>, so that the time
    /// taken does not tell which accounts there are.
    /// </summary>
    public static PasswordCheck Check(ReadOnlySpan<char> password, string record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var parts = record.Split('$');
        if (parts is not ["", Scheme, ['i', '=', .. var count], var saltText, var hashText]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < MinimumIterations or > MaximumIterations
            || !Base64Url.TryDecode(saltText, out var salt)
            || !Base64Url.TryDecode(hashText, out var hash)
            || salt.Length != SaltSize
            || hash.Length != Sm3.Size)
        {
            return PasswordCheck.RecordDamaged;
        }

        if (!CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), hash))
            return PasswordCheck.Wrong;

        return iterations < Iterations ? PasswordCheck.RightButOutdated : PasswordCheck.Right;
    }

    /// <summary>A record that no password matches and that costs as much to check as a real one.</summary>
    public static string Decoy(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var bytes = new byte[SaltSize + Sm3.Size];
        random.Fill(bytes);
        var salt = Base64Url.Encode(bytes.AsSpan(0, SaltSize));
        var hash = Base64Url.Encode(bytes.AsSpan(SaltSize));
        return $"${Scheme}$i={Iterations.ToString(CultureInfo.InvariantCulture)}${salt}${hash}";
    }

    private static byte[] Derive(ReadOnlySpan<char> password, byte[] salt, int iterations)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(password), pinned: true);
        var output = new byte[Sm3.Size];
        try
        {
            Encoding.UTF8.GetBytes(password, bytes);
            CryptoEngines.Shared.Pbkdf2Sm3(bytes, salt, iterations, output);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }

        return output;
    }
}
