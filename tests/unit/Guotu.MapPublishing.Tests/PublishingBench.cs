using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing.Grants;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing.Tests;

/// <summary>The module beside the one map, on a fresh database, with a county of two roles.</summary>
internal sealed class PublishingBench : IAsyncDisposable, IRoles, IAuditPort, ICallers, IPeople
{
    public const string Layer = "YJJBNT";
    public static readonly CancellationToken Never = CancellationToken.None;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly NodeSettings _node;

    private PublishingBench(TestDatabase database, string home)
    {
        _database = database;
        _node = new NodeSettings
        {
            Home = home,
            County = CountySettings.Xixiang,
            Database = database.Options,
            RootKeyFile = Path.Combine(home + ".keys", "root.key"),
            Demonstration = true,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNode(_node, [new OneMapModule(), new MapPublishingModule()]);
        services.AddSingleton<IClock>(Clock).AddSingleton<IIdSource>(new NodeIdSource(Clock, 1)).AddSingleton<IAuditPort>(this).AddSingleton<IRoles>(this).AddSingleton<ICallers>(this).AddSingleton<IPeople>(this).AddSingleton<IExportRegister>(Exports);
        _services = services.BuildServiceProvider();
    }

    public FixedClock Clock { get; } = new();

    public TakenDown Exports { get; } = new();

    public List<string> Audited { get; } = [];

    public static async Task<PublishingBench> OpenAsync(string provider)
    {
        var bench = new PublishingBench(await TestDatabase.CreateAsync(provider), Directory.CreateTempSubdirectory("guotu-publishing").FullName);
        Assert.True(new FileKeySource(bench._node.RootKeyFile, bench._node.Home).Create(new SystemRandomSource()).IsSuccess);
        Assert.True((await bench.The<KeyRing>().CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, Never)).IsSuccess);
        return bench;
    }

    public T The<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static Caller Holder(params string[] roles) => new()
    {
        UserId = 7,
        Account = "lijg",
        Name = "李建国",
        OrganisationId = 3,
        OrganisationName = "用途管制股",
        RegionCode = "610724000000",
        Posts = new HashSet<string>(),
        Permissions = new HashSet<string> { "onemap.view" },
        Roles = roles.ToHashSet(),
        Scope = DataScope.WholeNode,
        Channel = "web",
        Address = "10.1.3.7",
    };

    /// <summary>A holder of roles with a label.</summary>
    public static Caller Cleared(int level, params string[] roles) => Holder(roles) with { Clearance = SecurityLabel.Of(level, []) };

    public static CommandContext Command(string name) => new(new Actor(9, "hej", "何军", 3, "web", "10.1.3.9"), DataScope.WholeNode, name);

    /// <summary>Squares of 100 m in a row, numbered from 1 in their key.</summary>
    public Task ImportAsync(int count, int first = 0) => ImportAsync([.. Enumerable.Range(first, count).Select(i => Patches.Square(i).Shape)], first);

    /// <summary>Figures, numbered in their key.</summary>
    public async Task ImportAsync(IReadOnlyList<GridMultiPolygon> figures, int first = 0, SecurityLabel? label = null)
    {
        var layer = The<ILayerCatalogue>().Find(Layer)!;
        var import = new LayerImport(Layer, new DateOnly(2025, 12, 31), $"第{The<IIdSource>().Next()}批.geojson") { Label = label ?? SecurityLabel.Lowest };
        var imported = await The<ILayerImport>().ImportAsync(Command("onemap.layer.import"), import, Rows(first, figures), Never);
        Assert.True(imported.IsSuccess, imported.Error?.Text);
        Assert.Equal(Layer, layer.Code);
    }

    public async Task<LayerGrantView> GrantAsync(string role, string layer, Func<LayerGrantBody, LayerGrantBody> terms)
    {
        var made = await The<GrantCommands>().GrantAsync(Command(GrantCommands.GrantKind), terms(new LayerGrantBody(role, layer, false, null, null, null, null, 0)), Never);
        Assert.True(made.IsSuccess, made.Error?.Text);
        return made.Value;
    }

