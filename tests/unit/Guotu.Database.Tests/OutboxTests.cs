using Guotu.Database.AuditPort;
using Guotu.Database.Outbox;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

public sealed class OutboxTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [EveryDialect]
    public async Task A_message_is_delivered_once_even_when_two_dispatchers_ask(string provider)
    {
        var consumer = new Postman();
        await using var bench = await Bench.OpenAsync(provider, consumer);
        await PublishAsync(bench, "case-1", "a");

        await Task.WhenAll(bench.Dispatcher.DeliverDueAsync("one", Never), bench.Dispatcher.DeliverDueAsync("two", Never));
        await bench.Dispatcher.DeliverDueAsync("one", Never);

        Assert.Equal(["a"], consumer.Got);
        Assert.Equal(1, await bench.CountAsync("db_inbox"));
    }

    [Theory]
    [EveryDialect]
    public async Task An_empty_outbox_is_seen_while_another_writes(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider, new Postman());
        using var writer = await bench.Database.Connections.EnterWriterAsync(Never);

        // Would wait for the writer, and make requests wait that come after it.
        Assert.Equal(0, await bench.Dispatcher.DeliverDueAsync("one", Never).WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [EveryDialect]
    public async Task A_message_that_fails_waits_and_holds_back_the_later_ones_of_its_case(string provider)
    {
        var consumer = new Postman { FailuresLeft = 1 };
        await using var bench = await Bench.OpenAsync(provider, consumer);
        await PublishAsync(bench, "case-1", "first");
        await PublishAsync(bench, "case-1", "second");
        await PublishAsync(bench, "case-2", "other");

        await DrainAsync(bench);
        Assert.Equal(["other"], consumer.Got);
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await DrainAsync(bench);

        Assert.Equal(["other", "first", "second"], consumer.Got);
    }

    [Theory]
    [EveryDialect]
    public async Task A_message_that_never_succeeds_is_stuck_and_waits_for_a_person(string provider)
    {
        var consumer = new Postman { FailuresLeft = int.MaxValue };
        await using var bench = await Bench.OpenAsync(provider, consumer);
        await PublishAsync(bench, "case-1", "bad");

        for (var i = 0; i < OutboxDispatcher.AttemptsBeforeStuck + 3; i++)
        {
            await bench.Dispatcher.DeliverDueAsync("one", Never);
            bench.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(OutboxDispatcher.AttemptsBeforeStuck, consumer.Tries);
        Assert.Equal(1, await bench.CountAsync("db_outbox WHERE state_code = 'STUCK'"));
    }

    [Theory]
    [EveryDialect]
    public async Task A_refused_command_publishes_nothing(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider, new Postman());

        await bench.Units.RunAsync<int>(
            Bench.Command(),
            (work, _) =>
            {
                work.Publish(new OutboxMessage("case.decided", "case-1", "{}"));
                return Task.FromResult<Result<int>>(new Error(DatabaseErrors.FileMissing, ("digest", "x")));
            },
            Never);

        Assert.Equal(0, await bench.CountAsync("db_outbox"));
    }

    private static async Task DrainAsync(Bench bench)
    {
        while (await bench.Dispatcher.DeliverDueAsync("one", Never) > 0)
        {
        }
    }

    private static async Task PublishAsync(Bench bench, string key, string payload)
    {
        var result = await bench.Units.RunAsync<int>(
            Bench.Command(),
            (work, _) =>
            {
                work.Audit(new AuditEntry("case.decide", "case", key, "决定"));
                work.Publish(new OutboxMessage("case.decided", key, payload));
                return Task.FromResult(Result<int>.Of(1));
            },
            Never);
        Assert.True(result.IsSuccess);
    }

    private sealed class Postman : IOutboxConsumer
    {
        private int _tries;

        public string ConsumerName => "test.postman";

        public string Topic => "case.decided";

        public List<string> Got { get; } = [];

        public int FailuresLeft { get; set; }

        public int Tries => _tries;

        public Task HandleAsync(IUnitOfWork work, OutboxDelivery delivery, CancellationToken ct)
        {
            Interlocked.Increment(ref _tries);
            if (FailuresLeft > 0)
            {
                FailuresLeft--;
                throw new IOException("the printer is out of paper");
            }

            lock (Got)
            {
                Got.Add(delivery.Message.PayloadJson);
            }

            return Task.CompletedTask;
        }
    }
}
