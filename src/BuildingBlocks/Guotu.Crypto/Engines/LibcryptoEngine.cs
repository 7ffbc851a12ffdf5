using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Guotu.Crypto.Engines;

/// <summary>
/// OpenSSL's libcrypto through EVP (3.x and 1.1.1). SM2 nonces come from OpenSSL's own generator, which the operating
/// system seeds.
/// </summary>
public sealed class LibcryptoEngine : ICryptoEngine
{
    private const int MaximumDerSignature = 72;

    private readonly LibcryptoAlgorithms _algorithms;

    private LibcryptoEngine(LibcryptoAlgorithms algorithms)
    {
        _algorithms = algorithms;
        Name = $"libcrypto ({Marshal.PtrToStringUTF8(Libcrypto.OpenSslVersion(0))})";
    }

    public string Name { get; }

    /// <summary>Null, with the Chinese reason, where libcrypto is absent or lacks SM2, SM3 or SM4.</summary>
    public static LibcryptoEngine? Find(out string lacking) =>
        LibcryptoAlgorithms.Find(out lacking) is { } algorithms ? new LibcryptoEngine(algorithms) : null;

    public void HashSm3(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        using var context = new LibcryptoSm3Context(_algorithms.Sm3);
        context.Append(data);
        context.Finish(digest);
    }

    public ISm3Context StartSm3() => new LibcryptoSm3Context(_algorithms.Sm3);

