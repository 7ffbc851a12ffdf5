using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Whoever changes protected rows straight at the database is found, and told apart from the platform at work.</summary>
public sealed class RowProofTests
{
    [Theory]
    [BothDatabases]
    public async Task What_the_platform_wrote_changed_and_took_away_is_proved(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "window", needed: false);
        await desk.WriteAsync(2, "leader", needed: true);
        await desk.WriteAsync(1, "window", needed: true);
        await desk.RemoveAsync(2);
        await desk.WriteAsync(3, "data", needed: true);

        var proof = await desk.ProveAsync();

        Assert.Empty(proof.Findings);
        Assert.Equal((2L, 5L), (proof.Rows, proof.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_kind_of_edit_behind_the_applications_back_is_found_and_named(string provider)
    {
        (string Sql, (string Kind, long? Row)[] Expected)[] attacks =
        [
            ("UPDATE id_role_login SET needs_second = 0 WHERE rule_id = 2", [(RowFindingKinds.Edited, 2)]),
            ("DELETE FROM id_role_login WHERE rule_id = 2", [(RowFindingKinds.Deleted, 2)]),
            (
                "INSERT INTO id_role_login (rule_id, role_code, needs_second, changed_utc, row_mac) SELECT 9, 'own', needs_second, changed_utc, row_mac FROM id_role_login WHERE rule_id = 2",
                [(RowFindingKinds.Inserted, 9)]
            ),
            (
                "UPDATE id_role_login SET needs_second = 1 - needs_second, row_mac = (SELECT o.row_mac FROM id_role_login o WHERE o.rule_id = 5 - id_role_login.rule_id) WHERE rule_id IN (2, 3)",
                [(RowFindingKinds.Edited, 2), (RowFindingKinds.Edited, 3)]
            ),
        ];
        foreach (var (sql, expected) in attacks)
        {
            await using var desk = await RuleDesk.OpenAsync(provider);
            await desk.WriteAsync(1, "window", needed: false);
            await desk.WriteAsync(2, "leader", needed: true);
            await desk.WriteAsync(3, "data", needed: false);

            await desk.Office.TamperAsync(sql);

            Assert.Equal(expected, (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task An_older_row_that_is_put_back_is_found_also_together_with_the_older_tally(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: false);
        await desk.DefineAsync("CREATE TABLE kept_rule AS SELECT * FROM id_role_login");
        await desk.DefineAsync("CREATE TABLE kept_tally AS SELECT * FROM db_row_tally");
        await desk.WriteAsync(1, "leader", needed: true);

        await desk.Office.TamperAsync("DELETE FROM id_role_login");
        await desk.Office.TamperAsync("INSERT INTO id_role_login SELECT * FROM kept_rule");
        Assert.Equal([(RowFindingKinds.Restored, (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));

        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("INSERT INTO db_row_tally SELECT * FROM kept_tally");
        var proof = await desk.ProveAsync();
        Assert.Equal([(RowFindingKinds.Tally, (long?)null), (RowFindingKinds.Restored, 1)], proof.Findings.Select(f => (f.Kind, f.RowId)));
        Assert.Equal("version 1, the trail has 2", proof.Findings[0].Group);
    }

    [Theory]
    [BothDatabases]
    public async Task A_tally_that_was_taken_away_or_edited_is_found_and_nothing_more_is_written(string provider)
    {
        foreach (var sql in new[] { "DELETE FROM db_row_tally", "UPDATE db_row_tally SET row_count = 7", "UPDATE db_row_tally SET sum_text = 'g1.1.AAAA'" })
        {
            await using var desk = await RuleDesk.OpenAsync(provider);
            await desk.WriteAsync(1, "leader", needed: true);
            await desk.Office.TamperAsync(sql);

            Assert.Equal(RowFindingKinds.Tally, (await desk.ProveAsync()).Findings[0].Kind);
            Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(2, "window", needed: true)).Error?.Code);
            Assert.Equal(1, await desk.Office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM id_role_login"));
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Rows_from_before_the_table_had_a_MAC_get_one_once_and_never_again(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("DELETE FROM au_record");
        await desk.AllowNullMacAsync();

        await desk.KeepAsync();
        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.Contains(await desk.Office.RecordsAsync(), r => r.KindCode == RowTallyKeeper.AdoptKind && r.SummaryTxt.Contains("补校验码 1 行", StringComparison.Ordinal));

        await desk.Office.TamperAsync("UPDATE id_role_login SET needs_second = 0, row_mac = NULL");
        await desk.KeepAsync();
        Assert.Equal(RowFindingKinds.Edited, Assert.Single((await desk.ProveAsync()).Findings).Kind);
    }

    [Theory]
    [BothDatabases]
    public async Task A_right_that_was_given_to_a_role_behind_the_back_is_found(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.GrantAsync("window", "approval.case.read");
        Assert.Empty((await desk.ProveSealedAsync()).Findings);

        await desk.Office.TamperAsync("INSERT INTO id_role_permission (role_code, permission_code) VALUES ('window', 'identity.grant.manage')");
        Assert.Equal((RowFindingKinds.Inserted, "1 rows stated, 2 found"), await OnlyAsync(desk));

        await desk.Office.TamperAsync("DELETE FROM id_role_permission");
        Assert.Equal((RowFindingKinds.Deleted, "1 rows stated, 0 found"), await OnlyAsync(desk));
    }

    [Theory]
    [BothDatabases]
    public async Task Acts_are_done_while_a_proof_is_held_and_are_no_finding(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.WriteAsync(2, "window", needed: true);
        await desk.GrantAsync("window", "approval.case.read");

        var held = new HeldRows(desk.Rules, i => desk.WriteAsync(i % 3, $"role-{i % 3}", needed: i % 2 == 0));
        var proof = await desk.ProveAsync(held);
        Assert.Empty(proof.Findings);
        Assert.Equal((2L, 2L, 3), (proof.Rows, proof.Version, held.Acts));

        var busy = new BusyTable(RuleDesk.Permissions, i => desk.GrantAsync("window", $"approval.case.extra-{i}"));
        Assert.Equal((1L, 1L), (await desk.ProveAsync(busy)) is { Findings.Count: 0 } sealedProof ? (sealedProof.Rows, sealedProof.Version) : (0, 0));
        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.Equal((2L, 2L), (await desk.ProveSealedAsync()) is { Findings.Count: 0 } after ? (after.Rows, after.Version) : (0, 0));
    }

    [Theory]
    [BothDatabases]
    public async Task A_tally_that_was_taken_away_with_all_its_statements_is_found_and_not_begun_anew(string provider)
    {
        foreach (var rowsToo in new[] { false, true })
        {
            await using var desk = await RuleDesk.OpenAsync(provider);
            await desk.WriteAsync(1, "leader", needed: true);
            await desk.WriteAsync(2, "window", needed: true);
            await desk.Office.TamperAsync("DELETE FROM db_row_tally");
            await desk.Office.TamperAsync("DELETE FROM au_record WHERE kind_code = 'rows.state'");
            await desk.Office.TamperAsync("DELETE FROM id_role_login WHERE rule_id = 1");
            if (rowsToo)
            {
                await desk.Office.TamperAsync("DELETE FROM id_role_login");
            }

            Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveAsync()).Findings).Kind);
            if (!rowsToo)
            {
                Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(3, "data", needed: true)).Error?.Code);
                await desk.KeepAsync();
                Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveAsync()).Findings).Kind);
            }
        }
    }

