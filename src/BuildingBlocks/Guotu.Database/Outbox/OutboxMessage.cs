namespace Guotu.Database.Outbox;

/// <summary>Something that happened or must be done (出件箱消息), committed with the rows it follows from.</summary>
/// <param name="Topic">Name such as <c>case.decided</c>; consumers subscribe to it.</param>
/// <param name="OrderKey">Messages of one key (a case id) are handled one after the other, in the order published.</param>
/// <param name="PayloadJson">JSON for the consumer.</param>
public sealed record OutboxMessage(string Topic, string OrderKey, string PayloadJson);
