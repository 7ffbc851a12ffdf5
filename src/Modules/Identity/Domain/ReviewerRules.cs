using Guotu.Hosting.Callers;
using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>
/// 复核人: the security administrator for every organisation, its head for the own one. What is an administrator's role, and what concerns the
/// reviewer's own account, is decided by another.
/// </summary>
internal static class ReviewerMustBeEntitled
{
    /// <summary>Posts that head an organisation (机构负责人).</summary>
    private static readonly string[] HeadPosts = [PostCodes.SectionHead, PostCodes.Director];

    public static bool MayReview(Caller caller, long organisationId) => IsSecurity(caller) || Heads(caller, organisationId);

    public static bool IsSecurity(Caller caller) => caller.May(IdentityPermissions.ManageGrants);

    public static bool HeadsAny(Caller caller) => HeadPosts.Any(caller.Posts.Contains);

    /// <summary>The reviewer as who signs: where the post of the head was lent, the name says by whom.</summary>
    public static Caller Acting(Caller caller) => IsSecurity(caller) ? caller : HeadPosts.Aggregate(caller, (acting, post) => acting.UsingPost(post));

    public static Error? Breach(Caller caller, AccessLineRow line, PermissionHolder holder)
    {
        var reason = line.UserId == caller.UserId ? "是你自己的权限"
            : holder != PermissionHolder.Business && !IsSecurity(caller) ? "管理员的角色由安全保密管理员复核"
            : null;
        return reason is null ? null : new Error(AccessReviewErrors.NotYourLine, ("reason", reason));
    }

    private static bool Heads(Caller caller, long organisationId) => caller.OrganisationId == organisationId && HeadsAny(caller);
}
