using Guotu.Kernel.Randomness;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Security;

namespace Guotu.Crypto.Engines;

/// <summary>Gives BouncyCastle the platform's source of randomness.</summary>
internal sealed class RandomSourceAdapter : IRandomGenerator
{
    private readonly IRandomSource _source;

    public RandomSourceAdapter(IRandomSource source)
    {
        _source = source;
        AsSecureRandom = new SecureRandom(this);
    }

    public SecureRandom AsSecureRandom { get; }

    // The source is the operating system's generator: it needs no seed from us.
    public void AddSeedMaterial(byte[] seed)
    {
    }

    public void AddSeedMaterial(long seed)
    {
    }

    public void NextBytes(byte[] bytes) => _source.Fill(bytes);

    public void NextBytes(byte[] bytes, int start, int len) => _source.Fill(bytes.AsSpan(start, len));
}
