using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.DualControl;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ChangeRoles;

/// <summary>
/// 调整角色的功能: asked for by a security administrator, confirmed by a system administrator; it counts from the next request of everybody who holds
/// the role. So a county shapes its roles, and a node made by an earlier build gives its roles what a later one brings. Parameters: <c>role</c>,
/// <c>add</c> and <c>remove</c> (codes with blanks between, one of them may be absent); the node adds <c>was</c>, the digest of what the role may do now.
/// </summary>
internal sealed class ChangeRolePermissions(IRoles roles, PermissionCatalogue catalogue, RowWriter rows) : IControlledChange
{
    public const string AuditKind = "identity.role.change";
    public static readonly ControlledKind TheKind = new("role.permissions", "调整角色的功能", IdentityPermissions.ManageGrants, [IdentityPermissions.ConfirmSecurity])
    {
        LongestParameter = 2_000,
    };

    private const string Was = "was";
    private const string AddSql = "INSERT INTO id_role_permission (role_code, permission_code) VALUES (:p_role, :p_permission)";
    private const string RemoveSql = "DELETE FROM id_role_permission WHERE role_code = :p_role AND permission_code = :p_permission";

    public ControlledKind Kind => TheKind;

    public async Task<Result<ControlledMatter>> CheckAsync(IUnitOfWork work, IReadOnlyDictionary<string, string> parameters, CancellationToken ct) =>
        (await ReadAsync(parameters, ct)).Map(asked => new ControlledMatter(
            asked.Role.Name,
            $"角色“{asked.Role.Name}”{Words("加上", asked.Change.Added)}{Words("去掉", asked.Change.Removed)}",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["role"] = asked.Role.Code,
                ["add"] = string.Join(' ', asked.Change.Added),
                ["remove"] = string.Join(' ', asked.Change.Removed),
                [Was] = DigestOf(asked.Role.Permissions),
            }));

    public async Task<Result<ControlledEffect>> ExecuteAsync(IUnitOfWork work, ControlledOrder order, CancellationToken ct)
    {
        // Proved before it is read: what was added behind the application's back is not sealed over.
        if ((await rows.OpenAsync(work, IdentityRows.RolePermissions, ct)).Error is { } edited)
        {
            return edited;
        }

        var read = await ReadAsync(order.Parameters, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (role, change) = read.Value;
        if (order.Parameters.GetValueOrDefault(Was) != DigestOf(role.Permissions))
        {
            return new Error(ControlErrors.RequestOutdated, ("what", "角色 " + role.Name));
        }

        foreach (var added in change.Added)
        {
            await work.ExecuteAsync(AddSql, new { p_role = role.Code, p_permission = added }, ct);
        }

        foreach (var removed in change.Removed)
        {
            await work.ExecuteAsync(RemoveSql, new { p_role = role.Code, p_permission = removed }, ct);
        }

        rows.Seal(work, IdentityRows.RolePermissions);
        var (before, after) = (StateOf(role.Code, role.Permissions), StateOf(role.Code, role.Permissions.Except(change.Removed).Concat(change.Added)));
        work.Audit(new AuditEntry(AuditKind, "role", role.Code, $"角色 {role.Name}{Words("加上", change.Added)}{Words("去掉", change.Removed)}({order.AskedName} 申请,{work.Context.Actor.Name} 复核)")
        {
            Before = before,
            After = after,
        });
        return new ControlledEffect(before, after);
    }

    private async Task<Result<(Role Role, RoleChange Change)>> ReadAsync(IReadOnlyDictionary<string, string> parameters, CancellationToken ct)
    {
        var code = ParameterMustBeGiven.Read(parameters, "role");
        if (code.Error is { } missing)
        {
            return missing;
        }

        var all = await roles.ListAsync(ct);
        if (all.FirstOrDefault(r => r.Code == code.Value) is not { } role)
        {
            return new Error(KernelErrors.NotFound, ("what", "角色 " + code.Value));
        }

        var change = RoleChange.Read(parameters);
        var breach = RoleMustChange.Breach(role, change) ?? UseCaseMustSuitTheRole.Breach(role, change.Added, catalogue) ?? DutiesOfAdministratorsStay.Breach(role, change.Removed, all);
        return breach is null ? (role, change) : breach;
    }

    private string Words(string verb, IReadOnlyList<string> codes) =>
        codes.Count == 0 ? string.Empty : $"{verb}“{string.Join('、', codes.Select(c => catalogue.Knows(c) ? catalogue.TitleOf(c) : c))}”";

    private static string StateOf(string role, IEnumerable<string> permissions) =>
        JsonSerializer.Serialize(new { role, permissions = permissions.Order(StringComparer.Ordinal) });

    private static string DigestOf(IEnumerable<string> permissions) =>
        Sm3.Digest(Encoding.UTF8.GetBytes(string.Join('\n', permissions.Order(StringComparer.Ordinal)))).ToString();
}
