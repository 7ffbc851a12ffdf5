using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>How tables and rows come under the proof: once by themselves, and afterwards only by an act of named persons.</summary>
public sealed class RowRepairTests
{
    [Theory]
    [BothDatabases]
    public async Task Two_instances_that_take_a_table_in_at_once_leave_one_tally_and_one_record(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.WriteAsync(2, "window", needed: true);
        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("DELETE FROM au_record");
        await desk.AllowNullMacAsync();

        var both = new Meeting(provider == "postgresql" ? 2 : 1);
        await Task.WhenAll(desk.KeepAsync(new MetRows(desk.Rules, both)), desk.OfNode(2, TimeSpan.Zero).KeepAsync(new MetRows(desk.Rules, both)));

        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.Equal(2, (await desk.Office.RecordsAsync()).Count(r => r.KindCode == RowTallyKeeper.AdoptKind));
        await desk.WriteAsync(3, "data", needed: true);
        Assert.Empty((await desk.ProveAsync()).Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task A_table_whose_rows_tally_and_statements_are_all_gone_is_no_new_table_after_a_restart(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.KeepAsync();
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.GrantAsync("window", "approval.case.read");
        foreach (var table in new[] { "db_row_tally", "au_record", "id_role_login", "id_role_permission" })
        {
            await desk.Office.TamperAsync($"DELETE FROM {table}");
        }

        await desk.KeepAsync();
        Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveAsync()).Findings).Kind);
        Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveSealedAsync()).Findings).Kind);

        Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(2, "window", needed: true)).Error?.Code);

        await File.WriteAllTextAsync(desk.MemoryPath, (await File.ReadAllTextAsync(desk.MemoryPath)).Replace("id_role_login", "id_role_logon", StringComparison.Ordinal));
        Assert.Null(await desk.Memory.KnownAsync(CancellationToken.None));
        await desk.KeepAsync();
        Assert.Equal(RowFindingKinds.Tally, Assert.Single((await desk.ProveAsync()).Findings).Kind);
    }

    [Fact]
    public async Task A_sealed_table_with_a_value_of_another_kind_is_tampered_with_for_whoever_is_going_to_change_it()
    {
        foreach (var value in new[] { "1.25", "x'00'", "NULL", "7" })
        {
            // Only the embedded database lets a column hold anything.
            await using var desk = await RuleDesk.OpenAsync("sqlite");
            await desk.GrantAsync("window", "approval.case.read");
            Assert.True((await desk.OpenSealedAsync()).IsSuccess);
            await desk.DefineAsync("CREATE TABLE loose_permission AS SELECT * FROM id_role_permission");
            await desk.DefineAsync("DROP TABLE id_role_permission");
            await desk.DefineAsync("CREATE TABLE id_role_permission (role_code, permission_code)");
            await desk.DefineAsync("INSERT INTO id_role_permission SELECT * FROM loose_permission");
            await desk.Office.TamperAsync($"UPDATE id_role_permission SET permission_code = {value}");

            Assert.Equal(DatabaseErrors.RowTampered, (await desk.OpenSealedAsync()).Error?.Code);
            Assert.NotEmpty((await desk.ProveSealedAsync()).Findings);
            await desk.Office.TamperAsync("UPDATE id_role_permission SET permission_code = 'approval.case.decide'");
            Assert.NotNull((await desk.AcceptSealedAsync()).Value);
            Assert.True((await desk.OpenSealedAsync()).IsSuccess);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_table_from_before_there_were_tallies_is_taken_in_by_a_named_act_and_what_its_rows_do_not_prove_stays_found(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        await desk.WriteAsync(1, "leader", needed: true);
        await desk.WriteAsync(2, "window", needed: true);
        await desk.WriteAsync(3, "data", needed: true);
        Assert.Null((await desk.AdoptAsync()).Value);
        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("DELETE FROM id_role_login WHERE rule_id = 3");
        await desk.Office.TamperAsync("UPDATE id_role_login SET needs_second = 0 WHERE rule_id = 2");
        await desk.KeepAsync();
        Assert.Equal(DatabaseErrors.RowTampered, (await desk.TryWriteAsync(1, "leader", needed: false)).Error?.Code);

        var adopted = (await desk.AdoptAsync()).Value;
        Assert.Equal(("id_role_login", 2L, 4L), adopted is null ? default : (adopted.Table, adopted.Rows, adopted.Version));
        Assert.Equal([(RowFindingKinds.Edited, (long?)2)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));
        await desk.WriteAsync(1, "leader", needed: false);

        Assert.True((await desk.ResealAsync(2)).IsSuccess);
        Assert.Empty((await desk.ProveAsync()).Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task A_damaged_row_is_taken_as_it_stands_by_a_named_act_and_the_table_agrees_again(string provider)
    {
        await using var desk = await RuleDesk.OpenAsync(provider);
        foreach (var (id, role) in new[] { (1L, "leader"), (2L, "window"), (3L, "data") })
        {
            await desk.WriteAsync(id, role, needed: true);
        }

        await desk.DefineAsync("CREATE TABLE kept_rule AS SELECT * FROM id_role_login WHERE rule_id = 3");
        await desk.WriteAsync(3, "data", needed: false);
        foreach (var damage in new[]
        {
            "UPDATE id_role_login SET needs_second = 0 WHERE rule_id = 1", "DELETE FROM id_role_login WHERE rule_id = 2", "DELETE FROM id_role_login WHERE rule_id = 3",
            "INSERT INTO id_role_login SELECT * FROM kept_rule",
        })
        {
            await desk.Office.TamperAsync(damage);
        }

        Assert.Equal(3, (await desk.ProveAsync()).Findings.Count);
        var taken = (await desk.ResealAsync(1)).Value;
        Assert.NotEqual(taken.Was, taken.Now);
        Assert.Null((await desk.ResealAsync(2)).Value.Now);
        Assert.True((await desk.ResealAsync(3)).IsSuccess);
        Assert.Empty((await desk.ProveAsync()).Findings);
        await desk.WriteAsync(3, "data", needed: false);
        await desk.Office.TamperAsync("UPDATE id_role_login SET needs_second = 1 WHERE rule_id = 1");
        Assert.Equal([(RowFindingKinds.Edited, (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId)));
    }
}
