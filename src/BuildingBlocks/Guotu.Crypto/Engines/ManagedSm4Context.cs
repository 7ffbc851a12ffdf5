using Org.BouncyCastle.Crypto;

namespace Guotu.Crypto.Engines;

internal sealed class ManagedSm4Context(IBufferedCipher cipher) : ISm4Context
{
    public int Update(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Sm4Arguments.CheckOutput(output.Length, input.Length + Sm4.BlockSize);
        if (input.IsEmpty)
            return 0;

        var buffer = new byte[cipher.GetUpdateOutputSize(input.Length)];
        var written = cipher.ProcessBytes(input.ToArray(), 0, input.Length, buffer, 0);
        buffer.AsSpan(0, written).CopyTo(output);
        return written;
    }

    public bool TryFinish(Span<byte> output, out int written)
    {
        Sm4Arguments.CheckOutput(output.Length, 2 * Sm4.BlockSize);
        written = 0;
        var buffer = new byte[2 * Sm4.BlockSize];
        try
        {
            written = cipher.DoFinal(buffer, 0);
        }
        catch (CryptoException)
        {
            // Padding that is wrong, or a block that is not whole.
            return false;
        }

        buffer.AsSpan(0, written).CopyTo(output);
        return true;
    }

    public void Dispose() => cipher.Reset();
}
