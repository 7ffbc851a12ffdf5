using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Crypto.Tests;

internal sealed class KeyStoreInMemory : IWrappedKeyStore
{
    public List<WrappedKey> Keys { get; } = [];

    public Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<WrappedKey>>([.. Keys]);

    public Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
    {
        if (Keys.Exists(k => k.Name == key.Name && k.Version == key.Version))
            return Task.FromResult(false);

        Keys.Add(key);
        return Task.FromResult(true);
    }
}

internal sealed class FixedKeySource(byte fill) : IKeySource
{
    public Result<SecretBytes> ReadRootKey() => SecretBytes.Take(Enumerable.Repeat(fill, 32).ToArray());
}
