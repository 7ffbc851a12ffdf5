using System.Collections.Immutable;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Keys;

/// <summary>An unwrapped key with the time from which it is written with.</summary>
internal sealed record LoadedKey<T>(int Version, Instant ActiveFrom, T Key);

/// <summary>The unwrapped keys of one moment; a refresh gives the next one, which shares what was unwrapped already.</summary>
internal sealed class LoadedKeys(
    ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<VersionedKey>>> symmetric,
    ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<VersionedKeyPair>>> pairs)
{
    public static LoadedKeys None { get; } = new(
        ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<VersionedKey>>>.Empty,
        ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<VersionedKeyPair>>>.Empty);

    public ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<VersionedKey>>> Symmetric => symmetric;

    public ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<VersionedKeyPair>>> Pairs => pairs;

    public static Result<T> Version<T>(ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<T>>> keys, string name, int version) =>
        keys.TryGetValue(name, out var versions) && versions.TryGetValue(version, out var loaded)
            ? loaded.Key
            : Unknown(name, version);

    /// <summary>The highest stored version; 0 where there is none.</summary>
    public static int Latest<T>(ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<T>>> keys, string name) =>
        keys.TryGetValue(name, out var versions) ? versions.Keys.Max() : 0;

    public static Result<T> Current<T>(
        ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<T>>> keys,
        string name,
        Instant now)
    {
        var current = keys.TryGetValue(name, out var versions)
            ? versions.Values.LastOrDefault(k => k.ActiveFrom <= now)
            : null;
        return current is null ? Unknown(name, 1) : current.Key;
    }

    /// <summary>These keys and those of the records that are new; on a refusal what was unwrapped for it is zeroed.</summary>
    public Result<LoadedKeys> With(IReadOnlyList<WrappedKey> records, RootKey root, AttachedDevice device)
    {
        var added = None;
        var next = this;
        foreach (var record in records.Where(r => !IsLoaded(r)))
        {
            var unwrapped = root.Unwrap(record);
            var one = unwrapped.IsSuccess ? Of(record, unwrapped.Value, device) : unwrapped.Error!;
            if (!one.IsSuccess)
            {
                added.Dispose();
                return one;
            }

            added = added.Joined(record, one.Value);
            next = next.Joined(record, one.Value);
        }

        return next;
    }

    public void Dispose()
    {
        foreach (var key in symmetric.Values.SelectMany(v => v.Values))
            key.Key.Secret.Dispose();

        foreach (var key in pairs.Values.SelectMany(v => v.Values))
            key.Key.Release();
    }

    /// <summary>The keys of one record. The public key stored in clear must be that of the private key.</summary>
    private static Result<LoadedKeys> Of(WrappedKey record, SecretBytes secret, AttachedDevice device)
    {
        if (record.Kind == WrappedKeyKind.Symmetric)
            return new LoadedKeys(Add(None.Symmetric, record, new VersionedKey(record.Version, secret)), None.Pairs);

        using var hidden = secret;
        VersionedKeyPair? pair = record.Kind == WrappedKeyKind.DeviceKeyPair ? InDevice(record, hidden, device) : Held(record, hidden);
        return pair is null
            ? new Error(CryptoErrors.WrappedKeyDamaged, ("key", record.Name), ("version", record.Version))
            : new LoadedKeys(None.Symmetric, Add(None.Pairs, record, pair));
    }

    private static HeldKeyPair? Held(WrappedKey record, SecretBytes scalar)
    {
        var key = Sm2PrivateKey.FromScalar(scalar.Span);
        return record.Kind == WrappedKeyKind.KeyPair && key.IsSuccess && key.Value.PublicKey.Encoded.SequenceEqual(record.PublicKey.Span)
            ? new HeldKeyPair(record.Version, key.Value)
            : null;
    }

    private static DeviceKeyPair? InDevice(WrappedKey record, SecretBytes place, AttachedDevice device) =>
        DeviceKeyIndex.Read(place.Span) is { } index && Sm2PublicKey.FromPoint(record.PublicKey.Span) is { IsSuccess: true } key
            ? new DeviceKeyPair(record, key.Value, index, device)
            : null;

    private static ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<T>>> Add<T>(
        ImmutableDictionary<string, ImmutableSortedDictionary<int, LoadedKey<T>>> keys,
        WrappedKey record,
        T key)
    {
        var versions = keys.GetValueOrDefault(record.Name, ImmutableSortedDictionary<int, LoadedKey<T>>.Empty);
        return keys.SetItem(record.Name, versions.SetItem(record.Version, new LoadedKey<T>(record.Version, record.ActiveFrom, key)));
    }

    private LoadedKeys Joined(WrappedKey record, LoadedKeys one) => record.Kind == WrappedKeyKind.Symmetric
        ? new LoadedKeys(Add(symmetric, record, one.Symmetric[record.Name][record.Version].Key), pairs)
        : new LoadedKeys(symmetric, Add(pairs, record, one.Pairs[record.Name][record.Version].Key));

    private static Error Unknown(string name, int version) => new(CryptoErrors.KeyUnknown, ("key", name), ("version", version));

    private bool IsLoaded(WrappedKey record) => record.Kind == WrappedKeyKind.Symmetric
        ? symmetric.TryGetValue(record.Name, out var versions) && versions.ContainsKey(record.Version)
        : pairs.TryGetValue(record.Name, out var pairVersions) && pairVersions.ContainsKey(record.Version);
}
