using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>
/// What a role asks of a login (角色的登录要求). What was never set is as delivered: the three administrators need a second factor, except on a
/// demonstration node, whose data are invented and which has to work without a token.
/// </summary>
internal sealed class RoleLogins(RowWriter rows, NodeSettings node, IIdSource ids)
{
    private const string RolesSql =
        """
        SELECT r.role_code, r.role_name, r.holder_kind, l.rule_id, l.needs_second, l.changed_utc, l.row_mac
        FROM id_role r LEFT JOIN id_role_login l ON l.role_code = r.role_code ORDER BY r.role_code
        """;

    private const string OfRolesSql =
        """
        SELECT r.role_code, r.role_name, r.holder_kind, l.rule_id, l.needs_second, l.changed_utc, l.row_mac
        FROM id_role r LEFT JOIN id_role_login l ON l.role_code = r.role_code WHERE r.role_code IN :p_roles ORDER BY r.role_code
        """;

    public static readonly ProtectedTable Table = new(
        "id_role_login", "rule_id", ["role_code", "needs_second", "changed_utc"], new HashSet<string>(), "row_mac");

    /// <summary>All roles.</summary>
    public async Task<Result<IReadOnlyList<RoleLogin>>> AllAsync(ISqlSession session, CancellationToken ct) =>
        Verified(await session.QueryAsync<LoginRow>(RolesSql, null, ct));

    /// <summary>Whether any of the roles needs a second factor.</summary>
    public async Task<Result<bool>> NeedSecondAsync(ISqlSession session, IReadOnlyCollection<string> roles, CancellationToken ct)
    {
        if (roles.Count == 0)
        {
            return false;
        }

        var found = Verified(await session.QueryAsync<LoginRow>(OfRolesSql, new { p_roles = roles }, ct));
        return found.Error is { } tampered ? tampered : found.Value.Any(r => r.NeedsSecond);
    }

    public async Task<Result> WriteAsync(IUnitOfWork work, RoleLogin role, CancellationToken ct)
    {
        var values = ValuesOf(role.Code, role.NeedsSecond, work.At);
        return role.RuleId is { } id
            ? (await rows.UpdateAsync(work, Table, id, values, ct)).Error is { } error ? error : Result.Done
            : await rows.InsertAsync(work, Table, ids.Next(), values, ct);
    }

    internal static IReadOnlyList<RowValue> ValuesOf(string role, bool needsSecond, Instant at) =>
        [RowValue.Of("role_code", role), RowValue.Of("needs_second", needsSecond), RowValue.Of("changed_utc", at)];

    private Result<IReadOnlyList<RoleLogin>> Verified(IReadOnlyList<LoginRow> found)
    {
        foreach (var row in found.Where(r => r.RuleId is not null))
        {
            var values = ValuesOf(row.RoleCode, row.NeedsSecond == 1, row.ChangedUtc!.Value);
            if (rows.Verify(Table, row.RuleId!.Value, values, row.RowMac).Error is { } tampered)
            {
                return tampered;
            }
        }

        return found.Select(Of).ToList();
    }

    private RoleLogin Of(LoginRow row)
    {
        var holder = Enum.Parse<PermissionHolder>(row.HolderKind);
        var always = holder != PermissionHolder.Business && !node.Demonstration;
        var needed = always || row.NeedsSecond == 1;
        return new RoleLogin(row.RoleCode, row.RoleName, holder, needed, row.RuleId);
    }

    private sealed class LoginRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string RoleName { get; init; } = string.Empty;

        public string HolderKind { get; init; } = string.Empty;

        public long? RuleId { get; init; }

        public int? NeedsSecond { get; init; }

        public Instant? ChangedUtc { get; init; }

        public string? RowMac { get; init; }
    }
}

/// <summary>What a role asks of a login.</summary>
internal sealed record RoleLogin(string Code, string Name, PermissionHolder Holder, bool NeedsSecond, long? RuleId);
