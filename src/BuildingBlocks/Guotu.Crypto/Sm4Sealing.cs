using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>
/// SM4-GCM or SM4-CCM over a text that comes in pieces (流式可鉴别加密): for outside formats with one tag at the end. The platform's own
/// streams are <see cref="SealedStream"/>, where every chunk has its tag and nothing unproved is handed out.
/// </summary>
public sealed class Sm4Sealing : IDisposable
{
    private readonly ISm4Seal _seal;
    private bool _finished;

    private Sm4Sealing(ISm4Seal seal) => _seal = seal;

    public int TagSize => _seal.TagSize;

    /// <param name="key">16 bytes.</param>
    /// <param name="nonce">12 bytes, never used twice with one key.</param>
    /// <param name="associated">Bound, not hidden.</param>
    public static Sm4Sealing StartGcm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated)
    {
        Sm4Arguments.CheckGcm(key, nonce, 0, Sm4Gcm.TagSize);
        return new Sm4Sealing(new GcmSeal(CryptoEngines.Shared, new SealInput { Key = key, Nonce = nonce, Associated = associated }));
    }

    /// <summary>CCM with a tag of 16 bytes: it must know the length of the whole text before its first byte.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="nonce">7 to 13 bytes, never used twice with one key.</param>
    /// <param name="associated">Bound, not hidden.</param>
    /// <param name="textLength">Bytes of the whole text.</param>
    public static Sm4Sealing StartCcm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> associated, long textLength)
    {
        Sm4Arguments.CheckCcm(key, nonce, textLength, textLength + Sm4Ccm.TagSize);
        var input = new SealInput { Key = key, Nonce = nonce, Associated = associated };
        return new Sm4Sealing(new CcmSeal(CryptoEngines.Shared, input, textLength, Sm4Ccm.TagSize));
    }

    /// <param name="plaintext">The next piece.</param>
    /// <param name="ciphertext">Receives as many bytes.</param>
    public void Update(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        Sm4Arguments.CheckOutput(ciphertext.Length, plaintext.Length);
        _seal.Encrypt(plaintext, ciphertext);
    }

    /// <summary>Writes the tag; nothing can follow.</summary>
    public void Finish(Span<byte> tag)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        Sm4Arguments.CheckOutput(tag.Length, TagSize);
        _finished = true;
        _seal.WriteTag(tag);
    }

    public void Dispose()
    {
        _finished = true;
        _seal.Dispose();
    }
}
