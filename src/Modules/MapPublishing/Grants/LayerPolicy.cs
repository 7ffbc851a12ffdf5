using System.Collections.Concurrent;
using Guotu.Geo.Crs;
using Guotu.Hosting.Decisions;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;

namespace Guotu.MapPublishing.Grants;

/// <summary>
/// All valid grants of one policy version, ready to be asked (图层授权). Of a role the grants that name the layer stand in place of those for every
/// layer; several grants add up; one that hides takes the layer from the role; one that cannot be read takes it from everyone who holds the role.
/// </summary>
internal sealed class LayerPolicy(PolicyRow row, IReadOnlyList<GrantRow> grants, GaussKrugerProjection projection)
{
    private readonly ILookup<(string Role, string Layer), GrantRow> _grants =
        grants.Where(g => !g.IsRevoked).ToLookup(g => (g.RoleCode, g.LayerCode));

    private readonly ConcurrentDictionary<(long Grant, string Layer), GrantTerms?> _terms = new();
    private readonly ConcurrentDictionary<(string Roles, string Layer, string Label, string Towns), LayerFinding> _findings = new();

    public PolicyRow Row => row;

    public GaussKrugerProjection Projection => projection;

    /// <summary>Whether any valid grant reaches as far as a region.</summary>
    public bool NeedsTowns { get; } = grants.Any(g => !g.IsRevoked && g.AreaRegions is not null);

    /// <summary>The one decision on a layer; what is shown and why are of the same look.</summary>
    public LayerFinding Judge(RolesHeld held, LayerAsked layer, TownFigures? towns) =>
        _findings.GetOrAdd((held.Key, layer.Code, layer.Label.ToString(), towns?.Revision.ToString() ?? string.Empty), _ => Find(held, layer, towns));

    private LayerFinding Find(RolesHeld held, LayerAsked layer, TownFigures? towns)
    {
        var shown = new List<GrantTerms>();
        var refused = new LayerFinding(null, AccessTerm.Layer, "所持角色没有这个图层的授权");
        foreach (var role in held.Roles)
        {
            var ofLayer = _grants[(role, layer.Code)].ToList();
            var counting = ofLayer.Count > 0 ? ofLayer : [.. _grants[(role, GrantRow.EveryLayer)]];
            if (counting.Any(g => g.IsHidden))
            {
                refused = new LayerFinding(null, AccessTerm.Layer, $"角色 {role} 的授权不给看这个图层");
                continue;
            }

            foreach (var grant in counting)
            {
                if (TermsOf(grant, layer, towns) is not { } terms)
                {
                    return new LayerFinding(null, AccessTerm.Layer, $"角色 {role} 有一条授权已不能执行,图层对其全部持有人隐藏");
                }

                if (grant.LabelLimit >= layer.Label.Level)
                {
                    shown.Add(terms);
                }
                else
                {
                    refused = new LayerFinding(null, AccessTerm.Label, $"角色 {role} 的图层授权只到 {grant.LabelLimit} 级,数据是 {layer.Label.Level} 级");
                }
            }
        }

        return shown.Count == 0 ? refused : LayerFinding.Shown(new LayerSight(shown, projection, layer.Label));
    }

    /// <summary>Null where any term of the grant cannot be read: then nothing of the layer is shown.</summary>
    private GrantTerms? TermsOf(GrantRow grant, LayerAsked layer, TownFigures? towns) => grant.AreaRegions is null
        ? _terms.GetOrAdd((grant.GrantId, layer.Code), _ => GrantTerms.Read(grant, layer.Fields, projection, towns))
        : GrantTerms.Read(grant, layer.Fields, projection, towns);
}

/// <summary>The roles of a caller, in order.</summary>
internal sealed record RolesHeld(IReadOnlyList<string> Roles)
{
    public string Key { get; } = string.Join('\n', Roles);

    public static RolesHeld Of(IEnumerable<string> roles) => new([.. roles.Order(StringComparer.Ordinal)]);
}

/// <summary>A layer whose sight is asked for.</summary>
internal sealed record LayerAsked(string Code, SecurityLabel Label, IReadOnlyList<LayerField> Fields);

/// <summary>What of a layer is shown, and the term that decided it.</summary>
internal sealed record LayerFinding(LayerSight? Sight, AccessTerm Term, string Why)
{
    public static LayerFinding Shown(LayerSight sight) =>
        new(sight, AccessTerm.Part, sight.IsWhole ? "整个图层" : "按授权的条件、范围和字段给看一部分");
}
