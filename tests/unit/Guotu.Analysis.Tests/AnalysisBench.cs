using Guotu.Analysis.Jobs;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.MapPublishing;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Tests;
using Guotu.OneMap;
using Guotu.OneMap.Contracts;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Analysis.Tests;

/// <summary>The module beside the one map and its grants, on a fresh database; runs are worked off when a test says so.</summary>
internal sealed class AnalysisBench : IAsyncDisposable, IRoles, IAuditPort, ICallers
{
    public const string Layer = "YJJBNT";
    public static readonly CancellationToken Never = CancellationToken.None;
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly NodeSettings _node;

    private AnalysisBench(TestDatabase database, string home)
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
        services.AddNode(_node, [new OneMapModule(), new MapPublishingModule(), new AnalysisModule()]);
        services.AddSingleton<IClock>(Clock).AddSingleton<IIdSource>(new NodeIdSource(Clock, 1)).AddSingleton<IAuditPort>(this).AddSingleton<IRoles>(this).AddSingleton<ICallers>(this);
        services.AddSingleton(Limits).AddSingleton<IAnalysisOperator>(Endless).AddSingleton<IExportRegister>(new TakenDown());
        _services = services.BuildServiceProvider();
    }

    public FixedClock Clock { get; } = new();

    /// <summary>Small, so that a handful of rows is too many to be answered at once.</summary>
    public static JobLimits Limits { get; } = new() { AtOnce = new OperatorLimits(5, 1_000, 50), AtOnceTime = TimeSpan.FromSeconds(60), MostWaiting = 2 };

    public EndlessOperator Endless { get; } = new();

    /// <summary>People whose account is no longer theirs to use.</summary>
    public HashSet<long> Disabled { get; } = [];

    public List<string> Audited { get; } = [];

    public static async Task<AnalysisBench> OpenAsync(string provider)
    {
        var bench = new AnalysisBench(await TestDatabase.CreateAsync(provider), Directory.CreateTempSubdirectory("guotu-analysis-bench").FullName);
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

    public static CommandContext Command(string name) => new(new Actor(9, "hej", "何军", 3, "web", "10.1.3.9"), DataScope.WholeNode, name);

    /// <summary>Squares of 100 m in a row, numbered from 1 in their key.</summary>
    public async Task ImportAsync(int count, int first = 0)
    {
        var layer = The<ILayerCatalogue>().Find(Layer)!;
        var import = new LayerImport(Layer, new DateOnly(2025, 12, 31), $"第{The<IIdSource>().Next()}批.geojson");
        var imported = await The<ILayerImport>().ImportAsync(Command("onemap.layer.import"), import, Rows(first, count), Never);
        Assert.True(imported.IsSuccess, imported.Error?.Text);
        Assert.Equal(Layer, layer.Code);
    }

    public Task<Result<Caller>> OfAccountAsync(long userId, string channel, string address, CancellationToken ct) =>
        Task.FromResult(Disabled.Contains(userId) ? Result<Caller>.Refused(new Error(AccessErrors.NotSignedIn)) : Holder("officer") with { UserId = userId });

    /// <summary>Takes the layer from the role, or hides a field of it, or rows.</summary>
    public async Task GrantAsync(string role, bool hidden, string? rows, IReadOnlyList<string>? fields)
    {

        var body = new LayerGrantBody(role, Layer, hidden, rows, fields, null, null, 0);
        var made = await The<GrantCommands>().GrantAsync(Command(GrantCommands.GrantKind), body, Never);
        Assert.True(made.IsSuccess, made.Error?.Text);
    }

    /// <summary>Changes rows as someone with the database's password would.</summary>
    public async Task BehindTheBackAsync(string statement)
    {
        await using var connection = await _database.Connections.OpenAsync(Never);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Never));
    }

    public Task<IReadOnlyList<Role>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<Role>>(
    [
        new Role("officer", "经办", new HashSet<string> { "onemap.view" }),
        new Role("security", "安全保密管理", new HashSet<string>()),
        new Role("town", "镇所", new HashSet<string> { "onemap.view" }),
    ]);

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

    private static async IAsyncEnumerable<NewFeature> Rows(int first, int count)
    {
        await Task.CompletedTask;
        for (var i = first; i < first + count; i++)
        {
            yield return new NewFeature(SquaredPaper.Box(i * 100, 0, (i + 1) * 100, 100), new Dictionary<string, string>(StringComparer.Ordinal)
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
