using Dapper;
using FsCheck;
using FsCheck.Fluent;
using Guotu.Database.Schema;
using Guotu.Database.Scope;
using Guotu.Kernel.Labels;
using Guotu.Testing.Database;

namespace Guotu.Database.Tests;

/// <summary>Rows above a person's label do not exist: the predicate and the rule class say the same, row by row, on both databases.</summary>
public sealed class LabelScopeTests
{
    private const string Insert =
        "INSERT INTO zz_labelled (row_id, owner_org_id, region_code, label_level, label_category) VALUES (:p_id, :p_org, :p_region, :p_level, :p_category)";

    private static readonly string?[] Stored = [null, "CH", "GR", "CH,GR", "CH,GR,ZF", "ZF", "GR,CH,GR", "XX", ",", "CH,"];

    [Theory]
    [BothDatabases]
    public async Task The_predicate_shows_exactly_the_rows_that_the_rules_allow(string provider)
    {
        await using var bench = await Bench.OpenAsync(provider);
        var rows = await FilledAsync(bench);
        var sql = new ScopedSql(new HashSet<string> { "zz_labelled" });
        foreach (var scope in Scopes().Sample(60))
        {
            var parameters = new DynamicParameters();
            var text = sql.Expand("SELECT t.row_id FROM zz_labelled t WHERE {scope:zz_labelled:t} ORDER BY t.row_id", scope, parameters);
            await using var session = await bench.Units.ReadAsync(DataScope.WholeNode, CancellationToken.None);
            var shown = await session.QueryAsync<long>(text, parameters, CancellationToken.None);

            Assert.Equal(rows.Where(r => scope.HoldsOrganisation(r.Org) && scope.HoldsRegion(r.Region) && scope.HoldsLabel(SecurityLabel.OfRow(r.Level, r.Category))).Select(r => r.Id), shown);
        }
    }

    [Fact]
    public void A_persons_scope_reaches_nothing_labelled_until_it_is_given_a_label()
    {
        Assert.False(DataScope.OfRegion("610724").HoldsLabel(SecurityLabel.Of(1, [])));
        Assert.False(DataScope.OfOrganisations([3], "610724").HoldsLabel(SecurityLabel.Of(0, ["CH"])));
        Assert.True(DataScope.OfRegion("610724").UpTo(SecurityLabel.Of(1, ["CH"])).HoldsLabel(SecurityLabel.Of(1, ["CH"])));
        Assert.True(DataScope.WholeNode.HoldsLabel(SecurityLabel.Of(9, ["CH"])));
    }

    [Fact]
    public void Every_table_under_scope_has_the_columns_of_the_label()
    {
        Assert.NotEmpty(NeutralScript.AllScopedTables);
        foreach (var table in NeutralScript.AllScopedTables)
        {
            var made = NeutralScript.All.SelectMany(s => s.Statements).Single(t => t.Contains($"CREATE TABLE {table} (", StringComparison.Ordinal));
            Assert.All(["label_level SMALLINT NOT NULL", "label_category", "owner_org_id", "region_code"], c => Assert.Contains(c, made, StringComparison.Ordinal));
        }
    }

    private static Gen<DataScope> Scopes() =>
        from level in Gen.Choose(0, 3)
        from held in Gen.Elements("GR", "CH", "ZF", "KC").ListOf()
        from organisations in Gen.Elements(3L, 4L, 5L).ListOf()
        from region in Gen.Elements("6107", "610724", "610725", "")
        from whole in Gen.Elements(true, false)
        select (whole ? DataScope.OfRegion(region) : DataScope.OfOrganisations(organisations, region)).UpTo(SecurityLabel.Of(level, held));

    private static async Task<IReadOnlyList<Row>> FilledAsync(Bench bench)
    {
        await using var connection = await bench.Database.Connections.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("CREATE TABLE zz_labelled (row_id BIGINT, owner_org_id BIGINT, region_code VARCHAR(12), label_level SMALLINT, label_category VARCHAR(40))");
        var rows = new List<Row>();
        foreach (var org in (long[])[3, 4])
        {
            foreach (var region in (string[])["610724101000", "610725000000"])
            {
                rows.AddRange(from level in Enumerable.Range(0, 3) from category in Stored select new Row(0, org, region, level, category));
            }
        }

        rows = [.. rows.Select((r, i) => r with { Id = i + 1 })];
        foreach (var row in rows)
        {
            await connection.ExecuteAsync(
                Insert.Replace(":p", "@p", StringComparison.Ordinal), new { p_id = row.Id, p_org = row.Org, p_region = row.Region, p_level = row.Level, p_category = row.Category });
        }

        return rows;
    }

    private sealed record Row(long Id, long Org, string Region, int Level, string? Category);
}
