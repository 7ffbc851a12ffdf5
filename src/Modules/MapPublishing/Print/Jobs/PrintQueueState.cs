using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>Prints that wait or are drawn (出图队列).</summary>
internal sealed class PrintQueueState(IUnitsOfWork units, IClock clock) : IStateSource
{
    private const string Sql =
        """
        SELECT COUNT(*) AS row_total, MIN(created_utc) AS oldest_utc, COALESCE(SUM(CASE WHEN state_code = 'DRAWING' AND lease_utc < :p_now THEN 1 ELSE 0 END), 0) AS left_total
        FROM mp_print WHERE state_code IN ('NEW', 'DRAWING')
        """;

    public string Code => "prints";

    public string Title => "出图";

    public string Part => "队列";

    public int Place => 53;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [QueueLine.Of(this, (await session.SingleOrDefaultAsync<QueueRow>(Sql, new { p_now = clock.Now }, ct))!, clock.Now)];
    }
}
