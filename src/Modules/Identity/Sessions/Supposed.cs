using Guotu.Identity.Store;
using Guotu.Kernel.Labels;

namespace Guotu.Identity.Sessions;

/// <summary>Rows as they would stand after a change that is not saved (设想的改动): a caller made of them is what the change would make.</summary>
internal sealed record Supposed
{
    /// <summary>Grants that would be there.</summary>
    public IReadOnlyList<GrantRow> Granted { get; init; } = [];

    /// <summary>A role that would be revoked; null for none.</summary>
    public string? Revoked { get; init; }

    /// <summary>The label that would be set; null for the present one.</summary>
    public SecurityLabel? Clearance { get; init; }

    public IEnumerable<GrantRow> Of(IEnumerable<GrantRow> grants) => grants.Where(g => g.RoleCode != Revoked).Concat(Granted);
}
