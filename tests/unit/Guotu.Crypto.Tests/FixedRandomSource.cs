using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>Gives the same bytes at every call: the k of a known answer.</summary>
internal sealed class FixedRandomSource(byte[] bytes) : IRandomSource
{
    public void Fill(Span<byte> destination) => bytes.AsSpan(0, destination.Length).CopyTo(destination);
}
