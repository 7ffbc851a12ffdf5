using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Guotu.Crypto.Engines;

/// <summary>
/// SM4-CCM (GB/T 17964-2021, RFC 3610) out of an engine's SM4-CTR and SM4-CBC. The length of the whole text is inside the first block of the
/// MAC, so it is given at the start; within it the text may come in pieces of any length.
/// </summary>
internal sealed class CcmSeal : ISm4Seal
{
    private const int BlockSize = Sm4.BlockSize;
    private const int Piece = 4 * 1024;

    private readonly CounterStream _counter;
    private readonly ISm4Context _chain;
    private readonly byte[] _pending = new byte[BlockSize];
    private readonly byte[] _mac = new byte[BlockSize];
    private readonly long _declaredLength;
    private long _textLength;
    private int _held;

    public CcmSeal(ICryptoEngine engine, SealInput input, long textLength, int tagSize)
    {
        TagSize = tagSize;
        _declaredLength = textLength;
        Span<byte> block = stackalloc byte[BlockSize];
        block.Clear();
        block[0] = (byte)(BlockSize - 2 - input.Nonce.Length);
        input.Nonce.CopyTo(block[1..]);
        _counter = new CounterStream(engine, input.Key, block);

        block[0] |= (byte)((input.Associated.IsEmpty ? 0 : 0x40) | (((tagSize - 2) / 2) << 3));
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, textLength);
        length[(input.Nonce.Length - 7)..].CopyTo(block[(1 + input.Nonce.Length)..]);
        _chain = engine.StartSm4Encryption(Sm4Mode.Cbc, input.Key, new byte[BlockSize]);
        Chain(block);
        AbsorbAssociated(input.Associated);
    }

    public int TagSize { get; }

    public void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        Count(plaintext.Length);
        Absorb(plaintext);
        _counter.Run(plaintext, ciphertext);
    }

    public void Decrypt(ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Count(ciphertext.Length);
        _counter.Run(ciphertext, plaintext);
        Absorb(plaintext[..ciphertext.Length]);
    }

    public void WriteTag(Span<byte> tag)
    {
        if (_textLength != _declaredLength)
            throw new CryptographicException("SM4-CCM was given less text than its length says");

        Pad();
        _mac.AsSpan(0, TagSize).CopyTo(tag);
        _counter.MaskTag(tag[..TagSize]);
    }

    public void Dispose()
    {
        _counter.Dispose();
        _chain.Dispose();
        CryptographicOperations.ZeroMemory(_pending);
        CryptographicOperations.ZeroMemory(_mac);
    }

    private void Count(int length)
    {
        _textLength += length;
        if (_textLength > _declaredLength)
            throw new CryptographicException("SM4-CCM was given more text than its length says");
    }

    private void AbsorbAssociated(ReadOnlySpan<byte> associated)
    {
        if (associated.IsEmpty)
            return;

        Span<byte> prefix = stackalloc byte[6];
        if (associated.Length < 0xFF00)
        {
            BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)associated.Length);
            prefix = prefix[..2];
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(prefix, 0xFFFE);
            BinaryPrimitives.WriteInt32BigEndian(prefix[2..], associated.Length);
        }

        Absorb(prefix);
        Absorb(associated);
        Pad();
    }

    private void Absorb(ReadOnlySpan<byte> data)
    {
        if (_held > 0)
        {
            var taken = Math.Min(BlockSize - _held, data.Length);
            data[..taken].CopyTo(_pending.AsSpan(_held));
            _held += taken;
            data = data[taken..];
            if (_held < BlockSize)
                return;

            Chain(_pending);
        }

        var whole = data.Length - (data.Length % BlockSize);
        Chain(data[..whole]);
        data[whole..].CopyTo(_pending);
        _held = data.Length - whole;
    }

    private void Pad()
    {
        if (_held == 0)
            return;

        _pending.AsSpan(_held).Clear();
        Chain(_pending);
        _held = 0;
    }

    // The last block of a CBC chain is its MAC so far; the others are of no use.
    private void Chain(ReadOnlySpan<byte> blocks)
    {
        Span<byte> discarded = stackalloc byte[Piece + BlockSize];
        for (; !blocks.IsEmpty; blocks = blocks[Math.Min(Piece, blocks.Length)..])
        {
            var piece = blocks[..Math.Min(Piece, blocks.Length)];
            var written = _chain.Update(piece, discarded);
            discarded.Slice(written - BlockSize, BlockSize).CopyTo(_mac);
        }

        CryptographicOperations.ZeroMemory(discarded);
    }
}
