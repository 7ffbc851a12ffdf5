namespace Guotu.Crypto.Engines;

/// <summary>What both engines ask of the lengths they are given.</summary>
internal static class Sm4Arguments
{
    public static void Check(Sm4Mode mode, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv)
    {
        if (key.Length != Sm4.KeySize)
            throw new ArgumentException($"An SM4 key has {Sm4.KeySize} bytes, not {key.Length}", nameof(key));

        var wanted = mode == Sm4Mode.Ecb ? 0 : Sm4.BlockSize;
        if (iv.Length != wanted)
            throw new ArgumentException($"SM4 {mode} takes an initial value of {wanted} bytes, not {iv.Length}", nameof(iv));
    }

    public static void CheckGcm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, int plaintextLength, int sealedLength)
    {
        if (key.Length != Sm4.KeySize)
            throw new ArgumentException($"An SM4 key has {Sm4.KeySize} bytes, not {key.Length}", nameof(key));

        if (nonce.Length != Sm4Gcm.NonceSize)
            throw new ArgumentException($"An SM4-GCM nonce has {Sm4Gcm.NonceSize} bytes, not {nonce.Length}", nameof(nonce));

        if (sealedLength != plaintextLength + Sm4Gcm.TagSize)
            throw new ArgumentException("Sealed text is the plaintext's length and 16 bytes of tag", nameof(sealedLength));
    }

    /// <summary>The size of the tag, which is by how much the sealed text is longer (RFC 3610: even, 4 to 16; nonce 7 to 13 bytes).</summary>
    public static int CheckCcm(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, long plaintextLength, long sealedLength)
    {
        if (key.Length != Sm4.KeySize)
            throw new ArgumentException($"An SM4 key has {Sm4.KeySize} bytes, not {key.Length}", nameof(key));

        if (nonce.Length is < 7 or > 13)
            throw new ArgumentException($"An SM4-CCM nonce has 7 to 13 bytes, not {nonce.Length}", nameof(nonce));

        var tagSize = sealedLength - plaintextLength;
        if (tagSize is < 4 or > 16 || tagSize % 2 != 0)
            throw new ArgumentException($"An SM4-CCM tag has 4, 6, … or 16 bytes, not {tagSize}", nameof(sealedLength));

        // The length of the text is written in the bytes that the nonce leaves of a block.
        var lengthBits = 8 * (Sm4.BlockSize - 1 - nonce.Length);
        if (lengthBits < 63 && plaintextLength >> lengthBits != 0)
            throw new ArgumentException($"Under a nonce of {nonce.Length} bytes SM4-CCM takes less than 2^{lengthBits} bytes", nameof(plaintextLength));

        return (int)tagSize;
    }

    public static void CheckOutput(int length, int needed)
    {
        if (length < needed)
            throw new ArgumentException($"The output has {length} bytes and {needed} are needed", nameof(length));
    }
}
