using System.Buffers.Binary;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Modes.Gcm;

namespace Guotu.Crypto.Engines;

/// <summary>
/// SM4-GCM out of libcrypto's SM4-CTR and a GHASH, because OpenSSL has no SM4-GCM before 3.1 and the distributions
/// carry 1.1.1 and 3.0. The counter starts at nonce ‖ 1: its first block hides the tag, the following ones the text.
/// </summary>
internal static class LibcryptoGcm
{
    private const int BlockSize = Sm4.BlockSize;

    public static void Seal(LibcryptoEngine engine, GcmInput input, ReadOnlySpan<byte> plaintext, Span<byte> output)
    {
        var ciphertext = output[..plaintext.Length];
        Span<byte> mask = stackalloc byte[BlockSize];
        using (var counter = StartCounter(engine, input, mask))
            Run(counter, plaintext, ciphertext);

        Tag(engine, input, ciphertext, mask, output[plaintext.Length..]);
    }

    public static bool TryOpen(LibcryptoEngine engine, GcmInput input, ReadOnlySpan<byte> sealedBytes, Span<byte> plaintext)
    {
        var ciphertext = sealedBytes[..plaintext.Length];
        Span<byte> mask = stackalloc byte[BlockSize];
        Span<byte> expected = stackalloc byte[Sm4Gcm.TagSize];
        using var counter = StartCounter(engine, input, mask);
        Tag(engine, input, ciphertext, mask, expected);
        plaintext.Clear();
        if (!CryptographicOperations.FixedTimeEquals(expected, sealedBytes[plaintext.Length..]))
            return false;

        Run(counter, ciphertext, plaintext);
        return true;
    }

    private static ISm4Context StartCounter(LibcryptoEngine engine, GcmInput input, Span<byte> mask)
    {
        Span<byte> first = stackalloc byte[BlockSize];
        input.Nonce.CopyTo(first);
        first[^1] = 1;
        var counter = engine.StartSm4Encryption(Sm4Mode.Ctr, input.Key, first);
        Span<byte> zero = stackalloc byte[BlockSize];
        zero.Clear();
        Span<byte> block = stackalloc byte[2 * BlockSize];
        counter.Update(zero, block);
        block[..BlockSize].CopyTo(mask);
        return counter;
    }

    // A stream mode writes as many bytes as it reads; only the engine's general contract asks for a block more.
    private static void Run(ISm4Context counter, ReadOnlySpan<byte> source, Span<byte> target)
    {
        const int Piece = 16 * 1024;
        Span<byte> buffer = stackalloc byte[Piece + BlockSize];
        for (var at = 0; at < source.Length; at += Piece)
        {
            var piece = source.Slice(at, Math.Min(Piece, source.Length - at));
            counter.Update(piece, buffer);
            buffer[..piece.Length].CopyTo(target[at..]);
        }

        CryptographicOperations.ZeroMemory(buffer);
    }

    private static void Tag(LibcryptoEngine engine, GcmInput input, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> mask, Span<byte> tag)
    {
        Span<byte> hashKey = stackalloc byte[2 * BlockSize];
        Span<byte> zero = stackalloc byte[BlockSize];
        zero.Clear();
        using (var block = engine.StartSm4Encryption(Sm4Mode.Ecb, input.Key, []))
            block.Update(zero, hashKey);

        var multiplier = new Tables4kGcmMultiplier();
        multiplier.Init(hashKey[..BlockSize].ToArray());
        var state = new byte[BlockSize];
        Absorb(multiplier, state, input.Associated);
        Absorb(multiplier, state, ciphertext);
        Span<byte> lengths = stackalloc byte[BlockSize];
        BinaryPrimitives.WriteInt64BigEndian(lengths, input.Associated.Length * 8L);
        BinaryPrimitives.WriteInt64BigEndian(lengths[8..], ciphertext.Length * 8L);
        Absorb(multiplier, state, lengths);
        for (var i = 0; i < Sm4Gcm.TagSize; i++)
            tag[i] = (byte)(state[i] ^ mask[i]);
    }

    private static void Absorb(Tables4kGcmMultiplier multiplier, byte[] state, ReadOnlySpan<byte> data)
    {
        for (; !data.IsEmpty; data = data[Math.Min(BlockSize, data.Length)..])
        {
            var block = data[..Math.Min(BlockSize, data.Length)];
            for (var i = 0; i < block.Length; i++)
                state[i] ^= block[i];

            multiplier.MultiplyH(state);
        }
    }
}

/// <summary>What a GCM operation is under.</summary>
internal readonly ref struct GcmInput
{
    public ReadOnlySpan<byte> Key { get; init; }

    public ReadOnlySpan<byte> Nonce { get; init; }

    public ReadOnlySpan<byte> Associated { get; init; }
}
