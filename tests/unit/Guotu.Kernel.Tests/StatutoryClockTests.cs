using FsCheck;
using FsCheck.Fluent;
using Guotu.Kernel.Calendar;
using Guotu.Kernel.Results;
using Guotu.Kernel.StatutoryClock;
using Guotu.Kernel.Time;

namespace Guotu.Kernel.Tests;

public sealed class StatutoryClockTests
{
    private const string Paper = "a91f";
    private static readonly ClockLimits Limits = new(10, 20, 10);

    /// <summary>The day of the case page's picture: accepted 06-14, stopped 06-18 to 06-24, today 07-02.</summary>
    [Fact]
    public void The_office_day_of_the_brief_comes_out_as_on_its_picture()
    {
        var ledger = Ledger(
            (ClockEntryKind.Start, "2024-06-14 16:02", null, 0),
            (ClockEntryKind.Stop, "2024-06-18 17:20", Paper, 0),
            (ClockEntryKind.Resume, "2024-06-24 09:05", Paper, 0));

        var reading = ClockReading.Of(ledger, WorkingDayCalendar.China, new DateOnly(2024, 7, 2));

        Assert.Equal(new DateOnly(2024, 6, 17), reading.CountsFrom);
        Assert.Equal(new DateOnly(2024, 7, 3), reading.PromisedDue);
        Assert.Equal(new DateOnly(2024, 7, 17), reading.StatutoryDue);
        Assert.Equal((8, 3, 2), (reading.Used, reading.Stopped, reading.Remaining!.Value));
        Assert.Equal(ClockLight.Yellow, reading.Light);
        Assert.Equal(23, reading.Days.Count);
    }

    [Fact]
    public void A_stop_without_its_document_is_refused() =>
        Assert.Equal(ClockErrors.DocumentMissing, Refusal((ClockEntryKind.Start, "2024-06-14 16:02", null, 0), (ClockEntryKind.Stop, "2024-06-18 17:20", null, 0)).Code);

    [Fact]
    public void A_clock_that_runs_cannot_be_resumed() =>
        Assert.Equal(ClockErrors.NotStopped, Refusal((ClockEntryKind.Start, "2024-06-14 16:02", null, 0), (ClockEntryKind.Resume, "2024-06-18 17:20", Paper, 0)).Code);

    [Fact]
    public void An_entry_before_the_last_one_is_refused() =>
        Assert.Equal(ClockErrors.BackInTime, Refusal((ClockEntryKind.Start, "2024-06-14 16:02", null, 0), (ClockEntryKind.Stop, "2024-06-13 17:20", Paper, 0)).Code);

    [Fact]
    public void The_law_knows_one_extension_of_ten_days_at_most()
    {
        Assert.Equal(ClockErrors.ExtensionNotAllowed, Refusal((ClockEntryKind.Start, "2024-06-14 16:02", null, 0), (ClockEntryKind.Extend, "2024-06-18 17:20", Paper, 11)).Code);
        Assert.Equal(
            ClockErrors.ExtensionNotAllowed,
            Refusal(
                (ClockEntryKind.Start, "2024-06-14 16:02", null, 0),
                (ClockEntryKind.Extend, "2024-06-18 17:20", Paper, 5),
                (ClockEntryKind.Extend, "2024-06-19 17:20", Paper, 5)).Code);
    }

    [Fact]
    public void An_extension_moves_both_deadlines()
    {
        var plain = Ledger((ClockEntryKind.Start, "2024-06-14 16:02", null, 0));
        var longer = Ledger((ClockEntryKind.Start, "2024-06-14 16:02", null, 0), (ClockEntryKind.Extend, "2024-06-18 17:20", Paper, 10));
        var today = new DateOnly(2024, 6, 20);

        Assert.Equal(Read(plain, today).StatutoryDue, Read(longer, today).PromisedDue);
    }

