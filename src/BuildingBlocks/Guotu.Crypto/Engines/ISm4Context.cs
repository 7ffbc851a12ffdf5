namespace Guotu.Crypto.Engines;

/// <summary>A running SM4.</summary>
public interface ISm4Context : IDisposable
{
    /// <param name="input">The next piece.</param>
    /// <param name="output">At least the input's length and one block of 16 bytes.</param>
    /// <returns>Bytes written.</returns>
    int Update(ReadOnlySpan<byte> input, Span<byte> output);

    /// <summary>False when the padding is wrong or a block is not whole.</summary>
    /// <param name="output">At least two blocks, 32 bytes: a full block may be held back, and its padding follows it.</param>
    /// <param name="written">Bytes written.</param>
    bool TryFinish(Span<byte> output, out int written);
}
