using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>The pumps of this process (后台工作): when each came round last, and the code of its last failure.</summary>
public sealed class PumpState(PumpBoard board, IClock clock) : IStateSource
{
    /// <summary>How long a failure is told of after the pump works again.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public string Code => "pumps";

    public string Title => "后台工作";

    public string Part => "后台工作";

    public int Place => 40;

    public Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StateLine>>([.. board.All.Select(LineOf)]);

    private StateLine LineOf(PumpStanding standing)
    {
        var (code, title, now) = ("pump." + standing.Pump.Code, standing.Pump.Title, clock.Now);
        var silent = now.Minus(standing.TurnedAt);
        var seen = standing.Pump.LongestTurn is null ? $"{Amount.OfInstant(standing.TurnedAt)} 起等候任务" : $"{Amount.OfTime(silent)}前运行过";
        var failed = standing is { LastError: { } error, FailedAt: { } at } ? $",最近一次失败 {error}({Amount.OfInstant(at)})" : string.Empty;
        var line = standing.Pump.LongestTurn is { } longest && silent > longest
            ? StateLine.Problem(code, title, seen + failed, "查平台日志;重启平台(systemctl restart guotu)后接着做,不会丢")
            : standing.IsFailing ? StateLine.Problem(code, title, seen + failed, "按错误码的办法处理;排除后自动继续")
            : standing.FailedAt is { } before && now.Minus(before) < Remembered ? StateLine.Notice(code, title, seen + failed, "已恢复;反复出现的,查平台日志")
            : StateLine.Good(code, title, seen);
        return line with { Figures = [new StateFigure("silent", Math.Max(0, silent.TotalSeconds), "seconds")] };
    }
}
