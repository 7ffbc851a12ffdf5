using System.Collections.Concurrent;
using Guotu.Geo.Crs;
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
    private readonly ConcurrentDictionary<(string Roles, string Layer, int Label, string Towns), LayerSight?> _sights = new();

    public PolicyRow Row => row;

    public GaussKrugerProjection Projection => projection;

    /// <summary>Whether any valid grant reaches as far as a region.</summary>
    public bool NeedsTowns { get; } = grants.Any(g => !g.IsRevoked && g.AreaRegions is not null);

    public LayerSight? SightOf(RolesHeld held, LayerAsked layer, TownFigures? towns) =>
        _sights.GetOrAdd((held.Key, layer.Code, layer.LabelLevel, towns?.Revision.ToString() ?? string.Empty), _ => Make(held, layer, towns));

    private LayerSight? Make(RolesHeld held, LayerAsked layer, TownFigures? towns)
    {
        var shown = new List<GrantTerms>();
        foreach (var role in held.Roles)
        {
            var ofLayer = _grants[(role, layer.Code)].ToList();
            var counting = ofLayer.Count > 0 ? ofLayer : [.. _grants[(role, GrantRow.EveryLayer)]];
            if (counting.Any(g => g.IsHidden))
            {
                continue;
            }

            foreach (var grant in counting)
            {
                if (TermsOf(grant, layer, towns) is not { } terms)
                {
                    return null;
                }

                if (grant.LabelLimit >= layer.LabelLevel)
                {
                    shown.Add(terms);
                }
            }
        }

        return shown.Count == 0 ? null : new LayerSight(shown, projection);
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
internal sealed record LayerAsked(string Code, int LabelLevel, IReadOnlyList<LayerField> Fields);
