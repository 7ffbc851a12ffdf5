using Dapper;
using Guotu.Database.Sessions;
using Guotu.Kernel.Labels;

namespace Guotu.Database.Scope;

/// <summary>
/// Which rows a caller may read (数据范围): by owning organisation, by region and by label. Tables whose script says
/// <c>-- scope</c> are read only through a <c>{scope:table}</c> or <c>{scope:table:alias}</c> token, which this turns into a predicate. A row above the
/// caller's label does not exist: not in lists, counts or searches, and not by its id.
/// </summary>
public sealed record DataScope
{
    private DataScope(IReadOnlyList<long>? organisations, string regionPrefix, SecurityLabel? clearance)
    {
        Organisations = organisations;
        RegionPrefix = regionPrefix;
        Clearance = clearance;
    }

    /// <summary>Organisations whose rows may be read; null for every organisation of the region.</summary>
    public IReadOnlyList<long>? Organisations { get; }

    /// <summary>Leading digits of the 12-digit region code; empty for the whole node.</summary>
    public string RegionPrefix { get; }

    /// <summary>For the platform's own work (sealing, durable steps), never for a person.</summary>
    public static DataScope WholeNode { get; } = new(null, string.Empty, null);

    /// <summary>The subject's label (人员标记): rows whose label it does not dominate do not exist. Null for the platform's own work only.</summary>
    public SecurityLabel? Clearance { get; private init; }

    /// <summary>A person's scope sees nothing above the lowest label until it is given one by <see cref="UpTo"/>.</summary>
    public static DataScope OfRegion(string regionPrefix) => new(null, Digits(regionPrefix), SecurityLabel.Lowest);

    public static DataScope OfOrganisations(IEnumerable<long> organisations, string regionPrefix) =>
        new(organisations.Distinct().Order().ToList(), Digits(regionPrefix), SecurityLabel.Lowest);

    /// <summary>The same rows as far as a label reaches.</summary>
    public DataScope UpTo(SecurityLabel clearance) => this with { Clearance = clearance };

    /// <summary>Whether rows of an organisation are in the scope, as far as the organisation decides.</summary>
    public bool HoldsOrganisation(long organisation) => Organisations is null || Organisations.Contains(organisation);

    /// <summary>Whether rows of a region are in the scope, as far as the region decides.</summary>
    public bool HoldsRegion(string regionCode) => regionCode.StartsWith(RegionPrefix, StringComparison.Ordinal);

    /// <summary>Whether rows of a label are in the scope, as far as the label decides.</summary>
    public bool HoldsLabel(SecurityLabel label) => Clearance is null || SubjectMustDominateLabel.Holds(Clearance, label);

    /// <summary>The predicate for one table, its values bound as parameters.</summary>
    internal string Predicate(string qualifier, DynamicParameters parameters)
    {
        var parts = new List<string>(4);
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

        if (Clearance is { } clearance)
        {
            parts.AddRange(Dominated(clearance, qualifier, parameters));
        }

        return parts.Count == 0 ? "1 = 1" : "(" + string.Join(" AND ", parts) + ")";
    }

    /// <summary>
    /// A list of categories is covered when nothing is left of it once each held one is taken out. What no label writes is never covered.
    /// </summary>
    private static IEnumerable<string> Dominated(SecurityLabel clearance, string qualifier, DynamicParameters parameters)
    {
        parameters.Add("p_scope_level", clearance.Level);
        yield return $"{qualifier}.label_level <= :p_scope_level";
        var left = $"',' || COALESCE({qualifier}.label_category, '') || ','";
        for (var i = 0; i < clearance.Categories.Count; i++)
        {
            parameters.Add($"p_scope_held{i}", "," + clearance.Categories[i] + ",");
            left = $"REPLACE({left}, :p_scope_held{i}, ',')";
        }

        yield return clearance.Categories.Count == 0 ? $"{qualifier}.label_category IS NULL" : $"({qualifier}.label_category IS NULL OR {left} = ',')";
    }

    private static string Digits(string prefix) => prefix.All(char.IsAsciiDigit) && prefix.Length <= 12
        ? prefix
        : throw new ArgumentException("A region prefix is at most twelve digits", nameof(prefix));
}
