namespace Guotu.Database.Outbox;

/// <summary>Who listens to what; fixed when the process starts. A topic without a consumer is a bug and throws.</summary>
public sealed class OutboxSubscriptions
{
    private readonly ILookup<string, string> _byTopic;

    public OutboxSubscriptions(IEnumerable<OutboxSubscription> subscriptions)
    {
        _byTopic = subscriptions.ToLookup(s => s.Topic, s => s.ConsumerName, StringComparer.Ordinal);
    }

    public IEnumerable<string> ConsumersOf(string topic) => _byTopic.Contains(topic)
        ? _byTopic[topic]
        : throw new InvalidOperationException($"No consumer subscribes to {topic}");
}

/// <summary>One consumer's interest in one topic.</summary>
public sealed record OutboxSubscription(string Topic, string ConsumerName);
