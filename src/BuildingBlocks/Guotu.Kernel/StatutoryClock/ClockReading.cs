using Guotu.Kernel.Calendar;

namespace Guotu.Kernel.StatutoryClock;

/// <summary>How the clock is shown (时限灯).</summary>
public enum ClockLight
{
    /// <summary>Not started, or ended.</summary>
    None,

    /// <summary>正常.</summary>
    Green,

    /// <summary>将到期: 80 % of the promised days used, or at most two left.</summary>
    Yellow,

    /// <summary>逾期: beyond the promised day.</summary>
    Red,

    /// <summary>停表.</summary>
    Paused,
}

/// <summary>What one day is on the clock.</summary>
public enum ClockDayKind
{
    /// <summary>A counted day that has passed.</summary>
    Used,

    /// <summary>A working day that did not count.</summary>
    Stopped,

    /// <summary>Today, while it counts.</summary>
    Today,

    /// <summary>Still to come, within the promise.</summary>
    ToPromise,

    /// <summary>Still to come, beyond the promise and within the law.</summary>
    ToStatutory,
}

/// <summary>A working day of the clock, for the row of cells.</summary>
public sealed record ClockDay(DateOnly Day, ClockDayKind Kind);

/// <summary>The clock as it stands on a day, recomputed from the ledger and the calendar.</summary>
public sealed record ClockReading
{
    /// <summary>First counted day: the working day after acceptance; null before.</summary>
    public DateOnly? CountsFrom { get; private init; }

    public DateOnly? PromisedDue { get; private init; }

    public DateOnly? StatutoryDue { get; private init; }

    /// <summary>Counted working days that have passed; today is not among them.</summary>
    public int Used { get; private init; }

    /// <summary>Working days that did not count.</summary>
    public int Stopped { get; private init; }

    /// <summary>Working days left of the promise, today included; negative when overdue.</summary>
    public int? Remaining { get; private init; }

    public ClockLight Light { get; private init; }

    /// <summary>暂定: a deadline reaches into a year whose calendar is not loaded.</summary>
    public bool Provisional { get; private init; }

    public required string CalendarVersion { get; init; }

    public IReadOnlyList<ClockDay> Days { get; private init; } = [];

    public static ClockReading Of(ClockLedger ledger, WorkingDayCalendar calendar, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(calendar);
        if (!ledger.IsStarted)
        {
            return new ClockReading { CalendarVersion = calendar.Version };
        }

        return new Walk(ledger, calendar, today).Read();
    }

    /// <summary>
    /// One pass over working days from acceptance. A day counts unless the clock was stopped at its beginning and still at its end:
    /// a stop and a resumption on the same day cost nothing, and the day of the stop itself still counts.
    /// </summary>
    private sealed class Walk(ClockLedger ledger, WorkingDayCalendar calendar, DateOnly today)
    {
        private const int Longest = 5000;
        private readonly List<ClockDay> _days = [];
        private int _counted;
        private int _used;
        private int _stopped;
        private bool _provisional;

        public ClockReading Read()
        {
            var promised = ledger.Limits.Promised + ledger.ExtendedDays;
            var statutory = ledger.Limits.Statutory + ledger.ExtendedDays;
            var end = ledger.IsEnded ? ledger.Entries[^1].Day : (DateOnly?)null;
            DateOnly? first = null;
            DateOnly? promisedDue = null;
            DateOnly? statutoryDue = null;
            var day = ledger.Entries[0].Day;
            for (var i = 0; i < Longest && (statutoryDue is null || day < today); i++)
            {
                day = day.AddDays(1);
                if (!calendar.IsWorkingDay(day))
                {
                    continue;
                }

                if (end is { } ended && day > ended)
                {
                    break;
                }

                _provisional |= !calendar.Knows(day.Year) && statutoryDue is null;
                Take(day, promised, statutory);
                first ??= day;
                promisedDue ??= _counted == promised ? day : null;
                statutoryDue ??= _counted == statutory ? day : null;
            }

            return Result(first, promisedDue, statutoryDue, promised);
        }

        private void Take(DateOnly day, int promised, int statutory)
        {
            if (IsStoppedOn(day))
            {
                _stopped += day <= today ? 1 : 0;
                _days.Add(new ClockDay(day, ClockDayKind.Stopped));
                return;
            }

            _counted++;
            _used += day < today ? 1 : 0;
            var kind = day < today ? ClockDayKind.Used
                : day == today ? ClockDayKind.Today
                : _counted <= promised ? ClockDayKind.ToPromise
                : ClockDayKind.ToStatutory;
            if (_counted <= statutory || day <= today)
            {
                _days.Add(new ClockDay(day, kind));
            }
        }

        /// <summary>The future of a stopped clock is not known: its days are taken as counting from tomorrow on.</summary>
        private bool IsStoppedOn(DateOnly day)
        {
            DateOnly? since = null;
            foreach (var entry in ledger.Entries)
            {
                if (entry.Kind == ClockEntryKind.Stop)
                {
                    since = entry.Day;
                }
                else if (entry.Kind is ClockEntryKind.Resume or ClockEntryKind.End && since is { } from)
                {
                    if (day > from && day < entry.Day)
                    {
                        return true;
                    }

                    since = null;
                }
            }

            return since is { } open && day > open && day <= today;
        }

        private ClockReading Result(DateOnly? first, DateOnly? promisedDue, DateOnly? statutoryDue, int promised)
        {
            var remaining = promised - _used;
            return new ClockReading
            {
                CalendarVersion = calendar.Version,
                CountsFrom = first,
                PromisedDue = promisedDue,
                StatutoryDue = statutoryDue,
                Used = _used,
                Stopped = _stopped,
                Remaining = ledger.IsEnded ? null : remaining,
                Provisional = _provisional,
                Days = _days,
                Light = LightOf(promisedDue, promised, remaining),
            };
        }

        private ClockLight LightOf(DateOnly? promisedDue, int promised, int remaining) => ledger switch
        {
            { IsEnded: true } => ClockLight.None,
            { IsStopped: true } => ClockLight.Paused,
            _ when promisedDue is { } due && today > due => ClockLight.Red,
            _ when remaining <= 2 || _used * 10 >= promised * 8 => ClockLight.Yellow,
            _ => ClockLight.Green,
        };
    }
}
