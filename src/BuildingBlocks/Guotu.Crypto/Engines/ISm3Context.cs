namespace Guotu.Crypto.Engines;

/// <summary>A running SM3.</summary>
public interface ISm3Context : IDisposable
{
    void Append(ReadOnlySpan<byte> data);

    /// <param name="digest">Receives 32 bytes.</param>
    void Finish(Span<byte> digest);
}
