using Guotu.Kernel.Time;

namespace Guotu.Identity.Portal;

/// <summary>The portal of each role as it is assembled (门户装配).</summary>
internal sealed record AssembliesView(IReadOnlyList<RoleAssembly> Roles);

/// <summary>The portal of one role.</summary>
/// <param name="Version">0 where it was never changed; sent back with a change.</param>
/// <param name="Assembled">Whether it differs from what was delivered.</param>
/// <param name="Unknown">Keys that were assembled and that this build or the role no longer has: skipped.</param>
/// <param name="Preview">The menu that a person of this role alone gets.</param>
internal sealed record RoleAssembly(
    string Code, string Name, int Version, bool Assembled, Instant? ChangedAt, string? ChangedBy, IReadOnlyList<AssemblyLine> Pages, IReadOnlyList<string> Unknown, PortalView Preview);

/// <summary>A page of a role, in the order of its menu.</summary>
/// <param name="Part">Chinese name of the part that it stands in; pages do not leave their part.</param>
/// <param name="Delivered">Its own name.</param>
/// <param name="Title">The name it was given; null for its own.</param>
/// <param name="MayHide">False for what everybody must find.</param>
internal sealed record AssemblyLine(string Key, string Part, string Delivered, string? Title, bool Hidden, bool MayHide);

/// <summary>What the page sends.</summary>
/// <param name="Items">In the order that is wanted; pages that are not named follow in their own.</param>
/// <param name="Version">As it was shown.</param>
internal sealed record AssemblyBody(IReadOnlyList<PortalItem> Items, string Reason, int Version);

/// <summary>Back to the portal as delivered.</summary>
internal sealed record AssemblyResetBody(string Reason, int Version);

/// <summary>What would be saved, for a look.</summary>
internal sealed record AssemblyPreviewBody(IReadOnlyList<PortalItem> Items);
