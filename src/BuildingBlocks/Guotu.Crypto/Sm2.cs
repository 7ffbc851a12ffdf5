using System.Text;
using Guotu.Crypto.Engines;
using Guotu.Kernel.Results;

namespace Guotu.Crypto;

/// <summary>SM2 signatures and encryption (GB/T 32918-2016) with SM3 on sm2p256v1.</summary>
public static class Sm2
{
    /// <summary>The signer's id where none is agreed (默认用户标识, GM/T 0009-2012, 10).</summary>
    public const string DefaultUserId = "1234567812345678";

    /// <summary>The longest id whose bit length fits the two bytes of ENTL.</summary>
    public const int MaximumUserIdSize = 8191;

    /// <summary>Signs under the default id; raw r ‖ s, 64 bytes. DER by <see cref="Sm2Signature.ToDer"/>.</summary>
    public static byte[] Sign(Sm2PrivateKey key, ReadOnlySpan<byte> message) => Sign(key, message, DefaultUserId);

    public static byte[] Sign(Sm2PrivateKey key, ReadOnlySpan<byte> message, string userId)
    {
        ArgumentNullException.ThrowIfNull(key);
        return CryptoEngines.Shared.SignSm2(key, IdBytes(userId), message);
    }

    /// <summary>Verifies a raw signature under the default id.</summary>
    public static bool Verify(Sm2PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Verify(key, message, signature, DefaultUserId);

    public static bool Verify(Sm2PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, string userId)
    {
        ArgumentNullException.ThrowIfNull(key);
        return signature.Length == Sm2Signature.RawSize
            && CryptoEngines.Shared.VerifySm2(key, IdBytes(userId), message, signature);
    }

    /// <summary>Verifies a DER signature under the default id.</summary>
    public static bool VerifyDer(Sm2PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> der) =>
        Sm2Signature.TryFromDer(der, out var raw) && Verify(key, message, raw);

    /// <param name="key">The receiver.</param>
    /// <param name="plaintext">At least one byte: SM2 cannot hide nothing.</param>
    public static Sm2Ciphertext Encrypt(Sm2PublicKey key, ReadOnlySpan<byte> plaintext)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (plaintext.IsEmpty)
            throw new ArgumentException("SM2 encrypts at least one byte", nameof(plaintext));

        return CryptoEngines.Shared.EncryptSm2(key, plaintext);
    }

    public static Result<byte[]> Decrypt(Sm2PrivateKey key, Sm2Ciphertext ciphertext)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ciphertext);
        return CryptoEngines.Shared.DecryptSm2(key, ciphertext) is { } plaintext
            ? plaintext
            : new Error(CryptoErrors.CiphertextUnreadable, ("what", "SM2密文"), ("reason", "密钥不符或密文已被改动"));
    }

    internal static byte[] IdBytes(string userId)
    {
        ArgumentNullException.ThrowIfNull(userId);
        var bytes = Encoding.UTF8.GetBytes(userId);
        return bytes.Length <= MaximumUserIdSize
            ? bytes
            : throw new ArgumentException($"An SM2 user id has at most {MaximumUserIdSize} bytes", nameof(userId));
    }
}
