using Guotu.Approval.StageFile;
using Guotu.ComplianceReview;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Approval.Tests;

/// <summary>A node with the real modules of the main job, before anything was taken in.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;
    private readonly string _home;

    private Office(TestDatabase database, string home)
    {
        (_database, _home) = (database, home);
        var node = new NodeSettings
        {
            Home = home,
            County = CountySettings.Xixiang,
            Database = database.Options,
            RootKeyFile = Path.Combine(home + ".keys", "root.key"),
            Demonstration = true,
        };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNode(node, [new OneMapModule(), new ComplianceReviewModule(), new ApprovalModule()]);
        services.AddSingleton<IClock>(Clock).AddSingleton<IIdSource>(new NodeIdSource(Clock, 1)).AddSingleton<IAuditPort>(Audit);
        _services = services.BuildServiceProvider();
        Node = node;
    }

    public NodeSettings Node { get; }

    public FixedClock Clock { get; } = new();

    public RecordedAudit Audit { get; } = new();

    public static async Task<Office> OpenAsync(string provider)
    {
        var office = new Office(await TestDatabase.CreateAsync(provider), Directory.CreateTempSubdirectory("guotu-approval").FullName);
        Assert.True(new FileKeySource(office.Node.RootKeyFile, office.Node.Home).Create(new SystemRandomSource()).IsSuccess);
        Assert.True((await office.Get<KeyRing>().CreateMissingAsync(KeyPurpose.All, KeyPairPurpose.All, CancellationToken.None)).IsSuccess);
        return office;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public CommandContext Command(string name = "approval.case.register", long user = 7) =>
        new(new Actor(user, "wangxy", "王秀英", 3, "web", "127.0.0.1"), DataScope.WholeNode, name);

    public Task<Result<StagedFile>> StageAsync(string name, byte[] content, long user = 7) =>
        Get<FileStaging>().StageAsync(Command("approval.file.stage", user), name, new MemoryStream(content), CancellationToken.None);

    public async Task<long> CountAsync(string table)
    {
        await using var session = await Get<IUnitsOfWork>().ReadAsync(DataScope.WholeNode, CancellationToken.None);
        return await session.ScalarAsync<long>($"SELECT COUNT(*) AS row_total FROM {table}", null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_home, recursive: true);
        Directory.Delete(_home + ".keys", recursive: true);
    }
}

/// <summary>Remembers what was recorded.</summary>
internal sealed class RecordedAudit : IAuditPort
{
    public List<string> Written { get; } = [];

    public List<string> Refused { get; } = [];

    public Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        Written.AddRange(entries.Select(e => e.Kind));
        return Task.CompletedTask;
    }

    public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct)
    {
        Refused.Add(error.Code.Value);
        return Task.CompletedTask;
    }
}
