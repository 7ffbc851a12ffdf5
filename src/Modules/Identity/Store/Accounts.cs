using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes accounts; a row whose MAC does not hold is refused, never used.</summary>
internal sealed class Accounts(RowWriter rows)
{
    private const string ByAccountSql =
        """
        SELECT user_id, account_name, user_name, org_id, is_enabled, password_hash, must_change, password_utc, expires_on, row_mac
        FROM id_user WHERE account_name = :p_account
        """;

    private const string ByIdSql =
        """
        SELECT user_id, account_name, user_name, org_id, is_enabled, password_hash, must_change, password_utc, expires_on, row_mac
        FROM id_user WHERE user_id = :p_id
        """;

    private const string HoldSql = "SELECT user_id FROM id_user WHERE account_name = :p_account";
    private const string HoldByIdSql = "SELECT user_id FROM id_user WHERE user_id = :p_id";

    private const string AllSql =
        """
        SELECT user_id, account_name, user_name, org_id, is_enabled, password_hash, must_change, password_utc, expires_on, row_mac
        FROM id_user ORDER BY account_name
        """;

    private const string GrantsSql =
        """
        SELECT grant_id, user_id, role_code, scope_kind, scope_value, until_on, granted_by, granted_utc, is_revoked, row_mac
        FROM id_grant WHERE user_id = :p_id ORDER BY grant_id
        """;

    public async Task<Result<AccountRow?>> FindAsync(ISqlSession session, string account, CancellationToken ct) =>
        Verified(await session.SingleOrDefaultAsync<AccountRow>(ByAccountSql, new { p_account = account }, ct));

    public async Task<Result<AccountRow?>> FindAsync(ISqlSession session, long userId, CancellationToken ct) =>
        Verified(await session.SingleOrDefaultAsync<AccountRow>(ByIdSql, new { p_id = userId }, ct));

    /// <summary>
    /// The account for an act that writes it, held until the unit ends: of two acts at once the later one sees what the earlier wrote, and does not write the whole row over it.
    /// </summary>
    public async Task<Result<AccountRow?>> TakeAsync(IUnitOfWork work, string account, CancellationToken ct)
    {
        await work.QueryAsync<long>(HoldSql + work.Dialect.LockSuffix, new { p_account = account }, ct);
        return await FindAsync(work, account, ct);
    }

    /// <summary>As above, by its id.</summary>
    public async Task<Result<AccountRow?>> TakeAsync(IUnitOfWork work, long userId, CancellationToken ct)
    {
        await work.QueryAsync<long>(HoldByIdSql + work.Dialect.LockSuffix, new { p_id = userId }, ct);
        return await FindAsync(work, userId, ct);
    }

    /// <summary>For the list of accounts only: also rows whose MAC does not hold, to be told by <see cref="IsIntact"/>.</summary>
    public static Task<IReadOnlyList<AccountRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<AccountRow>(AllSql, null, ct);

    public bool IsIntact(AccountRow row) => rows.Verify(AccountRow.Table, row.UserId, row.Values, row.RowMac).IsSuccess;

    public async Task<Result<IReadOnlyList<GrantRow>>> GrantsAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var grants = await session.QueryAsync<GrantRow>(GrantsSql, new { p_id = account.UserId }, ct);
        return grants.Any(g => !rows.Verify(GrantRow.Table, g.GrantId, g.Values, g.RowMac).IsSuccess)
            ? new Error(IdentityErrors.AccountTampered, ("account", account.AccountName))
            : Result<IReadOnlyList<GrantRow>>.Of(grants);
    }

    public Task<Result> InsertAsync(IUnitOfWork work, AccountRow account, CancellationToken ct) =>
        rows.InsertAsync(work, AccountRow.Table, account.UserId, account.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, AccountRow account, CancellationToken ct) =>
        (await rows.UpdateAsync(work, AccountRow.Table, account.UserId, account.Values, ct)).Error is { } error ? error : Result.Done;

    public Task<Result> InsertAsync(IUnitOfWork work, GrantRow grant, CancellationToken ct) =>
        rows.InsertAsync(work, GrantRow.Table, grant.GrantId, grant.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, GrantRow grant, CancellationToken ct) =>
        (await rows.UpdateAsync(work, GrantRow.Table, grant.GrantId, grant.Values, ct)).Error is { } error ? error : Result.Done;

    private Result<AccountRow?> Verified(AccountRow? row)
    {
        if (row is not null && !IsIntact(row))
        {
            return new Error(IdentityErrors.AccountTampered, ("account", row.AccountName));
        }

        return Result<AccountRow?>.Of(row);
    }
}
