using System.Security.Cryptography;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Keys;

/// <summary>
/// The node's keys (密钥环): symmetric keys and SM2 key pairs by purpose and version, unwrapped once and held in memory.
/// Reading is synchronous and by any thread. A missing key is a refusal: it is never made in passing, because that
/// would hide its deletion; <see cref="CreateMissingAsync"/> is the ceremony of a new node.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly IKeySource _source;
    private readonly IWrappedKeyStore _store;
    private readonly IRandomSource _random;
    private readonly IClock _clock;
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly List<RootKey> _formerRoots = [];
    private readonly AttachedDevice _device = new();
    private volatile LoadedKeys _loaded = LoadedKeys.None;
    private volatile RootKey _root;

    private KeyRing(RootKey root, IKeySource source, IWrappedKeyStore store, IRandomSource random, IClock clock)
    {
        _root = root;
        _source = source;
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
            read = await SecondTryAsync(source, store, read, cancellationToken);

        if (!read.IsSuccess)
            return read.Error!;

        using var root = read.Value;
        var ring = new KeyRing(new RootKey(root), source, store, random, clock);
        var refreshed = await ring.RefreshAsync(cancellationToken);
        if (refreshed.IsSuccess)
            return ring;

        ring.Dispose();
        return refreshed.Error!;
    }

    /// <summary>The device that pairs inside it sign with; once, before the first signature.</summary>
    public void Attach(ISigningDevice device) => _device.Device = device;

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
            var records = await _store.ListAsync(cancellationToken);
            if (FollowRoot(records) is { } unread)
                return unread;

            var read = _loaded.With(records, _root, _device);
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
        return RotateAsync(purpose.Name, delay, cancellationToken);
    }

    /// <inheritdoc cref="RotateAsync(KeyPurpose, TimeSpan, CancellationToken)"/>
    public Task<Result> RotateAsync(KeyPairPurpose purpose, TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return RotateAsync(purpose.Name, delay, cancellationToken);
    }

    /// <summary>The next version of a key, wrapped and not yet stored: for a caller that stores it with its audit record.</summary>
    /// <param name="name">Name of the purpose.</param>
    /// <param name="delay">Until it is written with.</param>
    public Result<WrappedKey> PrepareNext(string name, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(name);
        var from = _clock.Now.Plus(delay);
        if (LoadedKeys.Latest(_loaded.Pairs, name) is > 0 and var latestPair)
        {
            return _loaded.Pairs[name][latestPair].Key is DeviceKeyPair
                ? new Error(CryptoErrors.KeyInDevice, ("key", name))
                : NewPair(new KeyPairPurpose(name), latestPair + 1, from);
        }

        return LoadedKeys.Latest(_loaded.Symmetric, name) is > 0 and var latest
            ? NewKey(new KeyPurpose(name, _loaded.Symmetric[name][latest].Key.Secret.Length), latest + 1, from)
            : new Error(CryptoErrors.KeyUnknown, ("key", name), ("version", 1));
    }

    /// <summary>The next version of a signing key as a pair inside the device, which has proved that it signs; wrapped and not yet stored.</summary>
    /// <param name="name">Name of the purpose, one of <see cref="KeyPairPurpose.Signing"/> that has a key already.</param>
    /// <param name="index">Where the pair lies in the device, counted from 1.</param>
    /// <param name="delay">Until it is signed with.</param>
    public Result<WrappedKey> PrepareInDevice(string name, uint index, TimeSpan delay)
    {
        if (NextForSigning(name) is var next && !next.IsSuccess)
            return next.Error!;

        if (_device.Device is not { } device)
            return new Error(CryptoErrors.SigningDeviceMissing, ("key", name), ("version", next.Value));

        var key = DeviceKeyIndex.Try(device, name, index, _random);
        if (!key.IsSuccess)
            return key.Error!;

        var label = new WrappedKey(name, next.Value, WrappedKeyKind.DeviceKeyPair, _clock.Now.Plus(delay), default, key.Value.Encoded.ToArray(), default);
        return _root.Wrap(label, DeviceKeyIndex.Written(index), _random);
    }

    /// <summary>The next version of a signing key as a pair that the ring holds, whatever the present one is; wrapped and not yet stored.</summary>
    public Result<WrappedKey> PrepareHeld(string name, TimeSpan delay)
    {
        var next = NextForSigning(name);
        return next.IsSuccess ? NewPair(new KeyPairPurpose(name), next.Value, _clock.Now.Plus(delay)) : next.Error!;
    }

    /// <summary>A stored key under the next root key.</summary>
    public Result<WrappedKey> Rewrap(WrappedKey key, RootKey next) => _root.Rewrap(key, next, _random);

    /// <summary>Every version that is loaded, by name and version.</summary>
    public IReadOnlyList<KeyLine> List()
    {
        var (loaded, now) = (_loaded, _clock.Now);
        return
        [
            .. loaded.Symmetric.SelectMany(k => KeyLine.Of(k.Key, k.Value.Values, now)),
            .. loaded.Pairs.SelectMany(k => KeyLine.Of(k.Key, k.Value.Values, now)),
        ];
    }

    /// <summary>8 bytes of the root key's id in hexadecimal.</summary>
    public string RootId => Convert.ToHexString(_root.Id).ToLowerInvariant();

    public void Dispose()
    {
        _loaded.Dispose();
        _root.Dispose();
        _formerRoots.ForEach(r => r.Dispose());
        _refreshing.Dispose();
    }

    // Cut off in the middle of a change, the present file may be away while the stored keys name the next one.
    private static async Task<Result<SecretBytes>> SecondTryAsync(
        IKeySource source, IWrappedKeyStore store, Result<SecretBytes> first, CancellationToken cancellationToken)
    {
        if (source is not IChangeableKeySource)
            return first;

        var records = await store.ListAsync(cancellationToken);
        return records.Count == 0 ? first : source.ReadRootKey(records[0].RootId.Span);
    }

    /// <summary>Takes up the root key that the stored keys name, where it was changed since this ring was opened.</summary>
    private Error? FollowRoot(IReadOnlyList<WrappedKey> records)
    {
        if (records.Count == 0 || CryptographicOperations.FixedTimeEquals(records[0].RootId.Span, _root.Id))
            return null;

        var read = _source.ReadRootKey(records[0].RootId.Span);
        if (!read.IsSuccess)
            return read.Error!;

        using var root = read.Value;
        // Not disposed yet: another thread may be wrapping with it.
        _formerRoots.Add(_root);
        _root = new RootKey(root);
        return null;
    }

    private async Task<Result> RotateAsync(string name, TimeSpan delay, CancellationToken cancellationToken)
    {
        for (var again = true; ; again = false)
        {
            var next = PrepareNext(name, delay);
            if (!next.IsSuccess)
                return next.Error!;

            var added = await _store.TryAddAsync(next.Value, cancellationToken);
            var refreshed = await RefreshAsync(cancellationToken);
            if (!refreshed.IsSuccess || added)
                return refreshed;

            // Wrapped under a root key that another node changed meanwhile: once more, under the one of now.
            if (!again || CryptographicOperations.FixedTimeEquals(next.Value.RootId.Span, _root.Id))
                return new Error(CryptoErrors.KeyVersionTaken, ("key", name), ("version", next.Value.Version));
        }
    }

    private Result<int> NextForSigning(string name)
    {
        if (KeyPairPurpose.Signing.All(p => p.Name != name))
            return new Error(CryptoErrors.DeviceKeyOnlySigns, ("key", name));

        return LoadedKeys.Latest(_loaded.Pairs, name) is > 0 and var latest ? latest + 1 : new Error(CryptoErrors.KeyUnknown, ("key", name), ("version", 1));
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
