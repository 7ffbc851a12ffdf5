using Guotu.Database;
using Guotu.Database.Rows;

namespace Guotu.Audit.Tests;

/// <summary>Values that no column of the platform holds, written by whoever owns the database file, are findings and never end a proof.</summary>
public sealed class StrangeValueTests
{
    /// <summary>SQLite takes any value in any column; what the platform never writes is named, row by row, and the other rows are still proved.</summary>
    [Fact]
    public async Task A_value_of_another_kind_is_a_finding_that_names_its_row()
    {
        string[] strange = ["'abc'", "'1'", "1.5", "x'00ff'", "zeroblob(20000000)", "NULL", "-9223372036854775808"];
        foreach (var column in new[] { "needs_second", "role_code", "changed_utc", "row_mac" })
        {
            foreach (var value in strange)
            {
                if ((column, value) == ("needs_second", "'1'"))
                {
                    continue; // The column makes the number of it that was there.
                }

                await using var desk = await RuleDesk.OpenAsync("sqlite");
                await desk.LoosenAsync();
                foreach (var (id, role) in new[] { (1L, "window"), (2L, "leader"), (3L, "data") })
                {
                    await desk.WriteAsync(id, role, needed: true);
                }

                await desk.Office.TamperAsync($"UPDATE id_role_login SET {column} = {value} WHERE rule_id = 2");
                await desk.Office.TamperAsync("UPDATE id_role_login SET role_code = 'x' WHERE rule_id = 3");
                var findings = (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)).ToList();
                Assert.True(findings.Contains((RowFindingKinds.Edited, 3)), $"{column} = {value}");
                Assert.True(findings.Contains((RowFindingKinds.Edited, 2)) || findings.Contains((RowFindingKinds.Restored, 2)), $"{column} = {value}");
                Assert.DoesNotContain(findings, f => f.RowId == 1);
            }
        }
    }

    [Fact]
    public async Task A_value_of_another_kind_in_the_trail_is_a_finding_of_its_verification()
    {
        foreach (var sql in new[]
        {
            "UPDATE au_record SET user_id = 'x' WHERE record_id = (SELECT MIN(record_id) FROM au_record)", "UPDATE au_record SET at_utc = x'00' WHERE record_id = (SELECT MAX(record_id) FROM au_record)",
            "UPDATE au_leaf SET leaf_hex = zeroblob(9000000) WHERE batch_no = 1", "UPDATE au_batch SET leaf_count = 'many' WHERE batch_no = 2", "UPDATE au_batch SET root_hex = x'01' WHERE batch_no = 1",
        })
        {
            await using var office = await Office.OpenAsync("sqlite");
            await office.SealedAsync(3, 2);
            await office.AcceptAsync(1);
            await office.TamperAsync(sql);

            Assert.False((await office.Verification().RunAsync(CancellationToken.None)).Ok, sql);
        }
    }

    [Fact]
    public async Task A_value_of_another_kind_in_an_id_a_tally_or_a_statement_is_a_finding_and_stops_what_would_be_written()
    {
        (string Sql, string Kind)[] edits =
        [
            ("UPDATE id_role_login SET rule_id = 'x' WHERE rule_id = 2", RowFindingKinds.Inserted),
            ("UPDATE db_row_tally SET row_count = 'three'", RowFindingKinds.Tally),
            ("UPDATE db_row_tally SET sum_text = x'00'", RowFindingKinds.Tally),
            ("UPDATE db_row_tally SET version_no = 1e300", RowFindingKinds.Tally),
            ("UPDATE au_record SET after_json = x'00' WHERE kind_code = 'rows.state'", RowFindingKinds.Tally),
            ("UPDATE au_record SET user_id = 'x' WHERE kind_code = 'rows.state'", RowFindingKinds.Tally),
        ];
        foreach (var (sql, kind) in edits)
        {
            await using var desk = await RuleDesk.OpenAsync("sqlite");
            await desk.WriteAsync(1, "window", needed: true);
            await desk.WriteAsync(2, "leader", needed: true);
            await desk.LoosenAsync();
            await desk.Office.TamperAsync(sql);

            Assert.Contains((await desk.ProveAsync()).Findings, f => f.Kind == kind);
            if (sql.Contains("db_row_tally", StringComparison.Ordinal))
            {
                Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(3, "data", needed: true)).Error?.Code);
            }
        }
    }
}
