using Guotu.Approval.Domain;
using Guotu.Approval.Store;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;

namespace Guotu.Approval.KeepClock;

/// <summary>Lights and remaining days of many cases (时限灯), recomputed from their ledgers; one query for five hundred cases.</summary>
public sealed class CaseLights(ClockKeeper keeper, IClock clock)
{
    private const int Chunk = 400;

    private const string ReadSql =
        """
        SELECT case_id, entry_no, kind_code, entry_utc, reason_text, document_digest, extended_days
        FROM ap_clock_entry WHERE case_id IN :p_cases ORDER BY case_id, entry_no
        """;

    internal async Task<IReadOnlyDictionary<long, CaseLight>> OfAsync(ISqlSession session, IReadOnlyCollection<CaseFacts> cases, CancellationToken ct)
    {
        var today = clock.Now.LocalDate;
        var lights = new Dictionary<long, CaseLight>();
        foreach (var chunk in cases.DistinctBy(c => c.CaseId).Chunk(Chunk))
        {
            var rows = await session.QueryAsync<LedgerRow>(ReadSql, new { p_cases = chunk.Select(c => c.CaseId).ToList() }, ct);
            var byCase = rows.ToLookup(r => r.CaseId);
            foreach (var facts in chunk)
            {
                var limits = new CaseRow { PromisedDays = facts.PromisedDays, StatutoryDays = facts.StatutoryDays, ExtensionDays = facts.ExtensionDays };
                var reading = keeper.ReadingOf(ClockKeeper.LedgerOf(limits, byCase[facts.CaseId].Select(r => r.Line)), today);
                lights[facts.CaseId] = new CaseLight(ClockWords.Light(reading.Light), reading.PromisedDue, reading.Remaining, reading.Provisional);
            }
        }

        return lights;
    }

    private sealed class LedgerRow
    {
        public long CaseId { get; init; }

        public int EntryNo { get; init; }

        public string KindCode { get; init; } = string.Empty;

        public Instant EntryUtc { get; init; }

        public string ReasonText { get; init; } = string.Empty;

        public string? DocumentDigest { get; init; }

        public int ExtendedDays { get; init; }

        public ClockEntryRow Line => new()
        {
            EntryNo = EntryNo,
            KindCode = KindCode,
            EntryUtc = EntryUtc,
            ReasonText = ReasonText,
            DocumentDigest = DocumentDigest,
            ExtendedDays = ExtendedDays,
        };
    }
}

/// <summary>Limits of a case, in working days.</summary>
internal sealed record CaseFacts(long CaseId, int PromisedDays, int StatutoryDays, int ExtensionDays);

/// <summary>How a case's clock is shown in a list.</summary>
internal sealed record CaseLight(string Light, DateOnly? PromisedDue, int? Remaining, bool Provisional);
