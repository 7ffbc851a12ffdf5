using System.Globalization;
using Guotu.Kernel.Results;

namespace Guotu.Kernel.StatutoryClock;

/// <summary>
/// The statutory clock of a case as a ledger (时钟账): the entries are the truth and everything else is recomputed from them.
/// Adding an entry answers a new ledger or the reason why the law does not allow it.
/// </summary>
public sealed class ClockLedger
{
    private ClockLedger(ClockLimits limits, IReadOnlyList<ClockEntry> entries)
    {
        Limits = limits;
        Entries = entries;
    }

    public ClockLimits Limits { get; }

    public IReadOnlyList<ClockEntry> Entries { get; }

    public bool IsStarted => Entries.Count > 0;

    public bool IsEnded => Entries.Count > 0 && Entries[^1].Kind == ClockEntryKind.End;

    public bool IsStopped => Entries.LastOrDefault(e => e.Kind != ClockEntryKind.Extend)?.Kind == ClockEntryKind.Stop;

    public bool IsRunning => IsStarted && !IsStopped && !IsEnded;

    /// <summary>Working days added by an extension.</summary>
    public int ExtendedDays => Entries.Sum(e => e.Days);

    public static ClockLedger Empty(ClockLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return limits.Promised <= limits.Statutory && limits.Promised > 0
            ? new ClockLedger(limits, [])
            : throw new ArgumentException("The promised limit is at least one day and not beyond the statutory one", nameof(limits));
    }

    /// <summary>Rebuilds a ledger from stored entries; a sequence that the rules do not allow throws, because it was not written here.</summary>
    public static ClockLedger Of(ClockLimits limits, IEnumerable<ClockEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var ledger = Empty(limits);
        foreach (var entry in entries)
        {
            var next = ledger.Add(entry);
            ledger = next.IsSuccess ? next.Value : throw new InvalidDataException($"The stored clock ledger is broken: {next.Error}");
        }

        return ledger;
    }

    public Result<ClockLedger> Add(ClockEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return RefusalOf(entry) is { } error ? error : new ClockLedger(Limits, [.. Entries, entry]);
    }

    private Error? RefusalOf(ClockEntry entry)
    {
        if (Entries.Count > 0 && entry.At < Entries[^1].At)
        {
            return new Error(ClockErrors.BackInTime, ("last", Entries[^1].At.LocalDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
        }

        return entry.Kind switch
        {
            ClockEntryKind.Start when IsStarted => new Error(ClockErrors.StartedBefore, ("day", Text(Entries[0].Day))),
            ClockEntryKind.Start => null,
            ClockEntryKind.Stop => Needs(IsRunning, "停表") ?? NeedsDocument(entry, "停表"),
            ClockEntryKind.Resume => IsStopped && !IsEnded ? NeedsDocument(entry, "恢复计时") : new Error(ClockErrors.NotStopped),
            ClockEntryKind.Extend => Needs(IsRunning, "延期") ?? NeedsDocument(entry, "延期") ?? NeedsLawfulExtension(entry),
            ClockEntryKind.End => Needs(IsStarted && !IsEnded, "终止计时"),
            _ => throw new InvalidOperationException($"Unknown clock entry {entry.Kind}"),
        };
    }

    private static Error? Needs(bool holds, string act) => holds ? null : new Error(ClockErrors.NotRunning, ("act", act));

    private static Error? NeedsDocument(ClockEntry entry, string act) =>
        string.IsNullOrEmpty(entry.DocumentDigest) ? new Error(ClockErrors.DocumentMissing, ("act", act)) : null;

    private Error? NeedsLawfulExtension(ClockEntry entry) =>
        entry.Days > 0 && entry.Days <= Limits.LongestExtension && ExtendedDays == 0
            ? null
            : new Error(ClockErrors.ExtensionNotAllowed, ("days", Limits.LongestExtension));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
