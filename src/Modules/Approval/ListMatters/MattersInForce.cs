using Guotu.Approval.Domain;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Settings;
using Guotu.Kernel.Results;

namespace Guotu.Approval.ListMatters;

/// <summary>
/// Matters as the next case takes them (现行事项): the file of the matter with the promised limit that the system administrator has set. A case keeps the
/// limit it was taken in with, so that its clock is recomputed by that one.
/// </summary>
public sealed class MattersInForce(MatterCatalogue matters, ISettings settings, IUnitsOfWork units)
{
    /// <summary>Refused as <see cref="ISettings.ReadAsync"/> is: no case is taken in under a limit that nobody set.</summary>
    public async Task<Result<Matter>> FindAsync(string code, CancellationToken ct)
    {
        var matter = matters.Find(code);
        if (matter.Error is { } unknown)
        {
            return unknown;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var promised = await settings.ReadAsync(session, MatterSettings.PromisedDaysOf(matter.Value), ct);
        return promised.Map(p => matter.Value with { PromisedDays = p.Value, Verified = p.Doubt is null });
    }
}
