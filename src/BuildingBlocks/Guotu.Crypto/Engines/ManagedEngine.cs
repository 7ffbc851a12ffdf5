using System.Security.Cryptography;
using Guotu.Kernel.Randomness;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Guotu.Crypto.Engines;

/// <summary>
/// The engine that is there on every machine (内置密码引擎), over BouncyCastle. Its nonces come from the injected source,
/// so that known answers with a fixed k can be checked; it is not hardened against cache timing by a neighbour process.
/// </summary>
public sealed class ManagedEngine : ICryptoEngine
{
    private readonly RandomSourceAdapter _random;

    public ManagedEngine(IRandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = new RandomSourceAdapter(random);
    }

    public string Name { get; } = $"managed (BouncyCastle {typeof(SM3Digest).Assembly.GetName().Version?.ToString(3)})";

    public void HashSm3(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        using var context = new ManagedSm3Context();
        context.Append(data);
        context.Finish(digest);
    }

    public ISm3Context StartSm3() => new ManagedSm3Context();

    public void HmacSm3(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> mac)
    {
        var hmac = new HMac(new SM3Digest());
        hmac.Init(new KeyParameter(key.ToArray()));
        hmac.BlockUpdate(data.ToArray(), 0, data.Length);
        var output = new byte[Sm3.Size];
        hmac.DoFinal(output, 0);
        output.CopyTo(mac);
    }

    public void Pbkdf2Sm3(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations, Span<byte> output)
    {
        var generator = new Pkcs5S2ParametersGenerator(new SM3Digest());
        generator.Init(password.ToArray(), salt.ToArray(), iterations);
        ((KeyParameter)generator.GenerateDerivedMacParameters(output.Length * 8)).GetKey().CopyTo(output);
    }

    public ISm4Context StartSm4Encryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv) =>
        new ManagedSm4Context(SetUp(true, mode, key, iv));

    public ISm4Context StartSm4Decryption(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv) =>
        new ManagedSm4Context(SetUp(false, mode, key, iv));

    public void SealSm4Gcm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plaintext,
        Span<byte> output)
    {
        Sm4Arguments.CheckGcm(key, nonce, plaintext.Length, output.Length);
        ManagedAead.Seal(ManagedAead.Gcm(true, key, nonce, associated), plaintext, output);
    }

    public bool TryOpenSm4Gcm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        Span<byte> plaintext)
    {
        Sm4Arguments.CheckGcm(key, nonce, plaintext.Length, sealedBytes.Length);
        return ManagedAead.TryOpen(ManagedAead.Gcm(false, key, nonce, associated), sealedBytes, plaintext);
    }

    public void SealSm4Ccm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> plaintext,
        Span<byte> output)
    {
        var tagSize = Sm4Arguments.CheckCcm(key, nonce, plaintext.Length, output.Length);
        ManagedAead.Seal(ManagedAead.Ccm(true, key, new SealInput { Nonce = nonce, Associated = associated }, tagSize), plaintext, output);
    }

    public bool TryOpenSm4Ccm(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> associated,
        ReadOnlySpan<byte> sealedBytes,
        Span<byte> plaintext)
    {
        var tagSize = Sm4Arguments.CheckCcm(key, nonce, plaintext.Length, sealedBytes.Length);
        var ccm = ManagedAead.Ccm(false, key, new SealInput { Nonce = nonce, Associated = associated }, tagSize);
        return ManagedAead.TryOpen(ccm, sealedBytes, plaintext);
    }

    public byte[] SignSm2(Sm2PrivateKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(key);
        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        signer.Init(true, new ParametersWithID(new ParametersWithRandom(key.ToManaged(), _random.AsSecureRandom), userId.ToArray()));
        signer.BlockUpdate(message.ToArray(), 0, message.Length);
        return signer.GenerateSignature();
    }

    public bool VerifySm2(Sm2PublicKey key, ReadOnlySpan<byte> userId, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (signature.Length != Sm2Signature.RawSize)
            return false;

        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        signer.Init(false, new ParametersWithID(key.Managed, userId.ToArray()));
        signer.BlockUpdate(message.ToArray(), 0, message.Length);
        return signer.VerifySignature(signature.ToArray());
    }

    public Sm2Ciphertext EncryptSm2(Sm2PublicKey key, ReadOnlySpan<byte> plaintext)
    {
        ArgumentNullException.ThrowIfNull(key);
        var engine = new SM2Engine();
        engine.Init(true, new ParametersWithRandom(key.Managed, _random.AsSecureRandom));

        // BouncyCastle 1.8.10 gives the old order C1C2C3.
        ReadOnlySpan<byte> old = engine.ProcessBlock(plaintext.ToArray(), 0, plaintext.Length);
        return new Sm2Ciphertext(
            old[..Sm2PublicKey.EncodedSize],
            old[^Sm3.Size..],
            old[Sm2PublicKey.EncodedSize..^Sm3.Size]);
    }

    public byte[]? DecryptSm2(Sm2PrivateKey key, Sm2Ciphertext ciphertext)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(ciphertext);
        var engine = new SM2Engine();
        engine.Init(false, key.ToManaged());
        byte[] old = [.. ciphertext.Point, .. ciphertext.Hidden, .. ciphertext.Hash];
        try
        {
            var opened = engine.ProcessBlock(old, 0, old.Length);
            var plain = PinnedBytes.New(opened.Length);
            opened.CopyTo(plain, 0);
            CryptographicOperations.ZeroMemory(opened);
            return plain;
        }
        catch (Exception refusal) when (refusal is InvalidCipherTextException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static BufferedBlockCipher SetUp(bool encrypting, Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv)
    {
        Sm4Arguments.Check(mode, key, iv);
        BufferedBlockCipher cipher = mode switch
        {
            Sm4Mode.Ecb => new BufferedBlockCipher(new SM4Engine()),
            Sm4Mode.Cbc => new BufferedBlockCipher(new CbcBlockCipher(new SM4Engine())),
            Sm4Mode.CbcPkcs7 => new Org.BouncyCastle.Crypto.Paddings.PaddedBufferedBlockCipher(new CbcBlockCipher(new SM4Engine())),
            Sm4Mode.Ctr => new BufferedBlockCipher(new SicBlockCipher(new SM4Engine())),
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };
        var parameter = new KeyParameter(key.ToArray());
        cipher.Init(encrypting, iv.IsEmpty ? parameter : new ParametersWithIV(parameter, iv.ToArray()));
        return cipher;
    }
}