    public void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        Sm4Arguments.CheckOutput(mac.Length, Sm3.Size);
        LibcryptoFailure.Require(Libcrypto.Hmac(_algorithms.Sm3, key, key.Length, data, (nuint)data.Length, mac, out _), "HMAC");
    }

    public void Pbkdf2Sm3(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output) =>
        LibcryptoFailure.Check(
            Libcrypto.Pbkdf2(password, password.Length, salt, salt.Length, iterations, _algorithms.Sm3, output.Length, output),
            "PKCS5_PBKDF2_HMAC");

    public ISm4Context StartSm4Encryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv) => Start(1, mode, key, iv);

    public ISm4Context StartSm4Decryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv) => Start(0, mode, key, iv);

    public void SealSm4Gcm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plaintext,
        Span<byte> output)
    {
        Sm4Arguments.CheckGcm(key, nonce, plaintext.Length, output.Length);
        using var seal = new GcmSeal(this, new SealInput { Key = key, Nonce = nonce, Associated = associated });
        seal.Encrypt(plaintext, output);
        seal.WriteTag(output[plaintext.Length..]);
    }

    public bool TryOpenSm4Gcm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        Span<byte> plaintext)
    {
        Sm4Arguments.CheckGcm(key, nonce, plaintext.Length, sealedBytes.Length);
        var ciphertext = sealedBytes[..plaintext.Length];
        using var seal = new GcmSeal(this, new SealInput { Key = key, Nonce = nonce, Associated = associated });
        seal.Absorb(ciphertext);
        Span<byte> expected = stackalloc byte[Sm4Gcm.TagSize];
        seal.WriteTag(expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, sealedBytes[plaintext.Length..]))
        {
            plaintext.Clear();
            return false;
        }

        seal.Show(ciphertext, plaintext);
        return true;
    }

    public void SealSm4Ccm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plaintext,
        Span<byte> output)
    {
        var tagSize = Sm4Arguments.CheckCcm(key, nonce, plaintext.Length, output.Length);
        using var seal = new CcmSeal(this, new SealInput { Key = key, Nonce = nonce, Associated = associated }, plaintext.Length, tagSize);
        seal.Encrypt(plaintext, output);
        seal.WriteTag(output[plaintext.Length..]);
    }

    public bool TryOpenSm4Ccm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        Span<byte> plaintext)
    {
        var tagSize = Sm4Arguments.CheckCcm(key, nonce, plaintext.Length, sealedBytes.Length);
        using var seal = new CcmSeal(this, new SealInput { Key = key, Nonce = nonce, Associated = associated }, plaintext.Length, tagSize);
        seal.Decrypt(sealedBytes[..plaintext.Length], plaintext);
        Span<byte> expected = stackalloc byte[Sm4.BlockSize];
        seal.WriteTag(expected);
        if (CryptographicOperations.FixedTimeEquals(expected[..tagSize], sealedBytes[plaintext.Length..]))
            return true;

        CryptographicOperations.ZeroMemory(plaintext);
        return false;
    }

    public byte[] SignSm2(Sm2PrivateKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> digest = stackalloc byte[Sm3.Size];
        Sm2Preamble.Digest(this, key.PublicKey, userId, message, digest);
        using var context = new KeyContextHandle(PrivateKey(key));
        LibcryptoFailure.Check(Libcrypto.SignInit(context), "EVP_PKEY_sign_init");
        Span<byte> der = stackalloc byte[MaximumDerSignature];
        var length = (nuint)der.Length;
        LibcryptoFailure.Check(Libcrypto.Sign(context, der, ref length, digest, (nuint)digest.Length), "EVP_PKEY_sign");
        return Sm2Signature.TryFromDer(der[..(int)length], out var raw)
            ? raw
            : throw new CryptographicException("libcrypto: EVP_PKEY_sign gave no DER signature");
    }

    public bool VerifySm2(Sm2PublicKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (signature.Length != Sm2Signature.RawSize)
            return false;

        Span<byte> digest = stackalloc byte[Sm3.Size];
        Sm2Preamble.Digest(this, key, userId, message, digest);
        using var context = new KeyContextHandle(PublicKey(key));
        LibcryptoFailure.Check(Libcrypto.VerifyInit(context), "EVP_PKEY_verify_init");
        var der = Sm2Signature.ToDer(signature);
        var right = Libcrypto.Verify(context, der, (nuint)der.Length, digest, (nuint)digest.Length) == 1;
        if (!right)
            Libcrypto.ClearErrors();

        return right;
    }

    public Sm2Ciphertext EncryptSm2(Sm2PublicKey key, ReadOnlySpan<byte> plaintext)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var context = new KeyContextHandle(PublicKey(key));
        LibcryptoFailure.Check(Libcrypto.EncryptInit(context), "EVP_PKEY_encrypt_init");
        nuint length = 0;
        LibcryptoFailure.Check(Libcrypto.Encrypt(context, [], ref length, plaintext, (nuint)plaintext.Length), "EVP_PKEY_encrypt");
        var der = new byte[length];
        LibcryptoFailure.Check(Libcrypto.Encrypt(context, der, ref length, plaintext, (nuint)plaintext.Length), "EVP_PKEY_encrypt");
        return Sm2Ciphertext.FromDer(der.AsMemory(0, (int)length)).Value;
    }

    public byte[]? DecryptSm2(Sm2PrivateKey key, Sm2Ciphertext ciphertext)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ciphertext);
        using var context = new KeyContextHandle(PrivateKey(key));
        LibcryptoFailure.Check(Libcrypto.DecryptInit(context), "EVP_PKEY_decrypt_init");

        // The buffer is longer than any plaintext can be: 1.1.1 before l computed too small a size (CVE-2021-3711).
        var der = ciphertext.ToDer();
        var buffer = PinnedBytes.New(der.Length);
        var length = (nuint)buffer.Length;
        try
        {
            if (Libcrypto.Decrypt(context, buffer, ref length, der, (nuint)der.Length) == 1)
            {
                var plain = PinnedBytes.New((int)length);
                buffer.AsSpan(0, plain.Length).CopyTo(plain);
                return plain;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }

        Libcrypto.ClearErrors();
        return null;
    }

    private LibcryptoSm4Context Start(int encrypting, Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv)
    {
        Sm4Arguments.Check(mode, key, iv);
        var cipher = mode switch
        {
            Sm4Mode.Ecb => _algorithms.Ecb,
            Sm4Mode.Cbc or Sm4Mode.CbcPkcs7 => _algorithms.Cbc,
            Sm4Mode.Ctr => _algorithms.Ctr,
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
        var context = new CipherContextHandle();
        LibcryptoFailure.Check(Libcrypto.CipherInit(context, cipher, 0, key, iv, encrypting), "EVP_CipherInit_ex");
        LibcryptoFailure.Check(Libcrypto.SetPadding(context, mode == Sm4Mode.CbcPkcs7 ? 1 : 0), "EVP_CIPHER_CTX_set_padding");
        return new LibcryptoSm4Context(context);
    }

    private KeyHandle PublicKey(Sm2PublicKey key) => key.Native.GetOrMake(() => MakeKey(key, []));

    private KeyHandle PrivateKey(Sm2PrivateKey key) => key.Native.GetOrMake(() => MakeKey(key.PublicKey, key.Scalar));

    private KeyHandle MakeKey(Sm2PublicKey publicKey, ReadOnlySpan<byte> scalar)
    {
        var ec = LibcryptoFailure.Require(Libcrypto.NewEcKey(LibcryptoAlgorithms.Sm2Nid), "EC_KEY_new_by_curve_name");
        try
        {
            LibcryptoFailure.Check(Libcrypto.SetEcPublic(ec, publicKey.Encoded, Sm2PublicKey.EncodedSize, 0), "EC_KEY_oct2key");
            if (!scalar.IsEmpty)
                LibcryptoFailure.Check(Libcrypto.SetEcPrivate(ec, scalar, (nuint)scalar.Length), "EC_KEY_oct2priv");

            var key = new KeyHandle();
            LibcryptoFailure.Check(Libcrypto.SetEcKey(key.DangerousGetHandle(), ec), "EVP_PKEY_set1_EC_KEY");
            _algorithms.MarkAsSm2(key.DangerousGetHandle());
            return key;
        }
        finally
        {
            Libcrypto.FreeEcKey(ec);
        }
    }
}
