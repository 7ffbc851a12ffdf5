using System.Text;
using Guotu.ComplianceReview.Contracts;
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
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.ComplianceReview.Tests;

/// <summary>The module as it runs on a node, over hand-made layers: an officer's desk.</summary>
internal sealed class ReviewDesk : IAsyncDisposable
{
    /// <summary>South-west corner of the plain where everything lies, on the grid.</summary>
    public static readonly GridPoint Corner = new(364_785_000_000, 36_505_530_000);

    private readonly TestDatabase _database;
    private readonly string _home;
    private readonly KeyRing _ring;
    private readonly ServiceProvider _services;

    private ReviewDesk(TestDatabase database, string home, KeyRing ring)
    {
        _database = database;
        _home = home;
        _ring = ring;
        _services = Wire();
        Files = _services.GetRequiredService<IFileStore>();
        Units = _services.GetRequiredService<IUnitsOfWork>();
        Reviews = _services.GetRequiredService<IReviews>();
    }

    public HandMadeLayers Layers { get; } = new();

    public GivenLabels Labels { get; } = new();

    public FixedClock Clock { get; } = new();

    public KeptAudit Audit { get; } = new();

    public IFileStore Files { get; }

    public IUnitsOfWork Units { get; }

    public IReviews Reviews { get; }

    public static async Task<ReviewDesk> OpenAsync(string provider)
    {
        var home = Directory.CreateTempSubdirectory("guotu-review").FullName;
        var source = new FileKeySource(Path.Combine(home + ".keys", "root.key"), home);
        Assert.True(source.Create(new SystemRandomSource()).IsSuccess);
        var clock = new FixedClock();
        var ring = (await KeyRing.OpenAsync(source, new KeysInMemory(), new SystemRandomSource(), clock, CancellationToken.None)).Value;
        Assert.True((await ring.CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, CancellationToken.None)).IsSuccess);
        var desk = new ReviewDesk(await TestDatabase.CreateAsync(provider), home, ring);
        desk.LayCounty();
        return desk;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A lot of 100 m × 100 m at an offset in metres from the corner of the plain, as the coordinate file staff have.</summary>
    public async Task<VerdictInput> LotAsync(int east, int north)
    {
        var (x, y) = (Corner.NorthMetres + north, Corner.EastMetres + east);
        var rows = new[] { (x + 100, y), (x + 100, y + 100), (x, y + 100), (x, y), (x + 100, y) };
        var text = new StringBuilder("[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n带号=36\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n");
        text.Append("5,1.0000,1,一号地块,面,,工业用地,,@\n");
        for (var i = 0; i < rows.Length; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"J{(i % 4) + 1},1,{rows[i].Item1:0.000},{rows[i].Item2:0.000}\n");
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var saved = await Files.SaveAsync(stream, "text/plain", 1 << 20, CancellationToken.None);
        return new VerdictInput(saved.Value.Digest, "parcel.txt", "asWritten", null);
    }

    public async Task<StoredReview> ReviewAsync(VerdictInput input, long? caseId = null, ReviewStage stage = ReviewStage.Manual)
    {
        var prepared = await Reviews.PrepareAsync(new ReviewRequest("land-preexamination", input, stage, caseId), CancellationToken.None);
        Assert.True(prepared.IsSuccess, prepared.Error?.Text);
        var id = await Units.RunAsync<long>(Command, (work, ct) => Reviews.StoreAsync(work, prepared.Value, ct), CancellationToken.None);
        Assert.True(id.IsSuccess, id.Error?.Text);
        return (await Reviews.FindAsync(id.Value, CancellationToken.None))!;
    }

    /// <summary>Changes rows behind the application's back.</summary>
    public async Task TamperAsync(string statement)
    {
        await using var connection = await _database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }

    public static CommandContext Command { get; } =
        new(new Actor(7, "lijg", "李建国", 3, "web", "10.1.3.7"), DataScope.WholeNode, "review.run");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _ring.Dispose();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
        Directory.Delete(_home + ".keys", recursive: true);
    }

    public static GridMultiPolygon Box(int east, int north, int width, int height) => RuleTests.Rectangle(
        Corner.East + (east * 10_000L), Corner.North + (north * 10_000L), width * 10_000L, height * 10_000L);

    /// <summary>A county of 10 km: paddy in the west, dry land in the east, farmland under protection in a strip, one red-line area.</summary>
    private void LayCounty()
    {
        Layers.Commit("XZQ", HandMadeLayers.Feature(1, Box(0, 0, 10_000, 10_000)));
        Layers.Commit("DLTB", HandMadeLayers.Feature(11, Box(0, 0, 5_000, 10_000), "0101"), HandMadeLayers.Feature(12, Box(5_000, 0, 5_000, 10_000), "0103"));
        Layers.Commit("YJJBNT", HandMadeLayers.Feature(21, Box(1_000, 0, 1_000, 10_000)));
        Layers.Commit("STBHHX", HandMadeLayers.Feature(31, Box(0, 9_000, 10_000, 1_000)));
        Layers.Commit("CZKFBJ", HandMadeLayers.Feature(41, Box(3_000, 3_000, 4_000, 4_000)));
        foreach (var layer in new[] { "YSXZ", "YDBP", "GDDK", "LSYD" })
        {
            Layers.Commit(layer, HandMadeLayers.Feature(51, Box(8_000, 100, 100, 100)));
        }
    }

    private ServiceProvider Wire()
    {
        var node = new NodeSettings
        {
            Home = _home,
            County = CountySettings.Xixiang,
            Database = _database.Options,
            RootKeyFile = "unused",
            Demonstration = true,
        };
        var services = new ServiceCollection();
        services.AddSingleton(node).AddSingleton(node.County).AddSingleton<IClock>(Clock);
        services.AddSingleton<IIdSource>(new NodeIdSource(Clock, 1)).AddSingleton<IFailpoints, NoFailpoints>();
        services.AddSingleton(_database.Connections).AddSingleton(new ScopedSql(NeutralScript.AllScopedTables));
        services.AddSingleton<IAuditPort>(Audit).AddSingleton<OutboxSubscriptions>().AddSingleton<OutboxWriter>().AddSingleton<IUnitsOfWork, UnitsOfWork>();
        services.AddSingleton<IFileStore>(p => new FolderFileStore(node.FilesFolder, p.GetRequiredService<IIdSource>(), new NoFailpoints()));
        services.AddSingleton(_ring).AddSingleton<SigningKeys>().AddSingleton(new RowWriter(new FieldProtector(_ring, new SystemRandomSource()))).AddSingleton<ObjectSeals>();
        services.AddSingleton<ILayerLabels>(Labels);
        services.AddSingleton<ILayerPins>(Layers).AddSingleton<ILayerCatalogue>(Layers).AddSingleton<ILandClasses>(Layers).AddSingleton<ILayerRevisionLock>(Layers).AddSingleton<IPositionDoubts>(Layers);
        new ComplianceReviewModule().AddServices(services, node);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true });
    }

    internal sealed class KeptAudit : IAuditPort
    {
        public List<AuditEntry> Written { get; } = [];

        public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
        {
            Written.AddRange(entries);
            return Task.CompletedTask;
        }

        public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct) => Task.CompletedTask;
    }

    private sealed class KeysInMemory : IWrappedKeyStore
    {
        private readonly List<WrappedKey> _keys = [];

        public Task<IReadOnlyList<WrappedKey>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<WrappedKey>>([.. _keys]);

        public Task<bool> TryAddAsync(WrappedKey key, CancellationToken cancellationToken)
        {
            _keys.Add(key);
            return Task.FromResult(true);
        }
    }
}
