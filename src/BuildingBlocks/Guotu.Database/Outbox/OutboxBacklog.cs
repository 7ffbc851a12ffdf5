using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Database.Outbox;

/// <summary>What the outbox has not delivered (出件箱积压).</summary>
/// <param name="Waiting">Messages that will be tried.</param>
/// <param name="Stuck">Messages that were given up and wait for a person.</param>
/// <param name="OldestWaiting">When the oldest of the waiting was written.</param>
public sealed record OutboxBacklog(int Waiting, int Stuck, Instant? OldestWaiting)
{
    private const string CountSql = "SELECT COUNT(*) AS row_total FROM db_outbox WHERE state_code = :p_state";

    private const string OldestSql = "SELECT created_utc FROM db_outbox WHERE state_code = 'NEW' ORDER BY created_utc LIMIT 1";

    public static async Task<OutboxBacklog> ReadAsync(IUnitsOfWork units, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(units);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var waiting = await session.ScalarAsync<int>(CountSql, new { p_state = "NEW" }, ct);
        var stuck = await session.ScalarAsync<int>(CountSql, new { p_state = "STUCK" }, ct);
        return new OutboxBacklog(waiting, stuck, (await session.SingleOrDefaultAsync<OldestRow>(OldestSql, null, ct))?.CreatedUtc);
    }

    private sealed class OldestRow
    {
        public Instant CreatedUtc { get; init; }
    }
}
