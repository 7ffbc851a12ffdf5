using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Runs;

/// <summary>
/// A run (任务): long work of the node that one person starts and everybody with the right sees, one at a time. What every table of runs holds; a module adds
/// the columns of its results.
/// </summary>
public abstract class RunRow
{
    public const string New = "NEW";
    public const string Running = "RUNNING";
    public const string Done = "DONE";

    private const string Failed = "FAILED";
    private const string Cancelled = "CANCELLED";

    public long RunId { get; init; }

    public long UserId { get; init; }

    public string AccountName { get; init; } = string.Empty;

    public string UserName { get; init; } = string.Empty;

    public string UserAddress { get; init; } = string.Empty;

    public string StateCode { get; init; } = string.Empty;

    public string? StepName { get; init; }

    public int StepsDone { get; init; }

    public int StepsTotal { get; init; }

    public Instant CreatedUtc { get; init; }

    public Instant? FinishedUtc { get; init; }

    public string? FaultCode { get; init; }

    public string? FaultText { get; init; }

    /// <summary>The state as the API writes it: waiting, running, done, failed or cancelled.</summary>
    public string State => StateCode switch
    {
        New => "waiting",
        Running => "running",
        Done => "done",
        Cancelled => "cancelled",
        _ => "failed",
    };

    /// <summary>The state in words of the person who asks for the result of a run that has none.</summary>
    public string StateName => StateCode switch
    {
        New => "还在排队",
        Running => "正在进行",
        Failed => "没有成功",
        Cancelled => "已取消",
        _ => "已完成",
    };

    public RunFault? Fault => FaultCode is null ? null : new RunFault(FaultCode, FaultText ?? string.Empty, ErrorRegistry.Shared.Entry(new ErrorCode(FaultCode)).WayOut);
}

/// <summary>Why a run failed, with the way out.</summary>
public sealed record RunFault(string Code, string Text, string WayOut);

/// <summary>A run in the hands of a worker.</summary>
public sealed record RunClaim<TRow>(TRow Row, string Claimer)
    where TRow : RunRow;
