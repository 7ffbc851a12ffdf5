using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Crs;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>What the security administrator does with layers: lists, grants, revokes (图层授权管理).</summary>
internal sealed class GrantCommands(
    IUnitsOfWork units, GrantTable table, DefaultGrants defaults, AreaFigures areas, IRoles roles, ILayerCatalogue catalogue, IRasterCatalogue rasters, IIdSource ids,
    CountySettings county)
{
    public const string GrantKind = "mappublishing.grant";
    public const string RevokeKind = "mappublishing.revoke";

    private readonly GaussKrugerProjection _projection = new(GaussKrugerZone.ThreeDegree(county.Zone));

    /// <summary>Valid grants, by role and layer.</summary>
    public async Task<Result<IReadOnlyList<LayerGrantView>>> ListAsync(CancellationToken ct)
    {
        if ((await defaults.MakeAsync(ct)).Error is { } unmade)
        {
            return unmade;
        }

        var names = (await roles.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        var towns = await TownsAsync(ct);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var grants = await ReadAsync(session, string.Empty, ct);
        return grants.Map<IReadOnlyList<LayerGrantView>>(all => all.Grants.Where(g => !g.IsRevoked)
            .OrderBy(g => g.RoleCode, StringComparer.Ordinal).ThenBy(g => g.LayerCode, StringComparer.Ordinal).ThenBy(g => g.GrantId)
            .Select(g => ViewOf(g, names, towns)).ToList());
    }

    public async Task<Result<LayerGrantView>> GrantAsync(CommandContext context, LayerGrantBody wanted, CancellationToken ct)
    {
        var names = (await roles.ListAsync(ct)).ToDictionary(r => r.Code, r => r.Name, StringComparer.Ordinal);
        var towns = await TownsAsync(ct);
        if ((await defaults.MakeAsync(ct)).Error is { } unmade)
        {
            return unmade;
        }

        return await units.RunAsync(
            context,
            async Task<Result<LayerGrantView>> (work, token) =>
            {
                if (!names.ContainsKey(wanted.Role))
                {
                    return new Error(KernelErrors.NotFound, ("what", "角色 " + wanted.Role));
                }

                var grant = RowOf(wanted, new GrantMade(work.Context.Actor.UserId, work.At));
                if (BreachOf(grant, towns) is { } breach)
                {
                    return breach;
                }

                var before = await ReadAsync(work, work.Dialect.LockSuffix, token);
                if ((before.Error ?? (await table.InsertAsync(work, grant, token)).Error) is { } refused)
                {
                    return refused;
                }

                work.Audit(Entry(GrantKind, grant, $"授予角色 {names[grant.RoleCode]} 图层 {NameOf(grant.LayerCode)}"));
                return (await table.CloseAsync(work, before.Value.Policy, token)).Error is { } unclosed ? unclosed : ViewOf(grant, names, towns);
            },
            ct);
    }

    /// <summary>The grant as it would be written, where it may be; nothing is written.</summary>
    public async Task<Result<GrantRow>> SupposeAsync(LayerGrantBody wanted, CancellationToken ct)
    {
        if ((await roles.ListAsync(ct)).All(r => r.Code != wanted.Role))
        {
            return new Error(KernelErrors.NotFound, ("what", "角色 " + wanted.Role));
        }

        var grant = RowOf(wanted, new GrantMade(0, default));
        return BreachOf(grant, await TownsAsync(ct)) is { } breach ? breach : grant;
    }

    public Task<Result> RevokeAsync(CommandContext context, long grantId, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var before = await ReadAsync(work, work.Dialect.LockSuffix, token);
            if (before.Error is { } broken)
            {
                return broken;
            }

            if (before.Value.Grants.FirstOrDefault(g => g.GrantId == grantId) is not { } grant)
            {
                return new Error(KernelErrors.NotFound, ("what", "图层授权"));
            }

            if (grant.IsRevoked)
            {
                return new Error(PublishingErrors.GrantRevoked, ("grant", grantId.ToString(CultureInfo.InvariantCulture)));
            }

            if ((await table.UpdateAsync(work, grant.Revoked(), token)).Error is { } refused)
            {
                return refused;
            }

            work.Audit(Entry(RevokeKind, grant, $"收回角色 {grant.RoleCode} 的图层授权 {NameOf(grant.LayerCode)}"));
            return await table.CloseAsync(work, before.Value.Policy, token);
        },
        ct);

    private static AuditEntry Entry(string kind, GrantRow grant, string summary) =>
        new(kind, "layer-grant", grant.GrantId.ToString(CultureInfo.InvariantCulture), summary);

    private static string? Joined(IReadOnlyList<string>? parts) => parts is { Count: > 0 } ? string.Join(',', parts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) : null;

    private static string? Written(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private async Task<Result<GrantsRead>> ReadAsync(Database.Sessions.ISqlSession session, string lockSuffix, CancellationToken ct)
    {
        var policy = await table.PolicyAsync(session, lockSuffix, ct);
        if (policy.Error is { } tampered)
        {
            return tampered;
        }

        return (await table.GrantsAsync(session, policy.Value, ct)).Map(g => new GrantsRead(policy.Value, g));
    }

    private async Task<TownFigures?> TownsAsync(CancellationToken ct) => await areas.TownsAsync(_projection, ct) is { IsSuccess: true } towns ? towns.Value : null;

    private GrantRow RowOf(LayerGrantBody wanted, GrantMade made) => new()
    {
        GrantId = ids.Next(),
        RoleCode = wanted.Role,
        LayerCode = wanted.Layer,
        IsHidden = wanted.Hidden,
        RowFilter = Written(wanted.RowFilter),
        DeniedFields = Joined(wanted.DeniedFields),
        AreaRegions = Joined(wanted.Regions),
        AreaWkt = Written(wanted.AreaWkt),
        LabelLimit = wanted.LabelLimit,
        GrantedBy = made.By,
        GrantedUtc = made.At,
    };

    /// <summary>A raster has no rows: a condition on them would show nothing of it.</summary>
    private Error? BreachOf(GrantRow grant, TownFigures? towns) => rasters.Find(grant.LayerCode) is not null && grant.RowFilter is not null
        ? new Error(KernelErrors.FieldInvalid, ("reason", "栅格没有要素,不能写要素条件;用行政区或范围")) { Field = "rowFilter" }
        : GrantMustBeReadable.Breach(grant, FieldsOf(grant.LayerCode), _projection, towns);

    /// <summary>Null where there is no such layer.</summary>
    private IReadOnlyList<LayerField>? FieldsOf(string layer) =>
        layer is GrantRow.EveryLayer or LayerCodes.ApplicationParcels || rasters.Find(layer) is not null ? [] : catalogue.Find(layer)?.Fields;

    private string NameOf(string layer) => layer switch
    {
        GrantRow.EveryLayer => "全部图层",
        LayerCodes.ApplicationParcels => "申请地块",
        _ => catalogue.Find(layer)?.Name ?? rasters.Find(layer)?.Name ?? layer,
    };

    private LayerGrantView ViewOf(GrantRow g, Dictionary<string, string> names, TownFigures? towns) => new(
        g.GrantId, g.RoleCode, names.GetValueOrDefault(g.RoleCode, g.RoleCode), g.LayerCode, NameOf(g.LayerCode), g.IsHidden, g.RowFilter, g.Denied, g.Regions,
        g.AreaWkt, g.LabelLimit, g.GrantedUtc, GrantMustBeReadable.Breach(g, FieldsOf(g.LayerCode), _projection, towns) is null);

    /// <summary>Who grants, and when.</summary>
    private sealed record GrantMade(long By, Instant At);

    private sealed record GrantsRead(PolicyRow? Policy, IReadOnlyList<GrantRow> Grants);
}
