using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;

namespace Guotu.Identity.People;

/// <summary>Roles with their permissions.</summary>
internal sealed class RoleDirectory(IUnitsOfWork units) : IRoles
{
    private const string RolesSql = "SELECT role_code, role_name, holder_kind FROM id_role ORDER BY role_code";

    private const string PermissionsSql = "SELECT role_code, permission_code FROM id_role_permission";

    public async Task<IReadOnlyList<Role>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var roles = await session.QueryAsync<RoleRow>(RolesSql, null, ct);
        var permissions = (await session.QueryAsync<PermissionRow>(PermissionsSql, null, ct)).ToLookup(p => p.RoleCode, p => p.PermissionCode, StringComparer.Ordinal);
        return [.. roles.Select(r => new Role(r.RoleCode, r.RoleName, permissions[r.RoleCode].ToHashSet(StringComparer.Ordinal)) { Holder = Enum.Parse<PermissionHolder>(r.HolderKind) })];
    }

    private sealed class RoleRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string RoleName { get; init; } = string.Empty;

        public string HolderKind { get; init; } = string.Empty;
    }

    private sealed class PermissionRow
    {
        public string RoleCode { get; init; } = string.Empty;

        public string PermissionCode { get; init; } = string.Empty;
    }
}
