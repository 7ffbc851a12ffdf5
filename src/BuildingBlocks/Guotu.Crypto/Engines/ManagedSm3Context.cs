using Org.BouncyCastle.Crypto.Digests;

namespace Guotu.Crypto.Engines;

internal sealed class ManagedSm3Context : ISm3Context
{
    private readonly SM3Digest _digest = new();

    public void Append(ReadOnlySpan<byte> data)
    {
        var bytes = data.ToArray();
        _digest.BlockUpdate(bytes, 0, bytes.Length);
    }

    public void Finish(Span<byte> digest)
    {
        var output = new byte[Sm3.Size];
        _digest.DoFinal(output, 0);
        output.CopyTo(digest);
    }

    public void Dispose() => _digest.Reset();
}