    /// <summary>Keys of the features that a caller is shown; null where the layer does not exist for the caller.</summary>
    public async Task<IReadOnlyList<string?>?> SeenAsync(Caller caller)
    {
        var opened = await The<IPublishedLayers>().OpenAsync(caller, Layer, null, Never);
        if (!opened.IsSuccess)
        {
            Assert.Equal("SYS-0002", opened.Error!.Code.Value);
            return null;
        }

        var place = opened.Value.Columns.ToList().IndexOf("TBBH");
        return [.. opened.Value.Walk(null, long.MinValue).Select(f => f.Value.Attributes[place])];
    }

    /// <summary>Holds the right to write.</summary>
    public Task<IDisposable> EnterWriterAsync() => The<Database.Sessions.IConnectionSource>().EnterWriterAsync(Never);

    /// <summary>Changes rows as someone with the database's password would.</summary>
    public async Task BehindTheBackAsync(string statement) => Assert.NotEqual(0, await DefineAsync(statement));

    /// <summary>A statement that changes no rows.</summary>
    public async Task<int> DefineAsync(string statement)
    {
        await using var connection = await _database.Connections.OpenAsync(Never);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        return await command.ExecuteNonQueryAsync(Never);
    }

    public Task<IReadOnlyList<Role>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Role>>(
    [
        new Role("officer", "经办", new HashSet<string> { "onemap.view" }),
        new Role("security", "安全保密管理", new HashSet<string>()),
        new Role("town", "镇所", new HashSet<string> { "onemap.view" }),
    ]);

    public Task<Result<Caller>> OfAccountAsync(long userId, string channel, string address, CancellationToken ct) => Task.FromResult<Result<Caller>>(
        Holder("officer") with { UserId = userId, Channel = channel, Address = address, Permissions = new HashSet<string> { "onemap.view", "cases.read" } });

    public Task<Person?> FindAsync(long userId, CancellationToken ct) => Task.FromResult<Person?>(null);

    public Task<Person?> FindByAccountAsync(string account, CancellationToken ct) => Task.FromResult<Person?>(null);

    public Task<IReadOnlyList<Person>> HoldersAsync(string postCode, long? organisationId, CancellationToken ct) => Task.FromResult<IReadOnlyList<Person>>([]);

    public Task<IReadOnlyDictionary<long, string>> NamesAsync(IReadOnlyCollection<long> userIds, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<long, string>>(userIds.ToDictionary(u => u, _ => "何军"));

    public Task<Organisation?> FindOrganisationAsync(string code, CancellationToken ct) => Task.FromResult<Organisation?>(null);

    public Task<Organisation?> FindOrganisationAsync(long organisationId, CancellationToken ct) => Task.FromResult<Organisation?>(null);

    public Task<IReadOnlyList<Organisation>> OrganisationsAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Organisation>>([]);

    public Task<IReadOnlyDictionary<string, string>> PostNamesAsync(CancellationToken ct) => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        Audited.AddRange(entries.Select(e => e.Kind));
        return Task.CompletedTask;
    }

    public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct)
    {
        Audited.Add("refused " + error.Code.Value);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_node.Home, recursive: true);
        Directory.Delete(_node.Home + ".keys", recursive: true);
    }

    private static async IAsyncEnumerable<NewFeature> Rows(int first, IReadOnlyList<GridMultiPolygon> figures)
    {
        await Task.CompletedTask;
        for (var i = first; i < first + figures.Count; i++)
        {
            yield return new NewFeature(figures[i - first], new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["BSM"] = $"6107242005{i:00000000}",
                ["YSDM"] = "2005010300",
                ["XZQDM"] = "610724101000",
                ["XZQMC"] = "杨河镇",
                ["YJJBNTTBBH"] = $"610724101{i:000000}",
                ["TBBH"] = $"{i:00000000}",
                ["DLBM"] = i % 2 == 0 ? "0101" : "0103",
                ["DLMC"] = "水田",
                ["QSXZ"] = "30",
                ["YJJBNTTBMJ"] = "10000.00",
                ["YJJBNTMJ"] = "10000.00",
                ["WDGD"] = "1",
                ["SJNF"] = "2025",
                ["BHKSSJ"] = "2022-10-14",
            });
        }
    }
}
