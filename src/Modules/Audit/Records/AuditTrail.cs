using Guotu.Database.AuditPort;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.Records;

/// <summary>Writes the records of acts and refusals (审计写入), each with its MAC, in the transaction it is given.</summary>
public sealed class AuditTrail(RecordSeal seal, IIdSource ids) : IAuditPort
{
    /// <summary>From so many on they go in together.</summary>
    private const int Many = 8;

    private readonly RowStatementRecords _statements = new(seal);
    private readonly SealStatementRecords _seals = new(seal);

    public async Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count >= Many)
        {
            await RecordTable.InsertAsync(work, entries.Select(e => Done(work, e)), ct);
            return;
        }

        foreach (var entry in entries)
        {
            await RecordTable.InsertAsync(work, Done(work, entry), ct);
        }
    }

    public Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(error);
        var record = Of(work.Context.Actor, work.At, entry) with
        {
            OutcomeCode = "refused",
            ErrorCode = error.Code.Value,
            RequestId = work.Context.RequestId?.Value,
        };
        return RecordTable.InsertAsync(work, seal.WithMac(record), ct);
    }

    public Task StateAsync(IUnitOfWork work, IReadOnlyList<RowStatement> statements, CancellationToken ct) =>
        WriteAsync(work, [.. statements.Select(RowStatementRecords.EntryOf), .. statements.SelectMany(SealStatementRecords.EntriesOf)], ct);

    public Task<RowStatement?> LastStatementAsync(ISqlSession session, string table, CancellationToken ct) => _statements.LastAsync(session, table, ct);

    public Task EachStatementAsync(ISqlSession session, string table, Action<RowStatement> take, CancellationToken ct) =>
        _statements.EachAsync(session, table, take, ct);

    public Task<SealStatement?> LastSealAsync(ISqlSession session, string table, long id, CancellationToken ct) => _seals.LastAsync(session, table, id, ct);

    public Task EachSealAsync(ISqlSession session, string table, Action<long, SealStatement> take, CancellationToken ct) =>
        _seals.EachAsync(session, table, take, ct);

    public Task<IReadOnlyList<ForgedStatement>?> ForgedSealsAsync(ISqlSession session, string table, long id, CancellationToken ct) => _seals.ForgedAsync(session, table, id, ct);

    public Task DisownSealsAsync(IUnitOfWork work, DisownedStatements disowned, CancellationToken ct) => WriteAsync(work, [.. SealStatementRecords.EntriesOf(disowned)], ct);

    private AuditRecord Done(IUnitOfWork work, AuditEntry entry) =>
        seal.WithMac(Of(work.Context.Actor, work.At, entry) with { OutcomeCode = "success", RequestId = work.Context.RequestId?.Value });

    private AuditRecord Of(Actor actor, Instant at, AuditEntry entry) => Of(ids.Next(), actor, at, entry);

    /// <summary>A record as it will be stored, still without outcome and MAC.</summary>
    internal static AuditRecord Of(long id, Actor actor, Instant at, AuditEntry entry) => new()
    {
        RecordId = id,
        AtUtc = at,
        UserId = actor.UserId,
        AccountName = StorableText.Of(actor.Account, 60),
        PersonName = StorableText.Of(actor.Name, 60),
        OrgId = actor.OrganisationId,
        ChannelCode = StorableText.Of(actor.Channel, 16),
        AddressTxt = StorableText.OrNull(actor.Address, 64),
        KindCode = StorableText.Of(entry.Kind, 100),
        ObjectType = StorableText.Of(entry.ObjectType, 60),
        ObjectId = StorableText.OrNull(entry.ObjectId, 200),
        SummaryTxt = StorableText.Of(entry.Summary),
        BeforeJson = StorableText.OrNull(entry.Before),
        AfterJson = StorableText.OrNull(entry.After),
    };
}