    [Theory]
    [BothDatabases]
    public async Task In_a_cluster_whose_clocks_differ_the_versions_and_not_the_numbers_of_the_records_say_what_came_last(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        var ahead = desk.OfNode(2, TimeSpan.FromMinutes(9));
        for (var i = 0; i < 60; i++)
        {
            await ahead.WriteAsync(i % 3, $"role-{i % 3}", needed: i % 2 == 0);
        }

        await desk.WriteAsync(1, "role-1", needed: false);
        Assert.Empty((await desk.ProveAsync()).Findings);

        await desk.Office.TamperAsync("DELETE FROM id_role_login WHERE rule_id = 2");
        Assert.Equal([(RowFindingKinds.Deleted, (long?)2)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));
        await desk.RestateAsync();
        Assert.DoesNotContain((await desk.ProveAsync()).Findings, f => f.Kind == RowFindingKinds.Tally);
    }

    [Theory]
    [BothDatabases]
    public async Task Many_writers_at_once_leave_a_tally_that_holds_while_it_is_proved(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.KeepAsync();
        var writers = Enumerable.Range(0, 4).Select(async writer =>
        {
            for (var i = 0; i < 6; i++)
            {
                await desk.WriteAsync((writer * 100) + i, $"role-{writer}-{i}", needed: i % 2 == 0);
                await desk.WriteAsync((writer * 100) + (i / 2), $"role-{writer}-{i / 2}", needed: i % 2 == 1);
            }
        }).ToList();
        var whileWriting = new List<TableProof>();
        do
        {
            whileWriting.Add(await desk.ProveAsync());
        }
        while (!writers.TrueForAll(w => w.IsCompleted));

        await Task.WhenAll(writers);
        Assert.All(whileWriting, p => Assert.Empty(p.Findings));
        var after = await desk.ProveAsync();
        Assert.Empty(after.Findings);
        Assert.Equal((24L, 49L), (after.Rows, after.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task What_the_trail_states_outlives_the_archiving_of_the_old_records(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.WriteAsync(1, "leader", needed: false);
        var newest = (await desk.Office.RecordsAsync()).Max(r => r.RecordId);
        await desk.RestateAsync();
        await desk.Office.TamperAsync($"DELETE FROM au_record WHERE record_id <= {newest}");

        Assert.Empty((await desk.ProveAsync()).Findings);
        await desk.Office.TamperAsync("DELETE FROM id_role_login");
        Assert.Equal(RowFindingKinds.Mismatch, Assert.Single((await desk.ProveAsync()).Findings).Kind);
    }

    private static async Task<(string Kind, string Group)> OnlyAsync(RuleDesk desk)
    {
        var finding = Assert.Single((await desk.ProveSealedAsync()).Findings);
        return (finding.Kind, finding.Group);
    }
}
