using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Keys;

/// <summary>A symmetric key in use.</summary>
/// <param name="Version">Stored beside whatever the key made.</param>
/// <param name="Secret">Owned by the ring; not to be disposed by the caller.</param>
public sealed record VersionedKey(int Version, SecretBytes Secret);

/// <summary>An SM2 key pair in use.</summary>
/// <param name="Version">Stored beside whatever the key signed.</param>
/// <param name="PrivateKey">Owned by the ring; not to be disposed by the caller.</param>
public sealed record VersionedKeyPair(int Version, Sm2PrivateKey PrivateKey);

/// <summary>
/// The node's keys (密钥环): symmetric keys and SM2 key pairs by purpose and version, unwrapped once and held in memory.
/// Reading is synchronous and by any thread. A missing key is a refusal: it is never made in passing, because that
/// would hide its deletion; <see cref="CreateMissingAsync"/> is the ceremony of a new node.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly RootKey _root;
    private readonly IWrappedKeyStore _store;
    private readonly IRandomSource _random;
    private readonly IClock _clock;
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile LoadedKeys _loaded = LoadedKeys.None;

    private KeyRing(RootKey root, IWrappedKeyStore store, IRandomSource random, IClock clock)
    {
        _root = root;
        _store = store;
        _random = random;
        _clock = clock;
    }

    /// <summary>Reads the root key and unwraps every stored key; one that was tampered with refuses the whole.</summary>
    public static async Task<Result<KeyRing>> OpenAsync(
        IKeySource source,
        IWrappedKeyStore store,
        IRandomSource random,
        IClock clock,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var read = source.ReadRootKey();
        if (!read.IsSuccess)
            return read.Error!;

        using var root = read.Value;
        var ring = new KeyRing(new RootKey(root), store, random, clock);
        var refreshed = await ring.RefreshAsync(cancellationToken);
        if (refreshed.IsSuccess)
            return ring;

        ring.Dispose();
        return refreshed.Error!;
    }

    /// <summary>The key to write with now.</summary>
    public Result<VersionedKey> Current(KeyPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return LoadedKeys.Current(_loaded.Symmetric, purpose.Name, _clock.Now);
    }

    /// <summary>The key that an earlier version names.</summary>
    public Result<VersionedKey> Version(KeyPurpose purpose, int version)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return LoadedKeys.Version(_loaded.Symmetric, purpose.Name, version);
    }

    public Result<VersionedKeyPair> Current(KeyPairPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return LoadedKeys.Current(_loaded.Pairs, purpose.Name, _clock.Now);
    }

    public Result<VersionedKeyPair> Version(KeyPairPurpose purpose, int version)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return LoadedKeys.Version(_loaded.Pairs, purpose.Name, version);
    }

    /// <summary>Takes in what other nodes stored since; to be called on the bell of a rotation and every minute.</summary>
    public async Task<Result> RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            var read = _loaded.With(await _store.ListAsync(cancellationToken), _root);
            if (!read.IsSuccess)
                return read.Error!;

            _loaded = read.Value;
            return Result.Done;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Makes version 1 of every purpose that has no key: the ceremony of a new node (密钥初始化).</summary>
    public async Task<Result> CreateMissingAsync(
        IEnumerable<KeyPurpose> purposes,
        IEnumerable<KeyPairPurpose> pairs,
        CancellationToken cancellationToken)
    {
        foreach (var purpose in purposes.Where(p => !_loaded.Symmetric.ContainsKey(p.Name)))
            await _store.TryAddAsync(NewKey(purpose, 1, _clock.Now), cancellationToken);

        foreach (var pair in pairs.Where(p => !_loaded.Pairs.ContainsKey(p.Name)))
            await _store.TryAddAsync(NewPair(pair, 1, _clock.Now), cancellationToken);

        // What another node made at the same time is as good: both read the same rows now.
        return await RefreshAsync(cancellationToken);
    }

    /// <summary>Adds the next version (密钥更换). Old versions stay for reading.</summary>
    /// <param name="purpose">Whose key.</param>
    /// <param name="delay">Until it is written with: longer than the refresh of the other nodes; zero on a single node.</param>
    /// <param name="cancellationToken">Stops before the key is stored.</param>
    public Task<Result> RotateAsync(KeyPurpose purpose, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return AddNextAsync(
            LoadedKeys.Latest(_loaded.Symmetric, purpose.Name),
            purpose.Name,
            version => NewKey(purpose, version, _clock.Now.Plus(delay)),
            cancellationToken);
    }

    /// <inheritdoc cref="RotateAsync(KeyPurpose, TimeSpan, CancellationToken)"/>
    public Task<Result> RotateAsync(KeyPairPurpose purpose, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return AddNextAsync(
            LoadedKeys.Latest(_loaded.Pairs, purpose.Name),
            purpose.Name,
            version => NewPair(purpose, version, _clock.Now.Plus(delay)),
            cancellationToken);
    }

    public void Dispose()
    {
        _loaded.Dispose();
        _root.Dispose();
        _refreshing.Dispose();
    }

    private async Task<Result> AddNextAsync(int latest, string name, Func<int, WrappedKey> make, CancellationToken cancellationToken)
    {
        if (latest == 0)
            return new Error(CryptoErrors.KeyUnknown, ("key", name), ("version", 1));

        var added = await _store.TryAddAsync(make(latest + 1), cancellationToken);
        var refreshed = await RefreshAsync(cancellationToken);
        return refreshed.IsSuccess && !added
            ? new Error(CryptoErrors.KeyVersionTaken, ("key", name), ("version", latest + 1))
            : refreshed;
    }

    private WrappedKey NewKey(KeyPurpose purpose, int version, Instant activeFrom)
    {
        using var secret = SecretBytes.Random(_random, purpose.Size);
        var label = new WrappedKey(purpose.Name, version, WrappedKeyKind.Symmetric, activeFrom, default, default, default);
        return _root.Wrap(label, secret.Span, _random);
    }

    private WrappedKey NewPair(KeyPairPurpose purpose, int version, Instant activeFrom)
    {
        using var key = Sm2PrivateKey.Generate(_random);
        var point = key.PublicKey.Encoded.ToArray();
        var label = new WrappedKey(purpose.Name, version, WrappedKeyKind.KeyPair, activeFrom, default, point, default);
        return _root.Wrap(label, key.Scalar, _random);
    }
}
