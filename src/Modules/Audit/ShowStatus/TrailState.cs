using Guotu.Audit.Collecting;
using Guotu.Audit.Sealing;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;

namespace Guotu.Audit.ShowStatus;

/// <summary>Whether the trail is sealed in time, when it was last proved, and whether its checkpoints leave the node (审计封存、校验、外送).</summary>
public sealed class TrailState(IUnitsOfWork units, CheckpointSending sending, IClock clock) : IStateSource
{
    private static readonly TimeSpan SealedLate = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan SealedNoLonger = TimeSpan.FromDays(1);
    private static readonly TimeSpan SentLate = TimeSpan.FromMinutes(10);

    private const string WaitingSql = "SELECT COUNT(*) AS row_total, MIN(at_utc) AS oldest_utc FROM au_record WHERE batch_no = 0";

    private const string VerificationSql = "SELECT at_utc, is_ok, finding_count FROM au_verification ORDER BY run_id DESC LIMIT 1";

    public string Code => "audit";

    public string Title => "审计封存";

    public string Part => "审计";

    public int Place => 30;

    /// <summary>Looks at what waits, by its index; its cost does not grow with the trail.</summary>
    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var waiting = (await session.SingleOrDefaultAsync<WaitingRow>(WaitingSql, null, ct))!;
        var last = await BatchTable.LastAsync(session, ct);
        var run = await session.SingleOrDefaultAsync<RunRow>(VerificationSql, null, ct);
        return [Sealing(waiting), Checkpoint(last?.SealedUtc), Verification(run), Collector()];
    }

    private StateLine Sealing(WaitingRow waiting)
    {
        List<StateFigure> figures = [new("unsealed", waiting.RowTotal, "count")];
        if (waiting.OldestUtc is not { } oldest)
        {
            return StateLine.Good(Code, Title, "全部封存") with { Figures = figures };
        }

        var age = clock.Now.Minus(oldest);
        var text = $"{waiting.RowTotal} 条未封存,最早的在 {Amount.OfInstant(oldest)}";
        var line = age < SealedLate
            ? StateLine.Good(Code, Title, text)
            : age < SealedNoLonger
                ? StateLine.Notice(Code, Title, text, "平台停着时不封存;平台在运行而不封存,由安全审计员校验")
                : StateLine.Problem(Code, Title, text, "启动平台;平台在运行而不封存,由安全审计员校验");
        return line with { Figures = [.. figures, new StateFigure("delay", Math.Max(0, age.TotalSeconds), "seconds")] };
    }

    private StateLine Checkpoint(Instant? sealedAt)
    {
        const string Name = "audit-checkpoint";
        const string What = "最近的检查点";
        if (sealedAt is not { } at)
        {
            return StateLine.Notice(Name, What, "还没有", "平台运行后会有;一直没有的,看「审计封存」");
        }

        var age = clock.Now.Minus(at);
        return StateLine.Good(Name, What, $"{Amount.OfInstant(at)}({Amount.OfTime(age)}前)") with { Figures = [new StateFigure("age", Math.Max(0, age.TotalSeconds), "seconds")] };
    }

    private static StateLine Verification(RunRow? run)
    {
        const string Name = "audit-verification";
        const string What = "审计校验";
        return run switch
        {
            null => StateLine.Notice(Name, What, "还没有校验过", "由安全审计员运行 guotu audit verify"),
            { IsOk: 1 } good => StateLine.Good(Name, What, $"{Amount.OfInstant(good.AtUtc)} 完整"),
            var bad => StateLine.Problem(Name, What, $"{Amount.OfInstant(bad.AtUtc)} 发现 {bad.FindingCount} 处", "由安全审计员查明原因"),
        };
    }

    private StateLine Collector()
    {
        const string Name = "audit-collector";
        const string What = "检查点外送";
        if (!sending.IsConfigured)
        {
            return StateLine.Notice(Name, What, "没有配置日志服务器", "在 node.json 写明 auditCollector,见 docs/how-to/send-checkpoints.md");
        }

        var late = sending.LastSentUtc() is not { } last || clock.Now.Minus(last) > SentLate;
        return sending.Waiting() == 0 ? StateLine.Good(Name, What, $"{sending.Where},已全部送出")
            : late ? StateLine.Problem(Name, What, $"{sending.Where},有检查点等待超过十分钟", "查日志服务器和网络;恢复后自动补送")
            : StateLine.Good(Name, What, $"{sending.Where},正在送出");
    }

    private sealed class WaitingRow
    {
        public long RowTotal { get; init; }

        public Instant? OldestUtc { get; init; }
    }

    private sealed class RunRow
    {
        public Instant AtUtc { get; init; }

        public int IsOk { get; init; }

        public int FindingCount { get; init; }
    }
}
