using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;

namespace Guotu.Operations.WatchNode;

/// <summary>Assessments that wait or run (测评队列).</summary>
internal sealed class AssessmentQueueState(IUnitsOfWork units, IClock clock) : IStateSource
{
    private const string Sql =
        """
        SELECT COUNT(*) AS row_total, MIN(created_utc) AS oldest_utc, COALESCE(SUM(CASE WHEN state_code = 'RUNNING' AND lease_utc < :p_now THEN 1 ELSE 0 END), 0) AS left_total
        FROM op_assessment WHERE state_code IN ('NEW', 'RUNNING')
        """;

    public string Code => "assessments";

    public string Title => "等保测评";

    public string Part => "队列";

    public int Place => 54;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [QueueLine.Of(this, (await session.SingleOrDefaultAsync<QueueRow>(Sql, new { p_now = clock.Now }, ct))!, clock.Now)];
    }
}
