using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;

namespace Guotu.OneMap.WatchLayers;

/// <summary>Imports that wait or run (入库队列).</summary>
internal sealed class ImportQueueState(IUnitsOfWork units, IClock clock) : IStateSource
{
    private const string Sql =
        """
        SELECT COUNT(*) AS row_total, MIN(queued_utc) AS oldest_utc, COALESCE(SUM(CASE WHEN lease_utc IS NOT NULL AND lease_utc < :p_now THEN 1 ELSE 0 END), 0) AS left_total
        FROM om_import WHERE state_code IN ('Queued', 'Running')
        """;

    public string Code => "imports";

    public string Title => "入库";

    public string Part => "队列";

    public int Place => 51;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return [QueueLine.Of(this, (await session.SingleOrDefaultAsync<QueueRow>(Sql, new { p_now = clock.Now }, ct))!, clock.Now)];
    }
}
