using System.Security.Cryptography;

namespace Guotu.Crypto.Engines;

/// <summary>
/// SM4-GCM out of an engine's SM4-CTR and our GHASH, because OpenSSL has no SM4-GCM before 3.1 and the distributions carry 1.1.1 and
/// 3.0. The counter starts at nonce ‖ 1: its first block hides the tag, the following ones the text.
/// </summary>
internal sealed class GcmSeal : ISm4Seal
{
    private const int BlockSize = Sm4.BlockSize;

    // The counter has 32 bits and its first two values are taken (SP 800-38D, 5.2.1.1).
    private const long LongestText = ((1L << 32) - 2) * BlockSize;

    private readonly CounterStream _counter;
    private readonly Ghash _hash;
    private readonly byte[] _pending = new byte[BlockSize];
    private readonly long _associatedLength;
    private long _textLength;

    public GcmSeal(ICryptoEngine engine, SealInput input)
    {
        Span<byte> first = stackalloc byte[BlockSize];
        first.Clear();
        input.Nonce.CopyTo(first);
        first[^1] = 1;
        _counter = new CounterStream(engine, input.Key, first);
        Span<byte> hashKey = stackalloc byte[2 * BlockSize];
        Span<byte> zero = stackalloc byte[BlockSize];
        zero.Clear();
        using (var block = engine.StartSm4Encryption(Sm4Mode.Ecb, input.Key, []))
            block.Update(zero, hashKey);

        _hash = new Ghash(hashKey[..BlockSize]);
        CryptographicOperations.ZeroMemory(hashKey);
        _hash.Absorb(input.Associated);
        _associatedLength = input.Associated.Length;
    }

    public int TagSize => Sm4Gcm.TagSize;

    public void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        _counter.Run(plaintext, ciphertext);
        Absorb(ciphertext[..plaintext.Length]);
    }

    public void Decrypt(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Absorb(ciphertext);
        _counter.Run(ciphertext, plaintext);
    }

    /// <summary>Takes the ciphertext into the tag without decrypting it, for one that is checked before it is read.</summary>
    public void Absorb(ReadOnlySpan<byte> ciphertext)
    {
        var held = (int)(_textLength % BlockSize);
        _textLength += ciphertext.Length;
        if (_textLength > LongestText)
            throw new CryptographicException("SM4-GCM takes at most 64 GiB under one nonce");

        if (held > 0)
        {
            var taken = Math.Min(BlockSize - held, ciphertext.Length);
            ciphertext[..taken].CopyTo(_pending.AsSpan(held));
            ciphertext = ciphertext[taken..];
            if (held + taken < BlockSize)
                return;

            _hash.Absorb(_pending);
        }

        var whole = ciphertext.Length - (ciphertext.Length % BlockSize);
        _hash.Absorb(ciphertext[..whole]);
        ciphertext[whole..].CopyTo(_pending);
    }

    /// <summary>Runs the counter over what was absorbed before.</summary>
    public void Show(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext) => _counter.Run(ciphertext, plaintext);

    public void WriteTag(Span<byte> tag)
    {
        _hash.Absorb(_pending.AsSpan(0, (int)(_textLength % BlockSize)));
        _hash.Finish(_associatedLength, _textLength, tag);
        _counter.MaskTag(tag[..TagSize]);
    }

    public void Dispose()
    {
        _counter.Dispose();
        _hash.Dispose();
    }
}

/// <summary>What an authenticated encryption is under.</summary>
internal readonly ref struct SealInput
{
    public ReadOnlySpan<byte> Key { get; init; }

    public ReadOnlySpan<byte> Nonce { get; init; }

    public ReadOnlySpan<byte> Associated { get; init; }
}
