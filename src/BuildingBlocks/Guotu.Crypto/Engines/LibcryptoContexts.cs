namespace Guotu.Crypto.Engines;

internal sealed class LibcryptoSm3Context : ISm3Context
{
    private readonly DigestContextHandle _context = new();

    public LibcryptoSm3Context(nint digest) => LibcryptoFailure.Check(Libcrypto.DigestInit(_context, digest, 0), "EVP_DigestInit_ex");

    public void Append(ReadOnlySpan<byte> data) =>
        LibcryptoFailure.Check(Libcrypto.DigestUpdate(_context, data, (nuint)data.Length), "EVP_DigestUpdate");

    public void Finish(Span<byte> digest)
    {
        Sm4Arguments.CheckOutput(digest.Length, Sm3.Size);
        LibcryptoFailure.Check(Libcrypto.DigestFinal(_context, digest, 0), "EVP_DigestFinal_ex");
    }

    public void Dispose() => _context.Dispose();
}

internal sealed class LibcryptoSm4Context(CipherContextHandle context) : ISm4Context
{
    public int Update(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Sm4Arguments.CheckOutput(output.Length, input.Length + Sm4.BlockSize);
        if (input.IsEmpty)
            return 0;

        LibcryptoFailure.Check(Libcrypto.CipherUpdate(context, output, out var written, input, input.Length), "EVP_CipherUpdate");
        return written;
    }

    /// <summary>For a stream mode: it writes exactly what it reads, with no block kept back, so the output needs no room for one.</summary>
    public void UpdateStream(ReadOnlySpan<byte> input, Span<byte> output)
    {
        Sm4Arguments.CheckOutput(output.Length, input.Length);
        if (!input.IsEmpty)
            LibcryptoFailure.Check(Libcrypto.CipherUpdate(context, output, out _, input, input.Length), "EVP_CipherUpdate");
    }

    public bool TryFinish(Span<byte> output, out int written)
    {
        Sm4Arguments.CheckOutput(output.Length, 2 * Sm4.BlockSize);
        if (Libcrypto.CipherFinal(context, output, out written) == 1)
            return true;

        Libcrypto.ClearErrors();
        written = 0;
        return false;
    }

    public void Dispose() => context.Dispose();
}
