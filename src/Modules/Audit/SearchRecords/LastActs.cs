using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;

namespace Guotu.Audit.SearchRecords;

/// <summary>
/// When an account last did something (上次办理), from the records in the database; archived ones do not count. Read backwards by the index of the
/// account, so that the cost is that of the logins since.
/// </summary>
internal sealed class LastActs(IUnitsOfWork units) : ILastActs
{
    private const string Sql =
        """
        SELECT r.at_utc FROM au_record r
        WHERE r.account_name = :p_account AND r.outcome_code = 'success' AND r.kind_code NOT IN ('identity.login', 'identity.logout')
        ORDER BY r.at_utc DESC, r.record_id DESC LIMIT 1
        """;

    public async Task<Instant?> OfAsync(string account, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await session.SingleOrDefaultAsync<ActRow>(Sql, new { p_account = account }, ct))?.AtUtc;
    }

    private sealed class ActRow
    {
        public Instant AtUtc { get; init; }
    }
}
