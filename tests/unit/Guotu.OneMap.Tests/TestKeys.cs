using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Testing;

namespace Guotu.OneMap.Tests;

/// <summary>Keys of a node that lives for one test.</summary>
internal static class TestKeys
{
    public static async Task<KeyRing> OpenAsync()
    {
        var ring = (await KeyRing.OpenAsync(new RootOfTest(), new StoreOfTest(), new SystemRandomSource(), new FixedClock(), OneMapBench.Never)).Value;
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, [], OneMapBench.Never)).IsSuccess);
        return ring;
    }

    private sealed class RootOfTest : IKeySource
    {
        public Result<SecretBytes> ReadRootKey() => SecretBytes.Take(Enumerable.Repeat((byte)3, 32).ToArray());
    }

    private sealed class StoreOfTest : IWrappedKeyStore
    {
        private readonly List<WrappedKey> _keys = [];

        public Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<WrappedKey>>([.. _keys]);

        public Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
        {
            _keys.Add(key);
            return Task.FromResult(true);
        }
    }
}
