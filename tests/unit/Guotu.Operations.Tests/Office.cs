using Guotu.Audit;
using Guotu.Crypto.Keys;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Settings;
using Guotu.Identity;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Operations.Tests;

/// <summary>A node with its three administrators, whose acts are audited for good.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly string _home;
    private readonly ServiceProvider _services;

    private Office(TestDatabase database, string home, ISettingSource? declared)
    {
        (_database, _home) = (database, home);
        Node = new NodeSettings
        {
            Home = home,
            County = CountySettings.Xixiang,
            Database = database.Options,
            RootKeyFile = Path.Combine(home + ".keys", "root.key"),
            Demonstration = true,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNode(Node, [new IdentityModule(), new AuditModule(), new OperationsModule()]);
        services.AddSingleton<IClock>(Clock).AddSingleton<IIdSource>(new NodeIdSource(Clock, 1));
        if (declared is not null)
        {
            services.AddSingleton(declared);
        }

        _services = services.BuildServiceProvider();
    }

    public NodeSettings Node { get; }

    public FixedClock Clock { get; } = new();

    public static async Task<Office> OpenAsync(string provider, ISettingSource? declared = null)
    {
        var office = new Office(await TestDatabase.CreateAsync(provider), Directory.CreateTempSubdirectory("guotu-operations").FullName, declared);
        Assert.True(new FileKeySource(office.Node.RootKeyFile, office.Node.Home).Create(new SystemRandomSource()).IsSuccess);
        Assert.True((await office.Get<KeyRing>().CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, CancellationToken.None)).IsSuccess);
        var setup = office.Get<IIdentitySetup>();
        var made = await setup.RunAsync(Administrators(setup.Demonstration), CancellationToken.None);
        Assert.True(made.IsSuccess, made.Error?.Text);
        return office;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<CommandContext> AsAsync(string account, string command)
    {
        var person = await Get<IPeople>().FindByAccountAsync(account, CancellationToken.None);
        var caller = (await Get<ICallers>().OfAccountAsync(person!.Id, "web", "10.1.3.7", CancellationToken.None)).Value;
        return new CommandContext(caller.Actor, DataScope.WholeNode, command);
    }

    /// <summary>What somebody does behind the platform's back.</summary>
    public async Task<int> TamperAsync(string statement)
    {
        await using var connection = await _database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
        Directory.Delete(_home + ".keys", recursive: true);
    }

    /// <summary>Each account costs the time of a password.</summary>
    private static string Administrators(string staffing)
    {
        string[] kept = ["sysadmin", "secadmin", "auditor"];
        return string.Join('\n', staffing.Split('\n').Where(l => !l.Contains("account:", StringComparison.Ordinal) || kept.Any(k => l.Contains($"account: {k},", StringComparison.Ordinal))));
    }
}
