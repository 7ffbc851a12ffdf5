using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Domain;

/// <summary>
/// Dynamic password (动态口令) of GM/T 0021 (GB/T 38556) with SM3: S = SM3(K ‖ ID), ID = T ‖ C ‖ Q filled with zeros to at least 16 bytes; OD is
/// the sum of the eight words of S modulo 2³²; the password is OD modulo 10⁶. In service T is the number of minutes since 1970 UTC, C is 0, Q is
/// empty. Format and test values: <c>docs/formats/dynamic-password.md</c>.
/// </summary>
public static class DynamicPassword
{
    /// <summary>Length of a password.</summary>
    public const int Digits = 6;

    /// <summary>Seconds of one step (Tc).</summary>
    public const int StepSeconds = 60;

    /// <summary>Steps before and after the server's that are taken, for clocks that differ.</summary>
    public const int Window = 2;

    /// <summary>Bytes of a seed (K): 128 bits, the least that the standard allows.</summary>
    public const int SeedSize = 16;

    private const int LeastInput = 16;
    private const int Modulus = 1_000_000;

    public static long StepAt(Instant at) => at.UnixMicroseconds / 1_000_000 / StepSeconds;

    public static string At(ReadOnlySpan<byte> seed, long step) => Of(seed, new DynamicInput(step, 0, string.Empty));

    /// <summary>The password of any input, as the standard's examples have it.</summary>
    public static string Of(ReadOnlySpan<byte> seed, DynamicInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var challenge = Encoding.ASCII.GetBytes(input.Challenge);
        var length = sizeof(long) + sizeof(int) + challenge.Length;
        var message = PinnedBytes.New(seed.Length + Math.Max(length, LeastInput));
        byte[] digest;
        try
        {
            seed.CopyTo(message);
            BinaryPrimitives.WriteInt64BigEndian(message.AsSpan(seed.Length), input.Time);
            BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(seed.Length + sizeof(long)), input.Counter);
            challenge.CopyTo(message, seed.Length + sizeof(long) + sizeof(int));
            digest = Sm3.Hash(message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(message);
        }

        var sum = 0u;
        for (var at = 0; at < digest.Length; at += sizeof(uint))
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(digest.AsSpan(at)));
        }

        return (sum % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step within the window whose password this is; null where it is none. All steps are looked at, whichever fits.</summary>
    public static long? StepOf(ReadOnlySpan<byte> seed, string password, Instant at)
    {
        ArgumentNullException.ThrowIfNull(password);
        var given = Encoding.UTF8.GetBytes(password);
        long? found = null;
        for (var step = StepAt(at) - Window; step <= StepAt(at) + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(At(seed, step))))
            {
                found = step;
            }
        }

        return found;
    }
}

/// <summary>What a dynamic password is made of.</summary>
/// <param name="Time">T.</param>
/// <param name="Counter">C.</param>
/// <param name="Challenge">Q, ASCII.</param>
public sealed record DynamicInput(long Time, int Counter, string Challenge);
