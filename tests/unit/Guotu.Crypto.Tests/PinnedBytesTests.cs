using Guotu.Kernel.Randomness;

namespace Guotu.Crypto.Tests;

/// <summary>What a login brings lies where the collector moves nothing, so that zeroing it leaves no copy behind.</summary>
public sealed class PinnedBytesTests
{
    [Theory]
    [MemberData(nameof(Engines.Names), MemberType = typeof(Engines))]
    public void What_SM2_opens_is_not_among_what_the_collector_moves(string name)
    {
        using var key = Sm2PrivateKey.Generate(new SystemRandomSource());
        var hidden = Sm2.Encrypt(key.PublicKey, "口令"u8);

        var opened = Engines.Of(name).DecryptSm2(key, hidden)!;
        Assert.Equal("口令"u8.ToArray(), opened);

        // A small array is as old as can be only where it was made in the pinned heap: the others begin young.
        Assert.Equal(GC.MaxGeneration, GC.GetGeneration(opened));
    }

    [Fact]
    public void They_begin_as_zeros()
    {
        Assert.All(PinnedBytes.New(100), b => Assert.Equal(0, b));
        Assert.Empty(PinnedBytes.New(0));
    }
}
