using Guotu.Database.AuditPort;
using Guotu.Database.Outbox;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Ids;
using Guotu.Testing;
using Guotu.Testing.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guotu.Database.Tests;

/// <summary>A database with everything that units of work need, on one provider.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public static readonly Actor Clerk = new(7, "wangxy", "王秀英", 3, "web", "10.1.3.7");

    private Bench(TestDatabase database, IReadOnlyList<IOutboxConsumer> consumers)
    {
        Database = database;
        Ids = new NodeIdSource(Clock, 1);
        var subscriptions = new OutboxSubscriptions(consumers.Select(c => new OutboxSubscription(c.Topic, c.ConsumerName)));
        Outbox = new OutboxWriter(Ids, subscriptions);
        Units = new UnitsOfWork(
            database.Connections, new ScopedSql(NeutralScript.AllScopedTables), Audit, Outbox, Clock, new NoFailpoints());
        Dispatcher = new OutboxDispatcher(Units, consumers, Clock, new NoFailpoints(), NullLogger<OutboxDispatcher>.Instance);
    }

    public TestDatabase Database { get; }

    public FixedClock Clock { get; } = new();

    public NodeIdSource Ids { get; }

    public RecordedAudit Audit { get; } = new();

    public OutboxWriter Outbox { get; }

    public UnitsOfWork Units { get; }

    public OutboxDispatcher Dispatcher { get; }

    public static async Task<Bench> OpenAsync(string provider, params IOutboxConsumer[] consumers) =>
        new(await TestDatabase.CreateAsync(provider), consumers);

    public static CommandContext Command(string name = "test.command") => new(Clerk, DataScope.WholeNode, name);

    public async Task<long> CountAsync(string table)
    {
        await using var session = await Units.ReadAsync(DataScope.WholeNode, CancellationToken.None);
        return await session.ScalarAsync<long>($"SELECT COUNT(*) AS row_total FROM {table}", null, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        Outbox.Dispose();
        return Database.DisposeAsync();
    }
}
