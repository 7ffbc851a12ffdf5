using System.Data.Common;
using Guotu.Audit.Archiving;
using Guotu.Audit.Collecting;
using Guotu.Audit.Epochs;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.Journal;
using Guotu.Audit.Reconcile;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Crypto.Keys;
using Guotu.Database.AuditPort;
using Guotu.Database.Outbox;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>A small office whose acts are audited, on one database.</summary>
internal sealed class Office : IAsyncDisposable
{
    public static readonly Actor Wang = new(7, "wangxy", "王秀英", 3, "web", "10.1.3.7");

    private Office(TestDatabase database, KeyRing keys)
    {
        Database = database;
        Keys = keys;
        Seal = new RecordSeal(keys);
        Ids = new NodeIdSource(Clock, 1);
        Units = UnitsOf(Ids, Clock);
    }

    public TestDatabase Database { get; }

    public KeyRing Keys { get; }

    public RecordSeal Seal { get; }

    public NodeIdSource Ids { get; }

    public FixedClock Clock { get; } = new();

    public UnitsOfWork Units { get; }

    /// <summary>The node's home folder.</summary>
    public string Home { get; } = Directory.CreateTempSubdirectory("guotu-audit-").FullName;

    public string CheckpointPath => Path.Combine(Home, "audit-checkpoints.jsonl");

    public CheckpointFile Checkpoints => new(CheckpointPath);

    /// <summary>Units of work as a node of a cluster makes them, with its own numbers and clock.</summary>
    public UnitsOfWork UnitsOf(NodeIdSource ids, FixedClock clock) => new(
        Database.Connections,
        new ScopedSql(NeutralScript.AllScopedTables),
        new AuditTrail(Seal, ids),
        new OutboxWriter(ids, new OutboxSubscriptions([])),
        clock,
        new NoFailpoints());

    public Sealer Sealer(string process = "a", IFailpoints? failpoints = null) =>
        new(Units, Seal, new CheckpointSigning(Keys), Checkpoints, new SealerLease(process), failpoints ?? new NoFailpoints());

    public AuditVerification Verification(CheckpointFile? file = null, IAuditReconciliation? reconciliation = null) =>
        new(Units, Seal, new CheckpointSigning(Keys), Files(file ?? Checkpoints), Reconciliation(reconciliation));

    public TrailReconciliation Reconciliation(IAuditReconciliation? reconciliation) =>
        new(Units, Seal, new ArchiveStore(Archives, new ArchiveTable(Keys), new ArchiveVerification(Archives, new ArchiveTable(Keys))), reconciliation is null ? [] : [reconciliation]);

    public TrailArchiving Archiving(IAuditReconciliation? reconciliation = null, IFailpoints? failpoints = null) =>
        new(
            Units,
            new ArchiveWriting(Units, Seal, new CheckpointSigning(Keys), Archives, Clock, reconciliation is null ? [] : [reconciliation]),
            new ArchiveStore(Archives, new ArchiveTable(Keys), new ArchiveVerification(Archives, new ArchiveTable(Keys))),
            new RetentionPolicy(RetentionPolicy.Least),
            Clock,
            failpoints ?? new NoFailpoints());

    public EpochOpening Epochs(IFailpoints? failpoints = null) => new(Units, Checkpoints, new CheckpointSigning(Keys), failpoints ?? new NoFailpoints());

    public CollectedCheckpoints Collected => new(Units, new CheckpointSigning(Keys), Checkpoints);

    public AuditExport Export => new(Units, new CheckpointSigning(Keys), Clock);

    public ArchiveFolder Archives => new(Path.Combine(Home, "audit-archive"));

    public JournalFolder Journals => new(Path.Combine(Home, "journal"));

    public ReadJournal Journal() => new(Journals, new JournalTable(Keys), Units, Keys, Ids, Clock);

    public JournalIntake Intake() => new(Journals, new JournalTable(Keys), Units, Keys);

    private TrailFiles Files(CheckpointFile checkpoints) =>
        new(checkpoints, new JournalVerification(Journals, new JournalTable(Keys), Keys), new ArchiveVerification(Archives, new ArchiveTable(Keys)));

    /// <summary>Id of the record at a place of a batch.</summary>
    public Task<long> RecordAsync(long batch, int leaf) =>
        AskAsync<long>($"SELECT record_id FROM au_leaf WHERE batch_no = {batch} AND leaf_no = {leaf}");

    public static async Task<Office> OpenAsync(string provider, KeyRing? keys = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        return new Office(database, keys ?? await KeysOfTests.OpenAsync(new FixedClock()));
    }

    /// <summary>A clerk accepts a case: one act with one record.</summary>
    public async Task AcceptAsync(string caseId)
    {
        var done = await Units.RunAsync(
            new CommandContext(Wang, DataScope.WholeNode, "case.accept"),
            (work, _) =>
            {
                work.Audit(new AuditEntry("case.accept", "case", caseId, "受理案件") { After = $$"""{"state":"accepted","case":"{{caseId}}"}""" });
                return Task.FromResult(Result.Done);
            },
            CancellationToken.None);
        Assert.True(done.IsSuccess);
    }

    public async Task AcceptAsync(int cases)
    {
        for (var i = 1; i <= cases; i++)
        {
            await AcceptAsync($"{i}");
        }
    }

    /// <summary>Accepts cases and seals them, a batch each time.</summary>
    public async Task SealedAsync(int batches, int casesOfEach)
    {
        for (var i = 0; i < batches; i++)
        {
            await AcceptAsync(casesOfEach);
            Assert.Equal(casesOfEach, (await Sealer().SealAsync(CancellationToken.None)).Value);
        }
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var session = await Units.ReadAsync(DataScope.WholeNode, CancellationToken.None);
        return await session.ScalarAsync<T>(sql, null, CancellationToken.None);
    }

    public async Task<IReadOnlyList<AuditRecord>> RecordsAsync()
    {
        await using var session = await Units.ReadAsync(DataScope.WholeNode, CancellationToken.None);
        return await session.QueryAsync<AuditRecord>($"SELECT {RecordTable.Columns} FROM au_record r ORDER BY r.record_id", null, CancellationToken.None);
    }

    /// <summary>What someone does behind the application's back, straight at the database.</summary>
    public async Task TamperAsync(string sql)
    {
        await using DbConnection connection = await Database.Connections.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0, $"Nothing was tampered with by {sql}");
    }

    public ValueTask DisposeAsync()
    {
        Keys.Dispose();
        Directory.Delete(Home, recursive: true);
        return Database.DisposeAsync();
    }
}
