using System.Security.Cryptography;
using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>
/// The other way of <see cref="Sm4Sealing"/>. What <see cref="Update"/> gives is not proved before <see cref="TryFinish"/> says true: the
/// caller keeps it out of sight until then and discards it on false.
/// </summary>
public sealed class Sm4Opening : IDisposable
{
    private readonly ISm4Seal _seal;
    private bool _finished;

    private Sm4Opening(ISm4Seal seal) => _seal = seal;

    /// <inheritdoc cref="Sm4Sealing.StartGcm"/>
    public static Sm4Opening StartGcm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated)
    {
        Sm4Arguments.CheckGcm(key, nonce, 0, Sm4Gcm.TagSize);
        return new Sm4Opening(new GcmSeal(CryptoEngines.Shared, new SealInput { Key = key, Nonce = nonce, Associated = associated }));
    }

    /// <inheritdoc cref="Sm4Sealing.StartCcm"/>
    public static Sm4Opening StartCcm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, long textLength)
    {
        Sm4Arguments.CheckCcm(key, nonce, textLength, textLength + Sm4Ccm.TagSize);
        var input = new SealInput { Key = key, Nonce = nonce, Associated = associated };
        return new Sm4Opening(new CcmSeal(CryptoEngines.Shared, input, textLength, Sm4Ccm.TagSize));
    }

    /// <param name="ciphertext">The next piece.</param>
    /// <param name="plaintext">Receives as many bytes, not yet proved.</param>
    public void Update(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        Sm4Arguments.CheckOutput(plaintext.Length, ciphertext.Length);
        _seal.Decrypt(ciphertext, plaintext);
    }

    /// <summary>True when the tag proves everything that was read; nothing can follow.</summary>
    public bool TryFinish(ReadOnlySpan<byte> tag)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _finished = true;
        Span<byte> expected = stackalloc byte[Sm4.BlockSize];
        _seal.WriteTag(expected);
        return CryptographicOperations.FixedTimeEquals(expected[.._seal.TagSize], tag);
    }

    public void Dispose()
    {
        _finished = true;
        _seal.Dispose();
    }
}
