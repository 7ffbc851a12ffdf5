using Guotu.Approval.Domain;
using Guotu.Approval.Store;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Calendar;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.StatutoryClock;
using Guotu.Kernel.Time;

namespace Guotu.Approval.KeepClock;

/// <summary>The clock ledger of a case as rows (时钟账): lines are only added, and every figure is recomputed from them.</summary>
public sealed class ClockKeeper(IIdSource ids, WorkingDayCalendar calendar)
{
    private const string ReadSql =
        """
        SELECT entry_no, kind_code, entry_utc, reason_text, document_digest, document_name, extended_days, by_name,
          calendar_version, promised_due, statutory_due, used_days
        FROM ap_clock_entry WHERE case_id = :p_case ORDER BY entry_no
        """;

    private const string InsertSql =
        """
        INSERT INTO ap_clock_entry (entry_id, case_id, entry_no, kind_code, entry_utc, reason_text, document_digest, document_name,
          extended_days, by_user_id, by_name, calendar_version, promised_due, statutory_due, used_days)
        VALUES (:p_id, :p_case, :p_no, :p_kind, :p_at, :p_reason, :p_digest, :p_name,
          :p_days, :p_by, :p_by_name, :p_calendar, :p_promised, :p_statutory, :p_used)
        """;

    /// <summary>The calendar figures are computed with.</summary>
    public WorkingDayCalendar Calendar => calendar;

    internal static async Task<IReadOnlyList<ClockEntryRow>> RowsAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        await session.QueryAsync<ClockEntryRow>(ReadSql, new { p_case = caseId }, ct);

    internal static async Task<ClockLedger> LedgerAsync(ISqlSession session, CaseRow row, CancellationToken ct) =>
        LedgerOf(row, await RowsAsync(session, row.CaseId, ct));

    internal static ClockLedger LedgerOf(CaseRow row, IEnumerable<ClockEntryRow> entries) =>
        ClockLedger.Of(new ClockLimits(row.PromisedDays, row.StatutoryDays, row.ExtensionDays), entries.Select(e => e.Entry));

    internal ClockReading ReadingOf(ClockLedger ledger, DateOnly today) => ClockReading.Of(ledger, calendar, today);

    /// <summary>Adds a line and brings the case's row up to date; the caller saves the row.</summary>
    internal async Task<Result<ClockReading>> AddAsync(IUnitOfWork work, CaseRow row, ClockEntry entry, string? documentName, CancellationToken ct)
    {
        var ledger = await LedgerAsync(work, row, ct);
        var next = ledger.Add(entry);
        if (next.Error is { } refused)
        {
            return refused;
        }

        var reading = ReadingOf(next.Value, work.At.LocalDate);
        var arguments = new
        {
            p_id = ids.Next(),
            p_case = row.CaseId,
            p_no = next.Value.Entries.Count,
            p_kind = ClockWords.Code(entry.Kind),
            p_at = entry.At,
            p_reason = entry.Reason,
            p_digest = entry.DocumentDigest,
            p_name = documentName,
            p_days = entry.Days,
            p_by = work.Context.Actor.UserId,
            p_by_name = work.Context.Actor.Name,
            p_calendar = calendar.Version,
            p_promised = reading.PromisedDue,
            p_statutory = reading.StatutoryDue,
            p_used = reading.Used,
        };
        await work.ExecuteAsync(InsertSql, arguments, ct);
        row.ClockCode = ClockWords.StateOf(next.Value);
        row.PromisedDue = reading.PromisedDue;
        return reading;
    }
}

/// <summary>A line as stored, with the figures that held when it was written.</summary>
internal sealed class ClockEntryRow
{
    public int EntryNo { get; init; }

    public string KindCode { get; init; } = string.Empty;

    public Instant EntryUtc { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public string? DocumentDigest { get; init; }

    public string? DocumentName { get; init; }

    public int ExtendedDays { get; init; }

    public string ByName { get; init; } = string.Empty;

    public string CalendarVersion { get; init; } = string.Empty;

    public DateOnly? PromisedDue { get; init; }

    public DateOnly? StatutoryDue { get; init; }

    public int UsedDays { get; init; }

    public ClockEntry Entry => new(ClockWords.Kind(KindCode), EntryUtc, ReasonText, DocumentDigest, ExtendedDays);
}
