using Dapper;
using Guotu.Database.Sessions;

namespace Guotu.Database.Scope;

/// <summary>
/// Which rows a caller may read (数据范围): by owning organisation and by region. Tables whose script says
/// <c>-- scope</c> are read only through a <c>{scope:table}</c> or <c>{scope:table:alias}</c> token, which this turns into a predicate.
/// </summary>
public sealed record DataScope
{
    private DataScope(IReadOnlyList<long>? organisations, string regionPrefix)
    {
        Organisations = organisations;
        RegionPrefix = regionPrefix;
    }

    /// <summary>Organisations whose rows may be read; null for every organisation of the region.</summary>
    public IReadOnlyList<long>? Organisations { get; }

    /// <summary>Leading digits of the 12-digit region code; empty for the whole node.</summary>
    public string RegionPrefix { get; }

    /// <summary>For the platform's own work (sealing, durable steps), never for a person.</summary>
    public static DataScope WholeNode { get; } = new(null, string.Empty);

    public static DataScope OfRegion(string regionPrefix) => new(null, Digits(regionPrefix));

    public static DataScope OfOrganisations(IEnumerable<long> organisations, string regionPrefix) =>
        new(organisations.Distinct().Order().ToList(), Digits(regionPrefix));

    /// <summary>The predicate for one table, its values bound as parameters.</summary>
    internal string Predicate(string qualifier, DynamicParameters parameters)
    {
        var parts = new List<string>(2);
        if (RegionPrefix.Length > 0)
        {
            parameters.Add("p_scope_region", RegionPrefix + "%");
            parts.Add($"{qualifier}.region_code LIKE :p_scope_region ESCAPE '!'");
        }

        if (Organisations is { Count: 0 })
        {
            return "1 = 0";
        }

        if (Organisations is { } organisations)
        {
            parts.Add(ListParameters.Add($"{qualifier}.owner_org_id IN :p_scope_orgs", "p_scope_orgs", organisations, typeof(IReadOnlyList<long>), parameters));
        }

        return parts.Count == 0 ? "1 = 1" : "(" + string.Join(" AND ", parts) + ")";
    }

    private static string Digits(string prefix) => prefix.All(char.IsAsciiDigit) && prefix.Length <= 12
        ? prefix
        : throw new ArgumentException("A region prefix is at most twelve digits", nameof(prefix));
}
