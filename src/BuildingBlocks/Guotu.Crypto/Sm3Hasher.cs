using Org.BouncyCastle.Crypto.Digests;

namespace Guotu.Crypto;

/// <summary>SM3 over data that comes in pieces.</summary>
public sealed class Sm3Hasher : IDisposable
{
    private readonly SM3Digest _digest = new();

    public void Append(ReadOnlySpan<byte> data)
    {
        var input = data.ToArray();
        _digest.BlockUpdate(input, 0, input.Length);
    }

    /// <summary>The digest of all that was appended; the hasher starts anew.</summary>
    public Sm3Digest Finish()
    {
        var output = new byte[Sm3.Size];
        _digest.DoFinal(output, 0);
        return new Sm3Digest(output);
    }

    public void Dispose() => _digest.Reset();
}
