using Guotu.Crypto.Fields;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Outbox;
using Guotu.Database.Rows;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Hosting.Pumps;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ImportLayer;
using Guotu.OneMap.PinLayer;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guotu.OneMap.Tests;

/// <summary>The module on a fresh database and an empty home.</summary>
internal sealed class OneMapBench : IAsyncDisposable
{
    public static readonly CancellationToken Never = CancellationToken.None;
    /// <summary>Somebody who reads layers, as the check that a test gives lets.</summary>
    public static readonly Caller Reader = new()
    {
        UserId = 7,
        Account = "wangxy",
        Name = "王秀英",
        OrganisationId = 3,
        OrganisationName = "窗口",
        RegionCode = "610724000000",
        Posts = new HashSet<string>(),
        Permissions = new HashSet<string>(),
        Scope = DataScope.WholeNode,
        Channel = "web",
        Address = "10.1.3.7",
    };

    private static readonly Actor Keeper = new(9, "liuhua", "刘华", 3, "cli", "local");
    private readonly OutboxWriter _outbox;
    private readonly ServiceProvider _services;
    private readonly KeyRing _ring;

    private OneMapBench(TestDatabase database, Action<IServiceCollection>? more, KeyRing ring)
    {
        (Database, _ring) = (database, ring);
        var ids = new NodeIdSource(Clock, 1);
        _outbox = new OutboxWriter(ids, new OutboxSubscriptions([]));
        Units = new UnitsOfWork(database.Connections, new ScopedSql(NeutralScript.AllScopedTables), Audit, _outbox, Clock, new NoFailpoints());
        Node = new NodeSettings
        {
            Home = Directory.CreateTempSubdirectory("guotu-onemap-").FullName,
            County = CountySettings.Xixiang,
            Database = database.Options,
            RootKeyFile = "/nonexistent",
            Demonstration = true,
        };
        var services = new ServiceCollection().AddSingleton<IUnitsOfWork>(Units).AddSingleton(Node).AddSingleton(Node.County)
            .AddSingleton<ILayerAccess>(Access).AddSingleton<IClock>(Clock).AddSingleton<IIdSource>(ids)
            .AddSingleton<IFileStore>(new FolderFileStore(Node.FilesFolder, ids, new NoFailpoints()));
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(_ => HomeClaim.Take(Node)).AddSingleton<IStagedUploads>(Uploads).AddSingleton<ICallers>(Callers);
        services.AddSingleton(new RowWriter(new FieldProtector(ring, new SystemRandomSource())));
        new OneMapModule().AddServices(services, Node);
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public FixedClock Clock { get; } = new();

    public KeptAudit Audit { get; } = new();

    public GivenSights Access { get; } = new();

    public GivenUploads Uploads { get; } = new();

    public GivenCallers Callers { get; } = new();

    public UnitsOfWork Units { get; }

    public NodeSettings Node { get; }

    public static Task<OneMapBench> OpenAsync(string provider, int digestWholeUpTo) =>
        OpenAsync(provider, services => services.AddSingleton(new PinSettings(digestWholeUpTo)));

    /// <summary>With services that stand in place of the module's.</summary>
    public static async Task<OneMapBench> OpenAsync(string provider, Action<IServiceCollection>? more = null) =>
        new(await TestDatabase.CreateAsync(provider), more, await TestKeys.OpenAsync());

    public static CommandContext Command(string name = "onemap.layer.import") => new(Keeper, DataScope.WholeNode, name);

    public T The<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<Result<LayerRevision>> ImportAsync(string layer, params NewFeature[] features) =>
        The<ILayerImport>().ImportAsync(Command(), new LayerImport(layer, new DateOnly(2025, 12, 31), "测试.geojson"), features.AsStream(Never), Never);

    public Task<Result<PinnedLayer>> PinAsync(string layer, GridEnvelope envelope, int? revision = null) =>
        The<ILayerPins>().PinAsync(new PinRequest(layer, envelope, ((IClock)Clock).Today) { Revision = revision }, Never);

    /// <summary>Changes rows as someone with the database's password would.</summary>
    public async Task BehindTheBackAsync(string statement)
    {
        await using var connection = await Database.Connections.OpenAsync(Never);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Never));
    }

    public async Task<long> CountAsync(string table)
    {
        await using var session = await Units.ReadAsync(DataScope.WholeNode, Never);
        return await session.ScalarAsync<long>($"SELECT COUNT(*) AS row_total FROM {table}", null, Never);
    }

    public async Task<string> TextAsync(string query)
    {
        await using var session = await Units.ReadAsync(DataScope.WholeNode, Never);
        return await session.ScalarAsync<string>(query, null, Never);
    }

    public async ValueTask DisposeAsync()
    {
        _ring.Dispose();
        await _services.DisposeAsync();
        _outbox.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(Node.Home, recursive: true);
    }

    internal sealed class KeptAudit : IAuditPort
    {
        public List<AuditEntry> Written { get; } = [];

        public List<string> Refused { get; } = [];

        public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
        {
            Written.AddRange(entries);
            return Task.CompletedTask;
        }

        public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct)
        {
            Refused.Add(error.Code.Value);
            return Task.CompletedTask;
        }
    }
}
