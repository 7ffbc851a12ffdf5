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

    public static void CheckOutput(int length, int needed)
    {
        if (length < needed)
            throw new ArgumentException($"The output has {length} bytes and {needed} are needed", nameof(length));
    }
}
