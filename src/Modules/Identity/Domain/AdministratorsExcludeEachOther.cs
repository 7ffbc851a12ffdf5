using Guotu.Hosting.Modules;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>三员分立: no one holds two of system, security and audit administration.</summary>
public static class AdministratorsExcludeEachOther
{
    public static Error? Breach(string name, IReadOnlyCollection<PermissionHolder> held, PermissionHolder wanted)
    {
        var other = held.FirstOrDefault(h => h != PermissionHolder.Business && h != wanted);
        return wanted != PermissionHolder.Business && other != PermissionHolder.Business
            ? new Error(IdentityErrors.AdministratorsExclusive, ("name", name), ("first", Title(other)), ("second", Title(wanted)))
            : null;
    }

    public static string Title(PermissionHolder holder) => holder switch
    {
        PermissionHolder.SystemAdministrator => "系统管理员",
        PermissionHolder.SecurityAdministrator => "安全保密管理员",
        PermissionHolder.Auditor => "安全审计员",
        _ => "业务岗位",
    };
}

/// <summary>业务权限不授三员: an administrator holds no business permission, and who holds one is no administrator.</summary>
public static class AdministratorsHoldNoBusinessPermission
{
    public static Error? Breach(string name, IReadOnlyCollection<PermissionHolder> held, PermissionHolder wanted)
    {
        var mixed = wanted == PermissionHolder.Business ? held.Any(h => h != PermissionHolder.Business) : held.Contains(PermissionHolder.Business);
        return mixed
            ? new Error(
                IdentityErrors.RoleNotForAccount,
                ("role", AdministratorsExcludeEachOther.Title(wanted)),
                ("name", name),
                ("reason", "三员不办业务,业务人员不任三员"))
            : null;
    }
}

/// <summary>不给自己授权.</summary>
public static class NoOneGrantsToThemselves
{
    public static Error? Breach(long grantor, long grantee) => grantor == grantee ? new Error(IdentityErrors.OwnGrant) : null;
}

/// <summary>A role holds permissions of one kind of holder only (角色同类).</summary>
public static class RoleHoldsOneKindOfPermission
{
    public static Error? Breach(string role, PermissionHolder holder, IEnumerable<PermissionDefinition> permissions) =>
        permissions.FirstOrDefault(p => p.Holder != holder) is { } foreign
            ? new Error(IdentityErrors.StaffingFile, ("reason", $"角色 {role} 含有另一类权限 {foreign.Code}"))
            : null;
}
