using Guotu.Hosting.Modules;

namespace Guotu.Identity.Contracts;

/// <summary>Roles of the node as other modules see them (角色).</summary>
public interface IRoles
{
    /// <summary>In order of their codes.</summary>
    Task<IReadOnlyList<Role>> ListAsync(CancellationToken ct);
}

/// <summary>A role.</summary>
/// <param name="Code">Such as <c>officer</c>.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Permissions">Codes of the permissions it holds.</param>
public sealed record Role(string Code, string Name, IReadOnlySet<string> Permissions)
{
    /// <summary>Which kind of person holds it.</summary>
    public PermissionHolder Holder { get; init; }
}

/// <summary>Permissions of the module that endpoints of others ask for.</summary>
public static class GrantPermissions
{
    /// <summary>管理授权: the security administrator's right.</summary>
    public const string Manage = "identity.grant.manage";

    /// <summary>复核安全保密管理员的操作: the system administrator's right.</summary>
    public const string Confirm = "identity.confirm.security";
}
