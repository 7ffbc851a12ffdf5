using System.ComponentModel.DataAnnotations;
using Guotu.Approval.Domain;
using Guotu.Approval.Store;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;
using Guotu.Kernel.StatutoryClock;
using Guotu.Kernel.Time;

namespace Guotu.Approval.KeepClock;

/// <summary>The clock of a case for its page and its ledger page (时钟账), recomputed and compared with what was stored.</summary>
public sealed class ClockQuery(ClockKeeper keeper, IUnitsOfWork units, IClock clock)
{
    public async Task<Result<ClockLedgerView>> LedgerAsync(Caller caller, long caseId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(caller);
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var row = await CaseStore.FindAsync(session, caseId, ct);
        if (row.Error is { } unknown)
        {
            return unknown;
        }

        var rows = await ClockKeeper.RowsAsync(session, caseId, ct);
        return new ClockLedgerView(ViewOf(row.Value, rows))
        {
            Entries = rows.Select(EntryOf).ToList(),
            CalendarVersions = rows.Select(r => r.CalendarVersion).Append(keeper.Calendar.Version).Distinct(StringComparer.Ordinal).ToList(),
            Recomputed = new ClockRecomputed(Same(row.Value, rows)),
        };
    }

    internal async Task<ClockView> OfAsync(ISqlSession session, CaseRow row, CancellationToken ct) =>
        ViewOf(row, await ClockKeeper.RowsAsync(session, row.CaseId, ct));

    private ClockView ViewOf(CaseRow row, IReadOnlyList<ClockEntryRow> rows)
    {
        var reading = keeper.ReadingOf(ClockKeeper.LedgerOf(row, rows), clock.Now.LocalDate);
        return new ClockView
        {
            StartedOn = row.AcceptedOn,
            PromisedDue = reading.PromisedDue,
            StatutoryDue = reading.StatutoryDue,
            Remaining = reading.Remaining,
            Light = ClockWords.Light(reading.Light),
            Provisional = reading.Provisional,
            PromisedDays = row.PromisedDays,
            StatutoryDays = row.StatutoryDays,
            Used = reading.Used,
            Stopped = reading.Stopped,
            Cells = reading.Days.Select(d => new ClockCell(d.Day, ClockWords.Day(d.Kind))).ToList(),
        };
    }

    /// <summary>Each stored line's figures against those computed now from the lines up to it; a newer calendar may differ lawfully and says so.</summary>
    private bool Same(CaseRow row, IReadOnlyList<ClockEntryRow> rows) => Enumerable.Range(1, rows.Count).All(count =>
    {
        var last = rows[count - 1];
        var reading = keeper.ReadingOf(ClockKeeper.LedgerOf(row, rows.Take(count)), last.EntryUtc.LocalDate);
        return reading.PromisedDue == last.PromisedDue && reading.StatutoryDue == last.StatutoryDue && reading.Used == last.UsedDays;
    });

    private static ClockEntryView EntryOf(ClockEntryRow row) => new(
        row.EntryUtc,
        ClockTitles.Of(ClockWords.Kind(row.KindCode)),
        row.ReasonText,
        row.DocumentDigest is { } digest ? new ClockDocument(digest, row.DocumentName ?? string.Empty) : null,
        row.ExtendedDays,
        row.ByName);
}

/// <summary>Chinese words of the entries.</summary>
internal static class ClockTitles
{
    public static string Of(ClockEntryKind kind) => kind switch
    {
        ClockEntryKind.Start => "起算",
        ClockEntryKind.Stop => "停表",
        ClockEntryKind.Resume => "恢复",
        ClockEntryKind.Extend => "延期",
        _ => "终止",
    };
}

/// <summary>The clock as pages show it; days are working days.</summary>
public record ClockView
{
    public DateOnly? StartedOn { get; init; }

    public DateOnly? PromisedDue { get; init; }

    public DateOnly? StatutoryDue { get; init; }

    public int? Remaining { get; init; }

    [AllowedValues("green", "yellow", "red", "paused", "none")]
    public string Light { get; init; } = "none";

    public bool Provisional { get; init; }

    public int PromisedDays { get; init; }

    public int StatutoryDays { get; init; }

    public int Used { get; init; }

    public int Stopped { get; init; }

    public IReadOnlyList<ClockCell> Cells { get; init; } = [];
}

/// <summary>The clock with its ledger.</summary>
public sealed record ClockLedgerView : ClockView
{
    internal ClockLedgerView(ClockView clock)
        : base(clock)
    {
    }

    public IReadOnlyList<ClockEntryView> Entries { get; init; } = [];

    public IReadOnlyList<string> CalendarVersions { get; init; } = [];

    public required ClockRecomputed Recomputed { get; init; }
}

public sealed record ClockCell(DateOnly Date, [property: AllowedValues("used", "stopped", "today", "toPromise", "toStatutory")] string Kind);

public sealed record ClockRecomputed(bool Same);

public sealed record ClockDocument(string Digest, string Name);

/// <summary>A line of the ledger.</summary>
public sealed record ClockEntryView(Instant At, string Kind, string Reason, ClockDocument? Document, int Days, string ByName);
