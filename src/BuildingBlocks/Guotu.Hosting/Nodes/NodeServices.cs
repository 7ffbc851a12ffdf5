using Guotu.Crypto.Fields;
using Guotu.Crypto.Hardware;
using Guotu.Crypto.Keys;
using Guotu.Database.Files;
using Guotu.Database.Keys;
using Guotu.Database.Nodes;
using Guotu.Database.Outbox;
using Guotu.Database.Rows;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Pumps;
using Guotu.Hosting.Settings;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Hosting.Nodes;

/// <summary>Wires a node: the building blocks that every host needs, and the modules it is given.</summary>
public static class NodeServices
{
    public static IServiceCollection AddNode(this IServiceCollection services, NodeSettings node, IReadOnlyList<IModule> modules)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(modules);
        services.AddSingleton(node);
        services.AddSingleton(node.County);
        services.AddSingleton(modules);
        services.AddSingleton<IEnumerable<IModule>>(modules);
        services.AddSingleton<PermissionCatalogue>();
        services.AddSingleton<IAccessDecisions, AccessDecisions>();
        services.AddSingleton<AccessReach>();
        services.AddSingleton<IReachPart, UseCaseReach>();
        services.AddSingleton<LabelRefusals>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IClock, SystemClock>();
        services.AddSingleton<IRandomSource, SystemRandomSource>();
        services.AddSingleton(_ => FailpointsOf(node));
        AddDatabase(services, node);
        AddKeys(services, node);
        AddSettings(services);
        AddWatching(services);
        services.AddSingleton<IFileStore>(p => new FolderFileStore(node.FilesFolder, p.GetRequiredService<IIdSource>(), p.GetRequiredService<IFailpoints>()));
        foreach (var module in modules)
        {
            module.AddServices(services, node);
        }

        return services;
    }

    /// <summary>The background work of a node, in the one process that serves the platform: outbox, and what the modules bring.</summary>
    public static IServiceCollection AddNodePumps(this IServiceCollection services, IReadOnlyList<IModule> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        services.AddHostedService<OutboxPump>();
        foreach (var module in modules)
        {
            module.AddPumps(services);
        }

        return services;
    }

    /// <summary>What every process that stays up does for itself: takes in new keys, writes down what it refused by label.</summary>
    public static IServiceCollection AddProcessUpkeep(this IServiceCollection services) => services.AddHostedService<KeyRefresh>().AddHostedService<LabelRefusalPump>();

    /// <summary>Registers a consumer and its subscription.</summary>
    public static IServiceCollection AddConsumer<TConsumer>(this IServiceCollection services, string topic, string consumerName)
        where TConsumer : class, IOutboxConsumer
    {
        services.AddSingleton<IOutboxConsumer, TConsumer>();
        return services.AddSingleton(new OutboxSubscription(topic, consumerName));
    }

    private static void AddDatabase(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton<IConnectionSource>(_ => new ConnectionSource(node.Database));
        services.AddSingleton(_ => new ScopedSql(NeutralScript.AllScopedTables));
        services.AddSingleton<SchemaUpgrade>();
        services.AddSingleton(p => HomeClaim.Take(p.GetRequiredService<NodeSettings>()));
        services.AddSingleton(_ => new NodeLease($"{Environment.MachineName}:{Environment.ProcessId}", ProgramVersion.Text));
        services.AddSingleton(p => new LeaseStanding(p.GetRequiredService<IClock>(), LeaseLapse.Stop));
        services.AddSingleton<NodeEnd>();
        services.AddSingleton<LeasedIdSource>();
        services.AddSingleton<IIdSource>(p => p.GetRequiredService<LeasedIdSource>());
        services.AddSingleton<OutboxSubscriptions>();
        services.AddSingleton<OutboxWriter>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<IUnitsOfWork, UnitsOfWork>();
        services.AddHostedService<NodeLeaseKeeper>();
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSingleton<SettingStore>();
        services.AddSingleton<ISettings>(p => p.GetRequiredService<SettingStore>());
        services.AddSingleton<SettingCatalogue>();
        services.AddSingleton<IProtectedRows>(ProtectedRows<SettingChange>.Plain(SettingChange.Table, r => r.ChangeId, r => r.RowMac, r => r.Values));
    }

    private static void AddWatching(IServiceCollection services)
    {
        services.AddSingleton<NodeWatch>();
        services.AddSingleton<PumpBoard>();
        services.AddSingleton<IStateSource, ProcessState>();
        services.AddSingleton<IStateSource, DatabaseState>();
        services.AddSingleton<IStateSource, DiskState>();
        services.AddSingleton<IStateSource, TimeSourceState>();
        services.AddSingleton<IStateSource, PumpState>();
        services.AddSingleton<OutboxState>();
        services.AddSingleton<IStateSource>(p => p.GetRequiredService<OutboxState>());
        services.AddSingleton<IStateSource, CalendarState>();
    }

    /// <summary>
    /// The ring is opened by whoever asks first, which is while the host starts and before any request: a node whose keys can not be opened
    /// does not start. The one place that waits for a task.
    /// </summary>
    private static void AddKeys(IServiceCollection services, NodeSettings node)
    {
        services.AddSingleton(_ => RootKeySources.Of(node));
        services.AddSingleton<IWrappedKeyStore, WrappedKeyTable>();
        services.AddSingleton(p =>
        {
            var opened = KeyRing.OpenAsync(
                p.GetRequiredService<IKeySource>(),
                p.GetRequiredService<IWrappedKeyStore>(),
                p.GetRequiredService<IRandomSource>(),
                p.GetRequiredService<IClock>(),
                CancellationToken.None).GetAwaiter().GetResult();
            var ring = opened.IsSuccess ? opened.Value : throw new KeysNotOpenException(opened.Error!);
            if (p.GetService<ISigningDevice>() is { } device)
            {
                ring.Attach(device);
            }

            return ring;
        });
        if (node.SigningDevice is { } signing)
        {
            services.AddSingleton<ISigningDevice>(_ => new SdfSigner(signing));
        }

        services.AddSingleton<SigningKeys>();
        services.AddSingleton<FieldProtector>();
        services.AddSingleton<RowWriter>();
        services.AddSingleton<ObjectSeals>();
        services.AddSingleton<RowProof>();
        services.AddSingleton<RowTallyKeeper>();
        services.AddSingleton<RowAdoption>();
        services.AddSingleton<ITallyMemory>(p => new TallyMemoryFile(
            p.GetRequiredService<NodeSettings>().ProtectedTablesFile, p.GetRequiredService<FieldProtector>(), p.GetRequiredService<IClock>()));
    }

    /// <summary>Failpoints kill the process; only a demonstration node may be killed on purpose.</summary>
    private static IFailpoints FailpointsOf(NodeSettings node)
    {
        var setting = Environment.GetEnvironmentVariable("GUOTU_FAILPOINT");
        return node.Demonstration ? KillFailpoints.FromSetting(setting) : new NoFailpoints();
    }
}
