using System.Globalization;
using Guotu.Identity.Contracts;
using Guotu.Identity.LendRights;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>受托人: another person, enabled, of staff, with the same reach; posts only within the own organisation.</summary>
internal static class DelegateMustBeAPeer
{
    public static Error? Breach(LendingPerson from, LendingPerson to, IReadOnlyCollection<string> posts)
    {
        var reason = from.UserId == to.UserId ? "是自己"
            : !to.Enabled ? "账号已停用或已到期"
            : !to.IsStaff ? "没有业务角色,或是管理员"
            : to.Reach != from.Reach ? "数据范围与你不同"
            : posts.Count > 0 && to.OrganisationId != from.OrganisationId ? "岗位只能委托给本机构的人"
            : null;
        return reason is null ? null : new Error(DelegationErrors.NotToThisPerson, ("name", to.Name), ("reason", reason)) { Field = "to" };
    }
}

/// <summary>只能委托自己持有的业务角色和岗位: no more than is held by an own grant, so nothing is lent on; administrators lend nothing.</summary>
internal static class OnlyWhatIsHeldIsLent
{
    public static Error? Breach(LendingPerson from, IReadOnlyCollection<string> roles, IReadOnlyCollection<string> posts)
    {
        if (!from.IsStaff)
        {
            return Refused("权限", "管理员的权限不能委托");
        }

        if (roles.Count == 0 && posts.Count == 0)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "委托的权限"), ("reason", "至少选一项角色或岗位")) { Field = "roles" };
        }

        return roles.FirstOrDefault(r => !from.Roles.Contains(r)) is { } role ? Refused("角色 " + role, "你没有这个角色,受托来的不能再委托")
            : posts.FirstOrDefault(p => !from.Posts.Contains(p)) is { } post ? Refused("岗位 " + post, "你不任这个岗位,受托来的不能再委托")
            : null;
    }

    private static Error Refused(string what, string reason) => new(DelegationErrors.NotThisRight, ("what", what), ("reason", reason));
}

/// <summary>委托有最后一天: today at the earliest, 90 days from now at the latest.</summary>
internal static class DelegationHasALastDay
{
    public const int LongestDays = 90;

    public static Error? Breach(DateOnly until, DateOnly today) => until < today || until > today.AddDays(LongestDays)
        ? new Error(KernelErrors.FieldInvalid, ("field", "最后一天"), ("reason", string.Create(CultureInfo.InvariantCulture, $"从今天起 {LongestDays} 天之内"))) { Field = "until" }
        : null;
}
