using Dapper;
using Guotu.Database.Scope;

namespace Guotu.Database.Tests;

public sealed class ScopeTests
{
    private static readonly ScopedSql Sql = new(new HashSet<string> { "ap_case" });

    [Fact]
    public void Reading_a_scoped_table_without_its_token_is_refused() =>
        Assert.Throws<InvalidOperationException>(
            () => Sql.Expand("SELECT case_id FROM ap_case WHERE case_id = :p_id", DataScope.WholeNode, new DynamicParameters()));

    [Fact]
    public void The_token_becomes_a_predicate_on_organisation_region_and_label_with_bound_values()
    {
        var parameters = new DynamicParameters();

        var text = Sql.Expand("SELECT case_id FROM ap_case c WHERE {scope:ap_case:c}", DataScope.OfOrganisations([3, 5], "610724"), parameters);

        Assert.Equal("SELECT case_id FROM ap_case c WHERE (c.region_code LIKE :p_scope_region ESCAPE '!' AND c.owner_org_id IN (:p_scope_orgs1, :p_scope_orgs2) AND c.label_level <= :p_scope_level AND c.label_category IS NULL)", text);
        Assert.Equal("610724%", parameters.Get<string>("p_scope_region"));
    }

    [Fact]
    public void Nobodys_organisation_sees_nothing() =>
        Assert.Equal(
            "SELECT case_id FROM ap_case WHERE 1 = 0",
            Sql.Expand("SELECT case_id FROM ap_case WHERE {scope:ap_case}", DataScope.OfOrganisations([], "610724"), new DynamicParameters()));

    [Fact]
    public void A_region_prefix_that_is_not_digits_cannot_be_made() =>
        Assert.Throws<ArgumentException>(() => DataScope.OfRegion("6107' OR '1'='1"));
}
