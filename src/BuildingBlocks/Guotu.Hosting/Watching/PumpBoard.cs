using System.Collections.Concurrent;
using System.Data.Common;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>
/// Where the pumps of this process say that they run (后台工作登记). In memory only: it tells of the process that answers, which on a single node is all there
/// is; in a cluster each process tells of its own.
/// </summary>
public sealed class PumpBoard(IClock clock)
{
    private readonly ConcurrentDictionary<string, PumpStanding> _pumps = new(StringComparer.Ordinal);

    public IReadOnlyList<PumpStanding> All => [.. _pumps.Values.OrderBy(p => p.Pump.Code, StringComparer.Ordinal)];

    /// <summary>The pump has begun, or come round again. It works again after a failure when it comes round from a turn in which nothing failed.</summary>
    public void Turned(Pump pump)
    {
        ArgumentNullException.ThrowIfNull(pump);
        _pumps.AddOrUpdate(
            pump.Code,
            _ => new PumpStanding(pump, clock.Now, null, null),
            (_, was) => was with { TurnedAt = clock.Now, IsFailing = was.IsFailing && was.TurnFailed, TurnFailed = false });
    }

    /// <summary>A turn came to its end: of a pump that waits until it is needed, and may not come round for long.</summary>
    public void WentWell(Pump pump)
    {
        ArgumentNullException.ThrowIfNull(pump);
        _pumps.AddOrUpdate(pump.Code, _ => new PumpStanding(pump, clock.Now, null, null), (_, was) => was with { TurnedAt = clock.Now, IsFailing = false, TurnFailed = false });
    }

    /// <summary>A turn did not come to its end. The code only: what a fault says may name persons.</summary>
    public void Failed(Pump pump, Exception fault) => Failed(pump, fault is DbException ? "HST-0003" : "HST-0001");

    /// <summary>A turn was refused.</summary>
    public void Failed(Pump pump, string code)
    {
        ArgumentNullException.ThrowIfNull(pump);
        _pumps.AddOrUpdate(
            pump.Code,
            _ => new PumpStanding(pump, clock.Now, code, clock.Now) { IsFailing = true, TurnFailed = true },
            (_, was) => was with { LastError = code, FailedAt = clock.Now, IsFailing = true, TurnFailed = true });
    }
}

/// <summary>A pump (后台工作).</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="LongestTurn">After how long without coming round it is not well; null where it waits until it is needed.</param>
public sealed record Pump(string Code, string Title, TimeSpan? LongestTurn);

/// <summary>How a pump was when it last said something.</summary>
/// <param name="LastError">Code of the last turn that failed; null where none did since the start.</param>
public sealed record PumpStanding(Pump Pump, Instant TurnedAt, string? LastError, Instant? FailedAt)
{
    /// <summary>Whether it failed and has not come to the end of a turn since.</summary>
    public bool IsFailing { get; init; }

    /// <summary>Whether the turn that goes on, or was the last, failed.</summary>
    public bool TurnFailed { get; init; }
}
