using Guotu.Database.Work;
using Guotu.Kernel.Ids;

namespace Guotu.Database.Outbox;

/// <summary>Writes messages as rows, one for each consumer of the topic, and rings the dispatcher's bell after commit.</summary>
public sealed class OutboxWriter(IIdSource ids, OutboxSubscriptions subscriptions) : IDisposable
{
    private const string InsertSql =
        """
        INSERT INTO db_outbox (message_id, topic_name, consumer_name, order_key, payload_json, state_code, attempt_count, next_utc, created_utc)
        VALUES (:p_id, :p_topic, :p_consumer, :p_key, :p_payload, 'NEW', 0, :p_at, :p_at)
        """;

    private readonly SemaphoreSlim _bell = new(0, 1);

    public async Task WriteAsync(IUnitOfWork work, IReadOnlyList<OutboxMessage> messages, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
        {
            foreach (var consumer in subscriptions.ConsumersOf(message.Topic))
            {
                var arguments = new
                {
                    p_id = ids.Next(),
                    p_topic = message.Topic,
                    p_consumer = consumer,
                    p_key = message.OrderKey,
                    p_payload = message.PayloadJson,
                    p_at = work.At,
                };
                await work.ExecuteAsync(InsertSql, arguments, ct);
            }
        }
    }

    /// <summary>Wakes the dispatcher of this process; other processes find the rows by polling.</summary>
    public void Ring()
    {
        try
        {
            _bell.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already rung: the dispatcher will look once more anyway.
        }
    }

    /// <summary>Waits until rung or until the time is over.</summary>
    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _bell.WaitAsync(atMost, ct);

    public void Dispose() => _bell.Dispose();
}
