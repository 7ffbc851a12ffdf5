using Guotu.Crypto.Hardware;
using Guotu.Crypto.Keys;
using Guotu.Database.Keys;
using Guotu.Database.Sessions;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.Platform;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Cli.Examining;

/// <summary>All checks of a node, from the outside in: what needs a broken thing is named as not looked at.</summary>
internal sealed class NodeExamination
{
    private static readonly (string Name, string Title)[] NeedsKeysAndData =
        [("accounts", "账号"), ("audit", "审计封存"), ("audit-checkpoint", "最近的检查点"), ("audit-verification", "审计校验"), ("audit-collector", "检查点外送"), ("certificates", "人员证书"), ("outbox", "出件箱"), ("layers", "图层")];

    private readonly NodeSettings _node;
    private readonly SystemClock _clock = new(TimeProvider.System);

    public NodeExamination(NodeSettings node) => _node = ThatMakesNothing(node);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken ct)
    {
        List<Finding> findings = [.. new HomeChecks(_node).Run(), Finding.Of(new CalendarState(_clock).Look())];
        var connections = new ConnectionSource(_node.Database);
        var schema = await new SchemaCheck(connections, _clock).RunAsync(ct);
        findings.AddRange(schema);
        var usable = schema.All(f => f.Status == FindingStatus.Good);
        var keys = usable ? await KeysAsync(connections, ct) : Unknown("keys", "密钥");
        findings.Add(keys);
        if (keys.Status != FindingStatus.Good)
        {
            return [.. findings, .. NeedsKeysAndData.Select(c => Unknown(c.Name, c.Title))];
        }

        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNode(_node, GuotuModules.All);
        await using var provider = services.BuildServiceProvider();
        return [.. findings, .. await new ContentChecks(provider).RunAsync(ct)];
    }

    private static Finding Unknown(string name, string title) =>
        new(name, title, FindingStatus.Unknown, "先要解决上面的问题", WayOut: null);

    private async Task<Finding> KeysAsync(ConnectionSource connections, CancellationToken ct)
    {
        var source = RootKeySources.Of(_node);
        var opened = await KeyRing.OpenAsync(source, new WrappedKeyTable(connections), new SystemRandomSource(), _clock, ct);
        if (opened.Error is { } closed)
        {
            return Finding.Problem("keys", "密钥", closed.Text, closed.WayOut);
        }

        using var ring = opened.Value;
        using var device = _node.SigningDevice is { } settings ? new SdfSigner(settings) : null;
        if (device is not null)
        {
            ring.Attach(device);
        }

        var missing = KeyPurpose.All.Select(p => ring.Current(p).Error).Concat(KeyPairPurpose.All.Select(p => ring.Current(p).Error))
            .Concat(InDevice(ring)).FirstOrDefault(e => e is not null);
        return missing is null
            ? Finding.Good("keys", "密钥", $"根密钥可用,{KeyPurpose.All.Count + KeyPairPurpose.All.Count} 种用途的密钥都能打开")
            : Finding.Problem("keys", "密钥", missing.Text, missing.WayOut);
    }

    /// <summary>Each key inside the signing device signs once, for nobody.</summary>
    private static IEnumerable<Error?> InDevice(KeyRing ring) => ring.List()
        .Where(k => k is { Kind: WrappedKeyKind.DeviceKeyPair, Standing: KeyStanding.Current })
        .Select(k => ring.Current(new KeyPairPurpose(k.Name)).Value.Sign("guotu doctor"u8).Error);

    /// <summary>SQLite makes a missing file when it is opened; an examination must not.</summary>
    private static NodeSettings ThatMakesNothing(NodeSettings node) => node.Database.Provider != "sqlite"
        ? node
        : node with
        {
            Database = node.Database with
            {
                ConnectionString = new SqliteConnectionStringBuilder(node.Database.ConnectionString) { Mode = SqliteOpenMode.ReadWrite }.ToString(),
            },
        };
}
