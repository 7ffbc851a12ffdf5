using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;

namespace Guotu.Analysis.Jobs;

/// <summary>Analyses that wait or run (分析队列).</summary>
internal sealed class QueueState(IUnitsOfWork units, IClock clock) : IStateSource
{
    private const string Sql =
        """
        SELECT COUNT(*) AS row_total, MIN(created_utc) AS oldest_utc, COALESCE(SUM(CASE WHEN state_code = 'Running' AND lease_utc < :p_now THEN 1 ELSE 0 END), 0) AS left_total
        FROM an_job WHERE state_code IN ('Queued', 'Running')
        """;

    public string Code => "analyses";

    public string Title => "空间分析";

    public string Part => "队列";

    public int Place => 52;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [QueueLine.Of(this, (await session.SingleOrDefaultAsync<QueueRow>(Sql, new { p_now = clock.Now }, ct))!, clock.Now)];
    }
}
