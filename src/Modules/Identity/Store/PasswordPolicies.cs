using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Domain;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>
/// Reads and writes the password policies. What was never set is as delivered; a row whose MAC does not hold is refused, so that nobody makes
/// the policy laxer behind the application's back.
/// </summary>
internal sealed class PasswordPolicies(RowWriter rows, Accounts accounts, IClock clock)
{
    private const string FindSql =
        """
        SELECT policy_id, least_length, least_classes, remembered_count, longest_days, warn_days, least_hours, inactive_days, changed_utc, row_mac
        FROM id_password_policy WHERE policy_id = :p_id
        """;

    private const string HoldersSql = "SELECT DISTINCT holder_kind FROM id_role WHERE role_code IN :p_roles";

    /// <summary>Doubt counts as administrator: an account without rights may be given any.</summary>
    public static PasswordAudience AudienceOf(IEnumerable<PermissionHolder> held)
    {
        var kinds = held.ToList();
        return kinds.Count > 0 && kinds.TrueForAll(k => k == PermissionHolder.Business) ? PasswordAudience.Staff : PasswordAudience.Administrators;
    }

    public async Task<Result<PasswordPolicy>> ReadAsync(ISqlSession session, PasswordAudience audience, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<PasswordPolicyRow>(FindSql, new { p_id = PasswordPolicyRow.IdOf(audience) }, ct);
        if (row is null)
        {
            return PasswordPolicy.DeliveredFor(audience);
        }

        var intact = rows.Verify(PasswordPolicyRow.Table, row.PolicyId, row.Values, row.RowMac);
        return intact.Error is { } tampered ? tampered : row.Policy;
    }

    /// <summary>The policy that an account is under by its valid grants.</summary>
    public async Task<Result<PasswordPolicy>> OfAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var audience = await AudienceAsync(session, account, ct);
        return audience.Error is { } tampered ? tampered : await ReadAsync(session, audience.Value, ct);
    }

    public async Task<Result<PasswordAudience>> AudienceAsync(ISqlSession session, AccountRow account, CancellationToken ct)
    {
        var grants = await accounts.GrantsAsync(session, account, ct);
        if (grants.Error is { } tampered)
        {
            return tampered;
        }

        var roles = grants.Value.Where(g => !g.IsRevoked && (g.UntilOn is null || g.UntilOn >= clock.Today)).Select(g => g.RoleCode).Distinct().ToList();
        var held = roles.Count == 0 ? [] : await session.QueryAsync<string>(HoldersSql, new { p_roles = roles }, ct);
        return AudienceOf(held.Select(Enum.Parse<PermissionHolder>));
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, PasswordAudience audience, PasswordPolicy policy, CancellationToken ct)
    {
        var row = PasswordPolicyRow.Of(audience, policy, work.At);
        var updated = await rows.UpdateAsync(work, PasswordPolicyRow.Table, row.PolicyId, row.Values, ct);
        return updated.Error is { } refused ? refused
            : updated.Value ? Result.Done
            : await rows.InsertAsync(work, PasswordPolicyRow.Table, row.PolicyId, row.Values, ct);
    }
}
