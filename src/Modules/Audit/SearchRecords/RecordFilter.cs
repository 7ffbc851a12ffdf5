using System.Globalization;
using Guotu.Audit.Archiving;
using Guotu.Audit.Records;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Audit.SearchRecords;

/// <summary>
/// What is sought in the trail (审计查询条件), once for the three places where records lie: as SQL for the table, as terms for the index of an archive, and
/// as a judgement over a record that was read.
/// </summary>
internal sealed record RecordFilter
{
    public Instant? From { get; private init; }

    /// <summary>First instant after the asked days.</summary>
    public Instant? Before { get; private init; }

    public string? Account { get; private init; }

    public IReadOnlyList<string>? Kinds { get; private init; }

    public string? ObjectType { get; private init; }

    public string? ObjectId { get; private init; }

    public string? Outcome { get; private init; }

    public static Result<RecordFilter> Of(RecordQuery query, AuditKindNames kinds)
    {
        if (!TryDate(query.From, out var from))
        {
            return Invalid("from", "起始日期");
        }

        if (!TryDate(query.To, out var to))
        {
            return Invalid("to", "截止日期");
        }

        return new RecordFilter
        {
            From = from is { } first ? Instant.StartOf(first) : null,
            Before = to is { } last ? Instant.StartOf(last.AddDays(1)) : null,
            Account = Text(query.Account),
            Kinds = Text(query.Kind) is { } kind ? kinds.Matching(kind) : null,
            ObjectType = Text(query.ObjectType),
            ObjectId = Text(query.ObjectId),
            Outcome = Text(query.Outcome),
        };
    }

    /// <summary>The condition over <c>au_record r</c>, and only its parameters.</summary>
    public (string Where, Dictionary<string, object> Arguments) ToSql()
    {
        var parts = new List<string> { "1 = 1" };
        var arguments = new Dictionary<string, object>(StringComparer.Ordinal);
        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                parts.Add(condition);
                arguments.Add(condition[(condition.IndexOf(':', StringComparison.Ordinal) + 1)..], value);
            }
        }

        Add("r.at_utc >= :p_from", From);
        Add("r.at_utc < :p_to", Before);
        Add("r.account_name = :p_account", Account);
        Add("r.kind_code IN :p_kinds", Kinds);
        Add("r.object_type = :p_type", ObjectType);
        Add("r.object_id = :p_object", ObjectId);
        Add("r.outcome_code = :p_outcome", Outcome);
        return (string.Join(" AND ", parts), arguments);
    }

    /// <summary>Whether a batch can hold what is sought.</summary>
    public bool MayBeIn(IndexedBatch batch) =>
        (From is not { } from || batch.NewestMicroseconds >= from.UnixMicroseconds)
        && (Before is not { } before || batch.OldestMicroseconds < before.UnixMicroseconds)
        && (Account is null || batch.Has(BatchTerms.Account(Account)))
        && (Kinds is null || Kinds.Any(k => batch.Has(BatchTerms.Kind(k))))
        && (ObjectType is null || batch.Has(BatchTerms.ObjectType(ObjectType)))
        && (ObjectId is null || batch.Has(BatchTerms.ObjectId(ObjectId)));

    public bool Takes(AuditRecord record) =>
        (From is not { } from || record.AtUtc.UnixMicroseconds >= from.UnixMicroseconds)
        && (Before is not { } before || record.AtUtc.UnixMicroseconds < before.UnixMicroseconds)
        && (Account is null || record.AccountName == Account)
        && (Kinds is null || Kinds.Contains(record.KindCode))
        && (ObjectType is null || record.ObjectType == ObjectType)
        && (ObjectId is null || record.ObjectId == ObjectId)
        && (Outcome is null || record.OutcomeCode == Outcome);

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : StorableText.Of(value);

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
}
