using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>
/// Labels of people (人员标记). Who has no row holds the floor of the scheme; the three administrators never hold more. A row whose MAC does not hold
/// refuses the account.
/// </summary>
internal sealed class Clearances(RowWriter rows, Accounts accounts, IClock clock)
{
    private const string FindSql =
        "SELECT user_id, label_level, label_category, reason_text, set_by, set_utc, row_mac FROM id_clearance WHERE user_id = :p_id";

    private const string KindsSql = "SELECT DISTINCT holder_kind FROM id_role WHERE role_code IN :p_roles";

    /// <summary>The row; null where none was written.</summary>
    public async Task<Result<ClearanceRow?>> FindAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<ClearanceRow>(FindSql, new { p_id = account.UserId }, ct);
        return row is not null && !rows.Verify(ClearanceRow.Table, row.UserId, row.Values, row.RowMac).IsSuccess
            ? new Error(IdentityErrors.AccountTampered, ("account", account.AccountName))
            : Result<ClearanceRow?>.Of(row);
    }

    /// <summary>What a person holds; whoever holds an administrator's role the floor, whatever the row says.</summary>
    public async Task<Result<SecurityLabel>> OfAsync(ISqlSession session, AccountRow account, IEnumerable<PermissionHolder> held, CancellationToken ct)
    {
        var found = await FindAsync(session, account, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        return Held(found.Value?.Label ?? LabelScheme.Shipped.Floor, held);
    }

    /// <summary>What is held of a label that was set: the floor at least, and no more than the floor by one of the three administrators.</summary>
    public static SecurityLabel Held(SecurityLabel set, IEnumerable<PermissionHolder> held)
    {
        var floor = LabelScheme.Shipped.Floor;
        return held.Any(h => h != PermissionHolder.Business) ? floor : floor.Join(set);
    }

    /// <summary>Whether a valid grant makes the account one of the three administrators.</summary>
    public async Task<Result<bool>> AdministersAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var grants = await accounts.GrantsAsync(session, account, ct);
        if (grants.Error is { } tampered)
        {
            return tampered;
        }

        var roles = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).Select(g => g.RoleCode).Distinct().ToList();
        var kinds = roles.Count == 0 ? [] : await session.QueryAsync<string>(KindsSql, new { p_roles = roles }, ct);
        return kinds.Any(k => Enum.Parse<PermissionHolder>(k) != PermissionHolder.Business);
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, ClearanceRow row, CancellationToken ct)
    {
        var updated = await rows.UpdateAsync(work, ClearanceRow.Table, row.UserId, row.Values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, ClearanceRow.Table, row.UserId, row.Values, ct);
    }
}
