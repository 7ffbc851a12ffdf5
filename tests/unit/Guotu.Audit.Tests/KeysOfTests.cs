using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Tests;

/// <summary>A key ring with every purpose, in memory.</summary>
internal static class KeysOfTests
{
    public static async Task<KeyRing> OpenAsync(IClock clock)
    {
        var opened = await KeyRing.OpenAsync(new FixedRoot(), new StoreInMemory(), new SystemRandomSource(), clock, CancellationToken.None);
        var made = await opened.Value.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, CancellationToken.None);
        _ = made.Error is { } error ? throw new InvalidOperationException(error.Text) : made;
        return opened.Value;
    }

    private sealed class FixedRoot : IKeySource
    {
        public Result<SecretBytes> ReadRootKey() => SecretBytes.Take(Enumerable.Repeat((byte)7, RootKey.Size).ToArray());
    }

    private sealed class StoreInMemory : IWrappedKeyStore
    {
        private readonly List<WrappedKey> _keys = [];

        public Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<WrappedKey>>([.. _keys]);

        public Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
        {
            _keys.Add(key);
            return Task.FromResult(true);
        }
    }
}
