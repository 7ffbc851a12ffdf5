using System.Data.Common;
using Guotu.Kernel.Time;

namespace Guotu.Database.Nodes;

/// <summary>What a process does whose node number could not be renewed in time (租约续不上时).</summary>
public enum LeaseLapse
{
    /// <summary>It stops: the platform, which would go on writing.</summary>
    Stop,

    /// <summary>It answers nothing, gives out no ids and goes on trying: a process that reads, beside a database that is busy with a long write.</summary>
    Wait,
}

/// <summary>Whether this process may take its node number for its own (租约状况).</summary>
/// <param name="clock">Time.</param>
/// <param name="lapse">What it does when the lease ran out.</param>
public sealed class LeaseStanding(IClock clock, LeaseLapse lapse)
{
    private long _until = long.MaxValue;

    public LeaseLapse Lapse => lapse;

    /// <summary>Whether the lease ran out without anybody knowing whether another took the number.</summary>
    public bool HasRunOut => clock.Now.UnixMicroseconds >= Interlocked.Read(ref _until);

    /// <summary>Whether the process has to wait until it is renewed.</summary>
    public bool IsWaiting => lapse == LeaseLapse.Wait && HasRunOut;

    /// <summary>Acquired or renewed by an attempt that began then: what the row says is no earlier than this.</summary>
    public void HeldFrom(Instant began) => Interlocked.Exchange(ref _until, began.Plus(NodeLease.Length).UnixMicroseconds);
}

/// <summary>
/// An id was asked for while the process waits for its node number. To callers it is the database that does not take a write, so it is handled as that:
/// what was to be written is tried again later.
/// </summary>
public sealed class NodeNumberAwaitedException() : DbException("The lease of the node number ran out and could not be renewed yet: no ids are given out");
