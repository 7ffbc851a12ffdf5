using System.Globalization;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes delegations; a row whose MAC does not hold is refused, never used and never passed over.</summary>
internal sealed class Delegations(RowWriter rows)
{
    private const string Columns =
        """
        d.delegation_id, d.from_user, d.to_user, d.roles_text, d.posts_text, d.until_on, d.reason_text, d.asked_utc, d.state_code,
        d.decided_by, d.decided_utc, d.ended_by, d.ended_utc, d.row_mac
        """;

    private const string FindSql = $"SELECT {Columns} FROM id_delegation d WHERE d.delegation_id = :p_id";

    private const string InForceSql =
        $"SELECT {Columns} FROM id_delegation d WHERE d.to_user = :p_user AND d.state_code = 'ACTIVE' AND d.until_on >= :p_today ORDER BY d.delegation_id";

    private const string OfPersonSql =
        $"SELECT {Columns} FROM id_delegation d WHERE d.from_user = :p_user OR d.to_user = :p_user ORDER BY d.delegation_id DESC LIMIT 200";

    private const string AllSql = $"SELECT {Columns} FROM id_delegation d ORDER BY d.delegation_id DESC LIMIT 500";

    /// <summary>A confirmation and a withdrawal at the same time wait for each other here, so that the later one sees the earlier.</summary>
    private const string TurnSql = "UPDATE id_delegation SET turn_no = turn_no + 1 WHERE delegation_id = :p_id";

    /// <summary>The delegation, held until the unit ends.</summary>
    public async Task<Result<DelegationRow>> TakeAsync(IUnitOfWork work, long id, CancellationToken ct)
    {
        await work.ExecuteAsync(TurnSql, new { p_id = id }, ct);
        return await FindAsync(work, id, ct);
    }

    public async Task<Result<DelegationRow>> FindAsync(ISqlSession session, long id, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<DelegationRow>(FindSql, new { p_id = id }, ct);
        if (row is null)
        {
            return new Error(KernelErrors.NotFound, ("what", "委托 " + id.ToString(CultureInfo.InvariantCulture)));
        }

        return rows.Verify(DelegationRow.Table, row.DelegationId, row.Values, row.RowMac).Error is { } tampered ? tampered : row;
    }

    /// <summary>What was lent to a person and has not ended. Who reads it still looks whether the lender holds it.</summary>
    public async Task<Result<IReadOnlyList<DelegationRow>>> InForceAsync(ISqlSession session, long userId, DateOnly today, CancellationToken ct)
    {
        var found = await session.QueryAsync<DelegationRow>(InForceSql, new { p_user = userId, p_today = today }, ct);
        foreach (var row in found)
        {
            if (rows.Verify(DelegationRow.Table, row.DelegationId, row.Values, row.RowMac).Error is { } tampered)
            {
                return tampered;
            }
        }

        return Result<IReadOnlyList<DelegationRow>>.Of(found);
    }

    /// <summary>For lists: what a person lent and was lent, the newest 200.</summary>
    public static Task<IReadOnlyList<DelegationRow>> OfPersonAsync(ISqlSession session, long userId, CancellationToken ct) =>
        session.QueryAsync<DelegationRow>(OfPersonSql, new { p_user = userId }, ct);

    /// <summary>For lists: everybody's, the newest 500.</summary>
    public static Task<IReadOnlyList<DelegationRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<DelegationRow>(AllSql, null, ct);

    public Task<Result> InsertAsync(IUnitOfWork work, DelegationRow row, CancellationToken ct) =>
        rows.InsertAsync(work, DelegationRow.Table, row.DelegationId, row.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, DelegationRow row, CancellationToken ct) =>
        (await rows.UpdateAsync(work, DelegationRow.Table, row.DelegationId, row.Values, ct)).Error is { } error ? error : Result.Done;
}
