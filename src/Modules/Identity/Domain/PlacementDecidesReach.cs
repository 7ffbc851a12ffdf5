using Guotu.Hosting.Modules;
using Guotu.Identity.Contracts;

namespace Guotu.Identity.Domain;

/// <summary>
/// 机构、岗位决定角色管到哪里: another office is another data scope, one post more are the tasks of that post. Of an account that holds roles this is the security
/// administrator's matter too, so that a system administrator alone moves nobody's rights. A post that is taken away, a name, and an account without roles are one person's act.
/// </summary>
internal static class PlacementDecidesReach
{
    /// <param name="held">Kinds of the roles that the account holds.</param>
    public static PlacementStake Of(IReadOnlySet<PermissionHolder> held, AccountPlacement before, AccountPlacement wanted) =>
        held.Any(h => h != PermissionHolder.Business) ? PlacementStake.Administrator
        : held.Count > 0 && (before.Organisation != wanted.Organisation || wanted.Posts.Except(before.Posts, StringComparer.Ordinal).Any()) ? PlacementStake.Reach
        : PlacementStake.None;
}

/// <summary>What a change of name, office and posts touches (影响).</summary>
internal enum PlacementStake
{
    /// <summary>No right becomes wider: one person does it.</summary>
    None,

    /// <summary>A role of staff reaches further or elsewhere.</summary>
    Reach,

    /// <summary>The account is one of the three administrators'.</summary>
    Administrator,
}
