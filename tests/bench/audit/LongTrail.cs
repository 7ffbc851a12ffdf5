using Guotu.Audit.Archiving;
using Guotu.Audit.ExportTrail;
using Guotu.Audit.Journal;
using Guotu.Audit.Reconcile;
using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Audit.Tests;
using Guotu.Audit.Verification;
using Guotu.Crypto.Engines;
using Guotu.Crypto.Keys;
using Guotu.Database.Outbox;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Time;
using Guotu.Testing.Database;

namespace Guotu.Audit.Bench;

/// <summary>The audit of a node without the rest of it, on one database.</summary>
internal sealed class LongTrail : IAsyncDisposable
{
    private static readonly SystemClock Clock = new(TimeProvider.System);

    private LongTrail(TestDatabase database, KeyRing keys)
    {
        (Database, Keys) = (database, keys);
        Seal = new RecordSeal(keys);
        Ids = new NodeIdSource(Clock, 1);
        Units = new UnitsOfWork(
            database.Connections, new ScopedSql(NeutralScript.AllScopedTables), new AuditTrail(Seal, Ids), new OutboxWriter(Ids, new OutboxSubscriptions([])), Clock, new NoFailpoints());
    }

    public TestDatabase Database { get; }

    public KeyRing Keys { get; }

    public RecordSeal Seal { get; }

    public NodeIdSource Ids { get; }

    public UnitsOfWork Units { get; }

    public string Home { get; } = Directory.CreateTempSubdirectory("guotu-audit-bench-").FullName;

    public CheckpointSigning Signing => new(Keys);

    public CheckpointFile Checkpoints => new(Path.Combine(Home, "audit-checkpoints.jsonl"));

    public Sealer Sealer => new(Units, Seal, Signing, Checkpoints, new SealerLease("bench"), new NoFailpoints());

    public AuditVerification Verification => new(
        Units,
        Seal,
        Signing,
        new TrailFiles(
            Checkpoints,
            new JournalVerification(new JournalFolder(Path.Combine(Home, "journal")), new JournalTable(Keys), Keys),
            new ArchiveVerification(new ArchiveFolder(Path.Combine(Home, "audit-archive")), new ArchiveTable(Keys))),
        new TrailReconciliation(
            Units,
            Seal,
            new ArchiveStore(
                new ArchiveFolder(Path.Combine(Home, "audit-archive")),
                new ArchiveTable(Keys),
                new ArchiveVerification(new ArchiveFolder(Path.Combine(Home, "audit-archive")), new ArchiveTable(Keys))),
            []));

    public AuditExport Export => new(Units, Signing, Clock);

    public static async Task<LongTrail> OpenAsync(string provider)
    {
        var started = CryptoEngines.Start(EngineChoice.Automatic);
        _ = started.Error is { } error ? throw new InvalidOperationException(error.Text) : started;
        return new LongTrail(await TestDatabase.CreateAsync(provider), await KeysOfTests.OpenAsync(Clock));
    }

    public ValueTask DisposeAsync()
    {
        Keys.Dispose();
        Directory.Delete(Home, recursive: true);
        return Database.DisposeAsync();
    }
}
