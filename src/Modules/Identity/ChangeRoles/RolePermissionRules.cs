using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ChangeRoles;

/// <summary>A role is given use cases of this build and of its own kind of holder only (角色同类): no administrator's role does business, none does another administrator's part.</summary>
internal static class UseCaseMustSuitTheRole
{
    public static Error? Breach(Role role, IEnumerable<string> added, PermissionCatalogue catalogue)
    {
        foreach (var code in added)
        {
            if (!catalogue.Knows(code))
            {
                return RoleChange.Invalid("add", $"本版没有功能 {code}");
            }

            if (catalogue.Find(code).Holder != role.Holder)
            {
                return RoleChange.Invalid("add", $"“{catalogue.TitleOf(code)}”不归这类角色办");
            }
        }

        return null;
    }
}

/// <summary>What an administrator's role may do stays with some role of the same kind (管理职责不落空): otherwise nobody could give it back.</summary>
internal static class DutiesOfAdministratorsStay
{
    public static Error? Breach(Role role, IEnumerable<string> removed, IEnumerable<Role> all) =>
        role.Holder != PermissionHolder.Business && removed.FirstOrDefault(p => !all.Any(r => r.Code != role.Code && r.Holder == role.Holder && r.Permissions.Contains(p))) is { } last
            ? RoleChange.Invalid("remove", $"没有别的角色有 {last},去掉以后就没有人能办")
            : null;
}

/// <summary>A change adds what the role lacks and removes what it has (改了才算).</summary>
internal static class RoleMustChange
{
    public static Error? Breach(Role role, RoleChange change)
    {
        if (change.Added.Count + change.Removed.Count == 0)
        {
            return RoleChange.Invalid("add", "要加的和要去掉的至少写一项");
        }

        return change.Added.FirstOrDefault(role.Permissions.Contains) is { } held ? RoleChange.Invalid("add", $"已经有 {held}")
            : change.Removed.FirstOrDefault(p => !role.Permissions.Contains(p)) is { } lacking ? RoleChange.Invalid("remove", $"本来没有 {lacking}")
            : null;
    }
}

/// <summary>Use cases that a role gets and loses.</summary>
internal sealed record RoleChange(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    /// <summary>Codes with blanks or commas between, each once.</summary>
    public static RoleChange Read(IReadOnlyDictionary<string, string> parameters) => new(Codes(parameters, "add"), Codes(parameters, "remove"));

    public static Error Invalid(string field, string reason) =>
        new(KernelErrors.FieldInvalid, ("field", field == "add" ? "要加的功能" : "要去掉的功能"), ("reason", reason)) { Field = field };

    private static List<string> Codes(IReadOnlyDictionary<string, string> parameters, string name) =>
        [.. parameters.GetValueOrDefault(name, string.Empty).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
