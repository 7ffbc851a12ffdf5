using Guotu.Approval.Documents;
using Guotu.Approval.Domain;
using Guotu.Approval.KeepClock;
using Guotu.Approval.Store;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.ReadCase;

/// <summary>What happened to a case, newest first (办件记录): intake, acts, clock, papers, steps. The auditor's trail is another matter.</summary>
public sealed class CaseHistory(IUnitsOfWork units)
{
    private const string StepsSql = "SELECT done_utc, result_text FROM ap_step WHERE case_id = :p_case AND state_code = 'DONE'";

    public async Task<Result<IReadOnlyList<HistoryItem>>> FindAsync(Caller caller, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var row = await CaseStore.FindAsync(session, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        var items = new List<HistoryItem> { new(row.Value.ReceivedUtc, row.Value.ReceivedName, "收件", $"收件 {row.Value.ReceiptNumber}") };
        items.AddRange((await OpinionStore.ReadAsync(session, caseId, ct)).Select(o => new HistoryItem(o.GivenUtc, o.ByName, "办理", $"{o.NodeName}:{o.ActionName}")));
        items.AddRange((await ClockKeeper.RowsAsync(session, caseId, ct)).Select(e => new HistoryItem(e.EntryUtc, e.ByName, "时限", $"{ClockTitles.Of(ClockWords.Kind(e.KindCode))}:{e.ReasonText}")));
        items.AddRange((await CaseDocuments.OfCaseAsync(session, caseId, ct)).Select(d => new HistoryItem(d.CreatedUtc, "系统", "文书", $"生成《{d.DocumentTitle}》")));
        items.AddRange((await session.QueryAsync<StepRow>(StepsSql, new { p_case = caseId }, ct)).Select(s => new HistoryItem(s.DoneUtc, "系统", "步骤", s.ResultText)));
        return items.OrderByDescending(i => i.At).ToList();
    }

    private sealed class StepRow
    {
        public Instant DoneUtc { get; init; }

        public string ResultText { get; init; } = string.Empty;
    }
}

/// <summary>One thing that happened.</summary>
public sealed record HistoryItem(Instant At, string ByName, string Kind, string Text);
