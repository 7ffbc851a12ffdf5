using System.Globalization;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Keys;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageKeys;

/// <inheritdoc cref="IKeyAdministration"/>
internal sealed class KeyCommands(IUnitsOfWork units, KeyRing ring, IKeySource source, IRandomSource random) : IKeyAdministration
{
    public string RootId => ring.RootId;

    public IReadOnlyList<KeyLine> List() => [.. ring.List().OrderBy(k => k.Kind != WrappedKeyKind.Symmetric).ThenBy(k => k.Name, StringComparer.Ordinal).ThenBy(k => k.Version)];

    public Task<Result<KeyLine>> RotateAsync(CommandContext context, string name, TimeSpan delay, CancellationToken ct) =>
        AddAsync(context, new NextKey(name, () => ring.PrepareNext(name, delay), "identity.key.rotate", "更换密钥"), ct);

    public Task<Result<KeyLine>> UseDeviceAsync(CommandContext context, string name, uint index, TimeSpan delay, CancellationToken ct) => AddAsync(
        context,
        new NextKey(name, () => ring.PrepareInDevice(name, index, delay), "identity.key.device-use", $"改由密码设备 {index.ToString(CultureInfo.InvariantCulture)} 号密钥签名:"),
        ct);

    /// <summary>The next version of a signing key as one that the root key protects. Only <see cref="LeaveSigningDevice"/> calls it, with a second person.</summary>
    public Task<Result<WrappedKey>> LeaveDeviceAsync(IUnitOfWork work, string name, TimeSpan delay, CancellationToken ct) =>
        StoreAsync(work, new NextKey(name, () => ring.PrepareHeld(name, delay), "identity.key.device-leave", "不再由密码设备签名:"), ct);

    /// <summary>
    /// Makes a new root key, or takes the one that was prepared, and wraps every key under it; running nodes follow by themselves. Held again
    /// after it was cut off, it goes on from where it was. Only <see cref="ChangeRootKey"/> calls it, with a second person.
    /// </summary>
    /// <param name="expected">The root key that was approved to go: where another one holds already, nothing is done.</param>
    public async Task<Result<RootChange>> ChangeRootAsync(CommandContext context, string expected, CancellationToken ct)
    {
        if (source is not IChangeableKeySource changeable)
        {
            return NotChangeable();
        }

        if ((await ring.RefreshAsync(ct)).Error is { } closed)
        {
            return closed;
        }

        if (ring.RootId != expected)
        {
            return new RootChange(expected, ring.RootId, 0);
        }

        if (changeable.PrepareNext(random).Error is { } unprepared)
        {
            return unprepared;
        }

        var read = changeable.ReadNext();
        if (read.Error is { } unread)
        {
            return unread;
        }

        using var secret = read.Value;
        using var next = new RootKey(secret);
        var changed = await units.RunAsync(context, (work, token) => RewrapAsync(work, expected, next, token), ct);
        if (changed.Error is { } refused)
        {
            return refused;
        }

        // The stored keys are under the next one now; whatever stops here, it is found by its id.
        if (changeable.AdoptNext().Error is { } unadopted)
        {
            return unadopted;
        }

        return (await ring.RefreshAsync(ct)).Error is { } late ? late : changed;
    }

    public Task<Result> RecordSharingAsync(CommandContext context, IReadOnlyList<string> holders, CancellationToken ct) =>
        RecordAsync(context, new AuditEntry("identity.key.share", "root-key", ring.RootId, "分存根密钥,三名保管人:" + string.Join('、', holders)), ct);

    public Task<Result> RecordDeviceAsync(CommandContext context, string library, CancellationToken ct) =>
        RecordAsync(context, new AuditEntry("identity.key.device", "root-key", ring.RootId, "根密钥交密码设备保护,设备库:" + library), ct);

    public static Error NotChangeable() => new(CryptoErrors.RootKeyNotChangeable, ("source", "系统凭据或密码设备"));

    private async Task<Result<KeyLine>> AddAsync(CommandContext context, NextKey next, CancellationToken ct)
    {
        // What other nodes made since, and the root key if it was changed.
        if ((await ring.RefreshAsync(ct)).Error is { } closed)
        {
            return closed;
        }

        var rotated = await units.RunAsync<WrappedKey>(context, (work, token) => StoreAsync(work, next, token), ct);
        if (rotated.Error is { } refused)
        {
            return refused;
        }

        return (await ring.RefreshAsync(ct)).Error is { } unread
            ? unread
            : ring.List().Single(k => k.Name == next.Name && k.Version == rotated.Value.Version);
    }

    private Task<Result> RecordAsync(CommandContext context, AuditEntry entry, CancellationToken ct) => units.RunAsync(
        context,
        (work, _) =>
        {
            work.Audit(entry);
            return Task.FromResult(Result.Done);
        },
        ct);

    private static async Task<Result<WrappedKey>> StoreAsync(IUnitOfWork work, NextKey next, CancellationToken ct)
    {
        var prepared = next.Prepare();
        if (prepared.Error is { } unknown)
        {
            return unknown;
        }

        var key = prepared.Value;
        if (!await WrappedKeyTable.TryAddAsync(work, key, ct))
        {
            return new Error(CryptoErrors.KeyVersionTaken, ("key", next.Name), ("version", key.Version));
        }

        var version = key.Version.ToString(CultureInfo.InvariantCulture);
        work.Audit(new AuditEntry(next.Kind, "key", $"{next.Name}/{version}", $"{next.Summary} {next.Name},新版本 {version}")
        {
            After = JsonSerializer.Serialize(new { name = next.Name, version = key.Version, activeFrom = key.ActiveFrom.ToString(), inDevice = key.Kind == WrappedKeyKind.DeviceKeyPair }),
        });
        return key;
    }

    private async Task<Result<RootChange>> RewrapAsync(IUnitOfWork work, string expected, RootKey next, CancellationToken ct)
    {
        // Of two who carry on at once the second waits here, and then finds the keys under another root key than the one that was to go.
        if (await WrappedKeyTable.HeldUnderAsync(work, ct) is { } held && held != expected)
        {
            return new Error(KernelErrors.ChangedMeanwhile, ("what", "根密钥"));
        }

        var (before, after) = (ring.RootId, Convert.ToHexString(next.Id).ToLowerInvariant());
        Result<int> rewrapped = before == after
            ? ring.List().Count
            : await WrappedKeyTable.RewrapAllAsync(work, key => ring.Rewrap(key, next), ct);
        if (rewrapped.Error is { } refused)
        {
            return refused;
        }

        work.Audit(new AuditEntry("identity.key.root", "root-key", after, "更换根密钥,全部密钥改由新的根密钥保护")
        {
            Before = JsonSerializer.Serialize(new { root = before }),
            After = JsonSerializer.Serialize(new { root = after, keys = rewrapped.Value }),
        });
        return new RootChange(before, after, rewrapped.Value);
    }

    /// <summary>A version of a key to be stored with its record.</summary>
    private sealed record NextKey(string Name, Func<Result<WrappedKey>> Prepare, string Kind, string Summary);
}
