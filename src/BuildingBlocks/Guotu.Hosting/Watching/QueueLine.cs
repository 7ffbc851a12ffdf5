using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>Counts of a queue as its module reads them: jobs that wait or run.</summary>
public sealed class QueueRow
{
    public long RowTotal { get; init; }

    /// <summary>When the oldest of them was asked for.</summary>
    public Instant? OldestUtc { get; init; }

    /// <summary>Those whose worker says nothing any more.</summary>
    public long LeftTotal { get; init; }
}

/// <summary>How a queue of jobs is (队列).</summary>
public static class QueueLine
{
    /// <summary>Longer than any job may take.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static StateLine Of(IStateSource source, QueueRow queue, Instant now)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(queue);
        var (code, title) = (source.Code, source.Title);
        var line = queue.OldestUtc is not { } oldest ? StateLine.Good(code, title, "没有在办的")
            : queue.LeftTotal > 0 ? StateLine.Notice(code, title, $"{queue.RowTotal} 个在办,其中 {queue.LeftTotal} 个的执行进程没有了应答", "租约到期后自动接着做或报中断;反复出现的,查平台日志")
            : now.Minus(oldest) > Long ? StateLine.Notice(code, title, $"{queue.RowTotal} 个在办,最早的在 {Amount.OfInstant(oldest)}", "看对应的后台工作是否在运行")
            : StateLine.Good(code, title, $"{queue.RowTotal} 个在办,最早的在 {Amount.OfInstant(oldest)}");
        return line with { Figures = [new("unfinished", queue.RowTotal, "count"), new("left", queue.LeftTotal, "count")] };
    }
}
