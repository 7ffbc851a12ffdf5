using System.Globalization;
using Guotu.Audit.Records;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Reading;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

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
        var filter = FilterOf(query);
        if (filter.Error is { } error)
        {
            return error;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await session.PageAsync<AuditRecord>(
            $"SELECT {RecordTable.Columns} FROM au_record r WHERE {filter.Value.Where} ORDER BY r.at_utc DESC, r.record_id DESC", filter.Value.Arguments, page, ct);
        var organisations = (await people.OrganisationsAsync(ct)).ToDictionary(o => o.Id, o => o.Name);
        await journal.RecordAsync(actor, "audit-records", Describe(query), ct);
        var items = found.Items.Select(r => AuditRecordView.Of(r, organisations.GetValueOrDefault(r.OrgId, string.Empty), kinds.TitleOf(r.KindCode)));
        return new Page<AuditRecordView>(items.ToList(), found.Number, found.Size, found.Total);
    }

    private Result<Filter> FilterOf(RecordQuery query)
    {
        if (!TryDate(query.From, out var from))
        {
            return Invalid("from", "起始日期");
        }

        if (!TryDate(query.To, out var to))
        {
            return Invalid("to", "截止日期");
        }

        var filter = new Filter();
        filter.AddWhen(from is not null, "r.at_utc >= :p_from", () => Instant.StartOf(from!.Value));
        filter.AddWhen(to is not null, "r.at_utc < :p_to", () => Instant.StartOf(to!.Value.AddDays(1)));
        filter.AddText("r.account_name = :p_account", query.Account);
        filter.AddWhen(!string.IsNullOrEmpty(query.Kind), "r.kind_code IN :p_kinds", () => kinds.Matching(StorableText.Of(query.Kind)));
        filter.AddText("r.object_type = :p_type", query.ObjectType);
        filter.AddText("r.object_id = :p_object", query.ObjectId);
        filter.AddText("r.outcome_code = :p_outcome", query.Outcome);
        return filter;
    }

    private static Error Invalid(string field, string name) =>
        new(KernelErrors.FieldInvalid, ("field", name), ("reason", "日期的写法是 2026-03-02")) { Field = field };

    private static bool TryDate(string? text, out DateOnly? date)
    {
        date = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var valid = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            && read.Year is > 1 and < 9999;
        date = valid ? read : null;
        return valid;
    }

    private static string Describe(RecordQuery q) =>
        string.Join(' ', new[] { q.From, q.To, q.Account, q.Kind, q.ObjectType, q.ObjectId, q.Outcome }.Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>The conditions that were asked for, and only their parameters.</summary>
    private sealed class Filter
    {
        private readonly List<string> _parts = ["1 = 1"];

        public Dictionary<string, object> Arguments { get; } = new(StringComparer.Ordinal);

        public string Where => string.Join(" AND ", _parts);

        public void AddText(string condition, string? value) => AddWhen(!string.IsNullOrEmpty(value), condition, () => StorableText.Of(value));

        public void AddWhen(bool asked, string condition, Func<object> value)
        {
            if (asked)
            {
                _parts.Add(condition);
                Arguments.Add(condition[(condition.IndexOf(':', StringComparison.Ordinal) + 1)..], value());
            }
        }
    }
}
