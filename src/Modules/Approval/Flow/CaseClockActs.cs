using System.Globalization;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Bpmn.Definition;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Kernel.StatutoryClock;

namespace Guotu.Approval.Flow;

/// <summary>What the process asks of the clock (流程要求的计时): each becomes a line of the ledger, or nothing before acceptance.</summary>
public sealed class CaseClockActs(ClockKeeper clock, NumberSeries numbers, MatterCatalogue matters, CountySettings county)
{
    /// <summary>The Chinese sentence on what happened to the clock; empty for nothing.</summary>
    internal async Task<Result<string>> ApplyAsync(IUnitOfWork work, CaseRow row, ClockAct act, ClockPaper? paper, CancellationToken ct)
    {
        if (act != ClockAct.Start && row.ClockCode == CaseRow.ClockNone)
        {
            return string.Empty; // 许可法 32 条: before acceptance there is no clock to stop or to end.
        }

        var entry = EntryOf(work, act, paper);
        var added = await clock.AddAsync(work, row, entry, paper?.Name, ct);
        if (added.Error is { } refused)
        {
            return refused;
        }

        if (act == ClockAct.Start)
        {
            row.AcceptedOn = work.At.LocalDate;
            if ((await NumberAsync(work, row, ct)).Error is { } noNumber)
            {
                return noNumber;
            }
        }
        else if (act == ClockAct.End)
        {
            row.DecidedUtc = work.At;
        }

        var text = Sentence(act, added.Value);
        work.Audit(new AuditEntry("case.clock", "case", row.CaseId.ToString(CultureInfo.InvariantCulture), text));
        return text;
    }

    private static ClockEntry EntryOf(IUnitOfWork work, ClockAct act, ClockPaper? paper) => act switch
    {
        ClockAct.Start => new ClockEntry(ClockEntryKind.Start, work.At, "受理", null, 0),
        ClockAct.Stop => new ClockEntry(ClockEntryKind.Stop, work.At, paper?.Reason ?? "退回申请人补正", paper?.Digest, 0),
        ClockAct.Resume => new ClockEntry(ClockEntryKind.Resume, work.At, paper?.Reason ?? "申请人补正", paper?.Digest, 0),
        _ => new ClockEntry(ClockEntryKind.End, work.At, "作出决定", null, 0),
    };

    private static string Sentence(ClockAct act, ClockReading reading) => act switch
    {
        ClockAct.Start => $"自 {Day(reading.CountsFrom)} 起算,承诺 {Day(reading.PromisedDue)} 前办结{(reading.Provisional ? "(暂定)" : string.Empty)}",
        ClockAct.Stop => "停表,补正期间不计入时限",
        ClockAct.Resume => $"恢复计时,承诺 {Day(reading.PromisedDue)} 前办结{(reading.Provisional ? "(暂定)" : string.Empty)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"计时终止,共用 {reading.Used} 个工作日"),
    };

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—";

    private async Task<Result> NumberAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        if (row.CaseNumber is not null)
        {
            return Result.Done;
        }

        var year = work.At.LocalDate.Year.ToString(CultureInfo.InvariantCulture);
        var number = await numbers.NextAsync(work, $"case/{row.MatterCode}/{year}", ct);
        if (number.Error is { } noNumber)
        {
            return noNumber;
        }

        row.CaseNumber = string.Create(CultureInfo.InvariantCulture, $"{county.PaperPrefix}{matters.Of(row.MatterCode).CaseWord}〔{year}〕{number.Value}号");
        return Result.Done;
    }
}
