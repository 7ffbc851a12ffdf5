using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Logging;

namespace Guotu.Database.Outbox;

/// <summary>
/// Delivers outbox rows. A row is claimed by a lease, handled in one unit of work, and marked done in that same unit,
/// so that a kill at any point leaves it either untouched or done. A row is not taken before its predecessors of the same key.
/// </summary>
public sealed class OutboxDispatcher(
    IUnitsOfWork units, IEnumerable<IOutboxConsumer> consumers, IClock clock, IFailpoints failpoints, ILogger<OutboxDispatcher> log)
{
    /// <summary>After this many tries a message waits for a person: doctor shows it and names what to mend.</summary>
    public const int AttemptsBeforeStuck = 12;

    private const int Batch = 16;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string DueSql =
        """
        SELECT o.message_id, o.topic_name, o.consumer_name, o.order_key, o.payload_json, o.attempt_count
        FROM db_outbox o
        WHERE o.state_code = 'NEW' AND o.next_utc <= :p_now AND (o.lease_utc IS NULL OR o.lease_utc <= :p_now)
          AND NOT EXISTS (SELECT e.message_id FROM db_outbox e
                          WHERE e.order_key = o.order_key AND e.consumer_name = o.consumer_name
                            AND e.state_code <> 'DONE' AND e.message_id < o.message_id)
        ORDER BY o.message_id LIMIT 16
        """;

    private const string ClaimSql =
        """
        UPDATE db_outbox SET lease_utc = :p_lease, claimed_by = :p_claimer, attempt_count = attempt_count + 1
        WHERE message_id = :p_id AND state_code = 'NEW' AND attempt_count = :p_attempts
          AND (lease_utc IS NULL OR lease_utc <= :p_now)
        """;

    private const string ReleaseSql = "UPDATE db_outbox SET lease_utc = NULL WHERE state_code = 'NEW' AND claimed_by = :p_claimer AND lease_utc IS NOT NULL";

    private const string DoneSql =
        """
        UPDATE db_outbox SET state_code = 'DONE', lease_utc = NULL, done_utc = :p_now
        WHERE message_id = :p_id AND state_code = 'NEW' AND claimed_by = :p_claimer AND attempt_count = :p_attempts
        """;

    private const string InboxSql =
        "INSERT INTO db_inbox (message_id, consumer_name, handled_utc) VALUES (:p_id, :p_consumer, :p_now)";

    private const string LaterSql =
        """
        UPDATE db_outbox SET lease_utc = NULL, next_utc = :p_next, last_error = :p_error, state_code = :p_state
        WHERE message_id = :p_id AND state_code = 'NEW' AND claimed_by = :p_claimer
        """;

    private readonly Dictionary<string, IOutboxConsumer> _consumers = consumers.ToDictionary(c => c.ConsumerName, StringComparer.Ordinal);

    /// <summary>Gives back what a dead process of this name had claimed, so that a restart after a power cut goes on at once.</summary>
    public Task<int> ReleaseClaimsAsync(string claimer, CancellationToken ct) =>
        units.RunUpkeepAsync("dispatcher", (work, token) => work.ExecuteAsync(ReleaseSql, new { p_claimer = claimer }, token), ct);

    /// <summary>Delivers what is due now and answers how many messages were handled.</summary>
    public async Task<int> DeliverDueAsync(string claimer, CancellationToken ct)
    {
        var claimed = await units.RunUpkeepWhereAsync("dispatcher", IsDueAsync, (work, token) => ClaimAsync(work, claimer, token), ct) ?? [];
        failpoints.Reach("outbox.after-claim");
        foreach (var row in claimed)
        {
            await DeliverAsync(row, claimer, ct);
        }

        return claimed.Count;
    }

    private async Task<bool> IsDueAsync(ISqlSession session, CancellationToken ct) =>
        (await session.QueryAsync<OutboxRow>(DueSql, new { p_now = clock.Now }, ct)).Count > 0;

    private static async Task<List<OutboxRow>> ClaimAsync(IUnitOfWork work, string claimer, CancellationToken ct)
    {
        var due = await work.QueryAsync<OutboxRow>(DueSql + work.Dialect.ClaimSuffix, new { p_now = work.At }, ct);
        var claimed = new List<OutboxRow>(Batch);
        foreach (var row in due)
        {
            var arguments = new { p_id = row.MessageId, p_lease = work.At.Plus(Lease), p_claimer = claimer, p_attempts = row.AttemptCount, p_now = work.At };
            if (await work.ExecuteAsync(ClaimSql, arguments, ct) == 1)
            {
                claimed.Add(row);
            }
        }

        return claimed;
    }

    private async Task DeliverAsync(OutboxRow row, string claimer, CancellationToken ct)
    {
        try
        {
            await units.RunUpkeepAsync(
                row.ConsumerName,
                async (work, token) =>
                {
                    await HandleAsync(work, row, claimer, token);
                    return 0;
                },
                ct);
            failpoints.Reach("outbox.after-delivery");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            log.DeliveryFailed(row.MessageId, row.ConsumerName, row.AttemptCount + 1, exception);
            await PostponeAsync(row, claimer, exception, ct);
        }
    }

    private async Task HandleAsync(IUnitOfWork work, OutboxRow row, string claimer, CancellationToken ct)
    {
        if (!_consumers.TryGetValue(row.ConsumerName, out var consumer))
        {
            throw new InvalidOperationException($"This process has no consumer {row.ConsumerName}");
        }

        var ours = new { p_id = row.MessageId, p_claimer = claimer, p_attempts = row.AttemptCount + 1, p_now = work.At };
        if (await work.ExecuteAsync(DoneSql, ours, ct) != 1)
        {
            return; // The lease ran out and another process has it: its effects are the ones that count.
        }

        await work.ExecuteAsync(InboxSql, new { p_id = row.MessageId, p_consumer = row.ConsumerName, p_now = work.At }, ct);
        var message = new OutboxMessage(row.TopicName, row.OrderKey, row.PayloadJson);
        await consumer.HandleAsync(work, new OutboxDelivery(row.MessageId, message, row.AttemptCount + 1), ct);
        failpoints.Reach("outbox.before-commit");
    }

    private Task<int> PostponeAsync(OutboxRow row, string claimer, Exception exception, CancellationToken ct)
    {
        var attempts = row.AttemptCount + 1;
        var wait = TimeSpan.FromSeconds(Math.Min(3600, 1 << Math.Min(attempts, 12)));
        var text = exception.GetType().Name + ": " + exception.Message;
        var arguments = new
        {
            p_id = row.MessageId,
            p_claimer = claimer,
            p_next = clock.Now.Plus(wait),
            p_error = text.Length <= 500 ? text : text[..500],
            p_state = attempts >= AttemptsBeforeStuck ? "STUCK" : "NEW",
        };
        return units.RunUpkeepAsync("dispatcher", (work, token) => work.ExecuteAsync(LaterSql, arguments, token), ct);
    }

    private sealed class OutboxRow
    {
        public long MessageId { get; init; }

        public string TopicName { get; init; } = string.Empty;

        public string ConsumerName { get; init; } = string.Empty;

        public string OrderKey { get; init; } = string.Empty;

        public string PayloadJson { get; init; } = string.Empty;

        public int AttemptCount { get; init; }
    }
}

internal static partial class OutboxLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox message {MessageId} for {Consumer} failed at try {Attempt}; it will be tried again")]
    public static partial void DeliveryFailed(this ILogger log, long messageId, string consumer, int attempt, Exception exception);
}
