using Guotu.Database.Scope;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// What a grant of layers, or taking one back, would change for a role before it is saved (图层授权的影响预览). Told for a holder of this role alone
/// whose own label reaches everything, so that only the grants differ.
/// </summary>
internal sealed class GrantPreview(GrantCommands commands, LayerAccess access, LayerReach reach, IRoles roles)
{
    private const string Note = "按只持有这个角色、人员标记足够的人计算;标记不够的人仍看不到。";

    public async Task<Result<EffectView>> GrantAsync(LayerGrantBody wanted, CancellationToken ct)
    {
        var supposed = await commands.SupposeAsync(wanted, ct);
        return supposed.Error is { } refused ? refused : await CompareAsync(wanted.Role, now => [.. now, supposed.Value], ct);
    }

    public async Task<Result<EffectView>> RevokeAsync(long grantId, CancellationToken ct)
    {
        var all = await commands.ListAsync(ct);
        if (all.Error is { } tampered)
        {
            return tampered;
        }

        return all.Value.FirstOrDefault(g => g.Id == grantId) is { } grant
            ? await CompareAsync(grant.Role, now => [.. now.Where(g => g.GrantId != grantId)], ct)
            : new Error(KernelErrors.NotFound, ("what", "图层授权"));
    }

    private async Task<EffectView> CompareAsync(string role, Func<IReadOnlyList<GrantRow>, IReadOnlyList<GrantRow>> change, CancellationToken ct)
    {
        var name = (await roles.ListAsync(ct)).FirstOrDefault(r => r.Code == role)?.Name ?? role;
        var holder = HolderOf(role);
        var before = await LinesAsync(await access.SupposingAsync(holder, now => now, ct), ct);
        var after = await LinesAsync(await access.SupposingAsync(holder, change, ct), ct);
        return new EffectView("角色 " + name, AccessReach.Between([before], [after]), [Note]);
    }

    private async Task<ReachGroup> LinesAsync(OneMap.Contracts.ILayerSights? sights, CancellationToken ct) =>
        new(reach.Code, reach.Title, sights is null ? [] : await reach.OfAsync(sights, ct));

    private static Caller HolderOf(string role)
    {
        var scheme = LabelScheme.Shipped;
        return new Caller
        {
            UserId = 0,
            Account = "preview",
            Name = "preview",
            OrganisationId = 0,
            OrganisationName = string.Empty,
            RegionCode = string.Empty,
            Posts = new HashSet<string>(),
            Permissions = new HashSet<string> { MapPublishingModule.ReadPermission },
            Roles = new HashSet<string> { role },
            Clearance = SecurityLabel.Of(scheme.Levels[^1].Level, scheme.Categories.Select(c => c.Code)),
            Scope = DataScope.OfOrganisations([], string.Empty),
            Channel = "preview",
            Address = string.Empty,
        };
    }
}
