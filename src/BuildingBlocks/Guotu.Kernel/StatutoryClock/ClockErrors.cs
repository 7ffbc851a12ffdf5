using Guotu.Kernel.Results;

namespace Guotu.Kernel.StatutoryClock;

/// <summary>Errors of the statutory clock (时限).</summary>
public static class ClockErrors
{
    /// <summary>The clock is not running, so it cannot be stopped or extended.</summary>
    public static readonly ErrorCode NotRunning = new("CLK-0001");

    /// <summary>A stop, a resumption or an extension needs its document.</summary>
    public static readonly ErrorCode DocumentMissing = new("CLK-0002");

    /// <summary>The clock is not stopped, so it cannot be resumed.</summary>
    public static readonly ErrorCode NotStopped = new("CLK-0003");

    /// <summary>It was started before.</summary>
    public static readonly ErrorCode StartedBefore = new("CLK-0004");

    /// <summary>The entry lies before the last one.</summary>
    public static readonly ErrorCode BackInTime = new("CLK-0005");

    /// <summary>The law knows one extension of so many days at most.</summary>
    public static readonly ErrorCode ExtensionNotAllowed = new("CLK-0006");
}
