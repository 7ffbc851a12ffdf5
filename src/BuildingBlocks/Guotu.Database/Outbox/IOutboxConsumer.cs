using Guotu.Database.Work;

namespace Guotu.Database.Outbox;

/// <summary>
/// Handles one topic. Effects on rows commit together with the message's end, so they happen once; effects on files
/// must be safe to repeat. Throwing means: try again later.
/// </summary>
public interface IOutboxConsumer
{
    /// <summary>Stable name, kept in rows.</summary>
    string ConsumerName { get; }

    string Topic { get; }

    Task HandleAsync(IUnitOfWork work, OutboxDelivery delivery, CancellationToken ct);
}

/// <summary>A message as handed to a consumer.</summary>
/// <param name="MessageId">Row id.</param>
/// <param name="Message">What was published.</param>
/// <param name="Attempt">1 for the first try.</param>
public sealed record OutboxDelivery(long MessageId, OutboxMessage Message, int Attempt);
