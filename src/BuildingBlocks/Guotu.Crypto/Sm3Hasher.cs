using Guotu.Crypto.Engines;

namespace Guotu.Crypto;

/// <summary>SM3 over data that arrives in pieces. Not for use by two threads at once.</summary>
public sealed class Sm3Hasher : IDisposable
{
    private readonly ISm3Context _context;
    private bool _finished;

    public Sm3Hasher()
        : this(CryptoEngines.Shared)
    {
    }

    public Sm3Hasher(ICryptoEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        _context = engine.StartSm3();
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_finished)
            throw new InvalidOperationException("This SM3 hasher has given its digest; start another");

        _context.Append(data);
    }

    /// <summary>Gives the digest, once.</summary>
    public Sm3Digest Finish()
    {
        if (_finished)
            throw new InvalidOperationException("This SM3 hasher has given its digest; start another");

        _finished = true;
        Span<byte> digest = stackalloc byte[Sm3.Size];
        _context.Finish(digest);
        return new Sm3Digest(digest);
    }

    public void Dispose() => _context.Dispose();
}