    [Fact]
    public void A_stopped_clock_is_paused_and_an_overdue_one_red()
    {
        var stopped = Ledger((ClockEntryKind.Start, "2024-06-14 16:02", null, 0), (ClockEntryKind.Stop, "2024-06-18 17:20", Paper, 0));
        Assert.Equal(ClockLight.Paused, Read(stopped, new DateOnly(2024, 9, 2)).Light);
        Assert.Equal(ClockLight.Red, Read(Ledger((ClockEntryKind.Start, "2024-06-14 16:02", null, 0)), new DateOnly(2024, 9, 2)).Light);
    }

    [Fact]
    public void A_stop_and_a_resumption_on_the_same_day_cost_nothing() =>
        Prop.ForAll(Gen.Choose(0, 700).ToArbitrary(), Gen.Choose(1, 40).ToArbitrary(), (offset, later) =>
        {
            var start = new DateOnly(2023, 1, 3).AddDays(offset);
            var plain = Of([Entry(ClockEntryKind.Start, start, 9, 0)]);
            var day = start.AddDays(later);
            var paused = Of([Entry(ClockEntryKind.Start, start, 9, 0), Entry(ClockEntryKind.Stop, day, 10, 0), Entry(ClockEntryKind.Resume, day, 11, 0)]);
            var today = start.AddDays(60);
            return Read(plain, today).PromisedDue == Read(paused, today).PromisedDue;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stop_moves_the_deadline_by_exactly_the_working_days_it_lasted() =>
        Prop.ForAll(Gen.Choose(0, 700).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (offset, after, length) =>
        {
            var start = new DateOnly(2022, 1, 4).AddDays(offset);
            var stop = WorkingDayCalendar.China.Add(start, after).Day;
            var resume = stop.AddDays(length);
            var ledger = Of([Entry(ClockEntryKind.Start, start, 9, 0), Entry(ClockEntryKind.Stop, stop, 10, 0), Entry(ClockEntryKind.Resume, resume, 11, 0)]);
            var reading = Read(ledger, resume);
            var lost = WorkingDayCalendar.China.CountBetween(stop, resume.AddDays(-1));
            return reading.Stopped == lost && reading.PromisedDue == WorkingDayCalendar.China.Add(start, 10 + lost).Day;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Time_passing_never_gives_days_back() =>
        Prop.ForAll(Gen.Choose(0, 700).ToArbitrary(), Gen.Choose(0, 80).ToArbitrary(), (offset, ahead) =>
        {
            var start = new DateOnly(2022, 1, 4).AddDays(offset);
            var ledger = Of([Entry(ClockEntryKind.Start, start, 9, 0)]);
            return Read(ledger, start.AddDays(ahead)).Remaining >= Read(ledger, start.AddDays(ahead + 1)).Remaining;
        }).QuickCheckThrowOnFailure();

    private static ClockReading Read(ClockLedger ledger, DateOnly today) => ClockReading.Of(ledger, WorkingDayCalendar.China, today);

    private static ClockLedger Of(ClockEntry[] entries) => ClockLedger.Of(Limits, entries);

    private static ClockEntry Entry(ClockEntryKind kind, DateOnly day, int hour, int days) =>
        new(kind, Instant.StartOf(day).Plus(TimeSpan.FromHours(hour)), "测试", Paper, days);

    private static ClockLedger Ledger(params (ClockEntryKind Kind, string At, string? Document, int Days)[] entries) =>
        ClockLedger.Of(Limits, entries.Select(ToEntry));

    private static Error Refusal(params (ClockEntryKind Kind, string At, string? Document, int Days)[] entries)
    {
        var ledger = ClockLedger.Of(Limits, entries.SkipLast(1).Select(ToEntry));
        return ledger.Add(ToEntry(entries[^1])).Error!;
    }

    private static ClockEntry ToEntry((ClockEntryKind Kind, string At, string? Document, int Days) e)
    {
        var local = DateTime.ParseExact(e.At, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return new ClockEntry(e.Kind, Instant.FromUtc(local - Instant.ChinaOffset), "测试", e.Document, e.Days);
    }
}
