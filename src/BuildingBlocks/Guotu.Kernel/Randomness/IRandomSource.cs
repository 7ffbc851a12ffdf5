using System.Security.Cryptography;

namespace Guotu.Kernel.Randomness;

/// <summary>Source of unpredictable bytes; injected, so that keys and nonces of known answers can be fixed in tests.</summary>
public interface IRandomSource
{
    void Fill(Span<byte> bytes);
}

/// <summary>The operating system's generator.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}
