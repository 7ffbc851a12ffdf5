using Guotu.Database.Outbox;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Hosting.Watching;

/// <summary>What the outbox has not delivered (出件箱).</summary>
public sealed class OutboxState(IUnitsOfWork units, IClock clock) : IStateSource
{
    private static readonly TimeSpan DeliveredLate = TimeSpan.FromMinutes(10);

    public string Code => "outbox";

    public string Title => "出件箱";

    public string Part => "队列";

    public int Place => 50;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct) => [await ReadAsync(ct)];

    public async Task<StateLine> ReadAsync(CancellationToken ct)
    {
        var backlog = await OutboxBacklog.ReadAsync(units, ct);
        return LineOf(backlog) with { Figures = [new StateFigure("waiting", backlog.Waiting, "count"), new StateFigure("stuck", backlog.Stuck, "count")] };
    }

    private StateLine LineOf(OutboxBacklog backlog)
    {
        if (backlog.Stuck > 0)
        {
            return StateLine.Problem(Code, Title, $"{backlog.Stuck} 件多次投递不成,已停下", "查看 db_outbox 的 last_error,排除原因后重新投递");
        }

        if (backlog.OldestWaiting is not { } oldest)
        {
            return StateLine.Good(Code, Title, "没有积压");
        }

        var text = $"{backlog.Waiting} 件待投递,最早的在 {Amount.OfInstant(oldest)}";
        return clock.Now.Minus(oldest) < DeliveredLate
            ? StateLine.Good(Code, Title, text)
            : StateLine.Notice(Code, Title, text, "平台停着时不投递;平台在运行而不投递,查看 db_outbox 的 last_error");
    }
}
