using Guotu.Audit.Records;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Reading;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;

namespace Guotu.Audit.SearchRecords;

/// <summary>What the auditor asks for; empty filters do not count.</summary>
/// <param name="From">First local date, yyyy-MM-dd.</param>
/// <param name="To">Last local date, yyyy-MM-dd.</param>
/// <param name="Account">Login name.</param>
/// <param name="Kind">Code, beginning of a code, or part of its Chinese name.</param>
/// <param name="ObjectType">Kind of object.</param>
/// <param name="ObjectId">Id of the object.</param>
/// <param name="Outcome"><c>success</c> or <c>refused</c>.</param>
public sealed record RecordQuery(string? From, string? To, string? Account, string? Kind, string? ObjectType, string? ObjectId, string? Outcome);

/// <summary>The auditor's search (审计查询), newest first; the search itself is journalled as a read.</summary>
public sealed class RecordSearch(IUnitsOfWork units, IPeople people, AuditKindNames kinds, IReadJournal journal)
{
    public async Task<Result<Page<AuditRecordView>>> RunAsync(Actor actor, RecordQuery query, PageRequest page, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filter = RecordFilter.Of(query, kinds);
        if (filter.Error is { } error)
        {
            return error;
        }

        var (where, arguments) = filter.Value.ToSql();
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await session.PageAsync<AuditRecord>(
            $"SELECT {RecordTable.Columns} FROM au_record r WHERE {where} ORDER BY r.at_utc DESC, r.record_id DESC", arguments, page, ct);
        var organisations = (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id, o => o.Name);
        await journal.RecordAsync(actor, "audit-records", Describe(query), ct);
        var items = found.Items.Select(r => AuditRecordView.Of(r, organisations.GetValueOrDefault(r.OrgId, string.Empty), kinds.TitleOf(r.KindCode)));
        return new Page<AuditRecordView>(items.ToList(), found.Number, found.Size, found.Total);
    }

    internal static string Describe(RecordQuery q) =>
        string.Join(' ', new[] { q.From, q.To, q.Account, q.Kind, q.ObjectType, q.ObjectId, q.Outcome }.Where(t => !string.IsNullOrEmpty(t)));
}
