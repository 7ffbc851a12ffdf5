using Guotu.Kernel.Time;

namespace Guotu.Kernel.StatutoryClock;

/// <summary>What happened to the clock.</summary>
public enum ClockEntryKind
{
    /// <summary>起算: the case was accepted; days count from the next working day (许可法 82 条).</summary>
    Start,

    /// <summary>停表: time that does not count (许可法 45 条).</summary>
    Stop,

    /// <summary>恢复.</summary>
    Resume,

    /// <summary>延期: more days, approved by the head (许可法 42 条).</summary>
    Extend,

    /// <summary>终止: decided, refused or withdrawn.</summary>
    End,
}

/// <summary>One line of the clock ledger (时钟账). Lines are only added.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="DocumentDigest">The paper it rests on; null only for start and end, which rest on the case's own step.</param>
/// <param name="Days">Working days of an extension; 0 otherwise.</param>
public sealed record ClockEntry(ClockEntryKind Kind, Instant At, string Reason, string? DocumentDigest, int Days)
{
    public DateOnly Day => At.LocalDate;
}

/// <summary>The limits of a matter in working days (时限).</summary>
/// <param name="Promised">承诺时限, not more than the statutory one.</param>
/// <param name="Statutory">法定时限.</param>
/// <param name="LongestExtension">Working days that the head may add once; 10 for licences.</param>
public sealed record ClockLimits(int Promised, int Statutory, int LongestExtension);
