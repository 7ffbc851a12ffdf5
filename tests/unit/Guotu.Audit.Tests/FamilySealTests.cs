using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Rows of several tables that are one object are sealed as one: the platform's own changes hold, everybody else's are named.</summary>
public sealed class FamilySealTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task What_the_platform_makes_and_changes_of_an_object_is_proved(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 2);
        await desk.MakeAsync(2, steps: 0);
        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET state_code = 'DONE', done_utc = :p_at WHERE case_id = 1 AND step_no = 1")).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "INSERT INTO ap_step (case_id, step_key, step_no, state_code, due_utc) VALUES (2, 'number', 1, 'WAITING', :p_at)")).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "DELETE FROM ap_step WHERE case_id = 2 AND due_utc = :p_at")).IsSuccess);

        var proof = await desk.ProveAsync();

        Assert.Empty(proof.Findings);
        Assert.Equal((2L, 5L), (proof.Rows, proof.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_edit_of_a_part_is_named_and_never_sealed_over(string provider)
    {
        (string Sql, string Kind, string Table, long Row)[] edits =
        [
            ("UPDATE ap_step SET result_text = '已编号' WHERE case_id = 1 AND step_no = 2", RowFindingKinds.Edited, "ap_step", 1),
            ("DELETE FROM ap_step WHERE case_id = 1 AND step_no = 2", RowFindingKinds.Edited, "ap_step", 1),
            ("DELETE FROM ap_step WHERE case_id = 1", RowFindingKinds.Deleted, "ap_step", 1),
            ("UPDATE ap_process_instance SET state_json = '{}' WHERE case_id = 1", RowFindingKinds.Edited, "ap_process_instance", 1),
            ("DELETE FROM ap_process_instance WHERE case_id = 1", RowFindingKinds.Deleted, "ap_process_instance", 1),
            ("INSERT INTO ap_step (case_id, step_key, step_no, state_code, due_utc) SELECT 2, step_key, step_no, state_code, due_utc FROM ap_step WHERE case_id = 1 AND step_no = 1", RowFindingKinds.Edited, "ap_step", 2),
            ("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (3, 'v', '{}', 1)", RowFindingKinds.Inserted, "ap_process_instance", 3),
            ("UPDATE ap_case_seal SET parts_text = REPLACE(parts_text, 'a', 'b') WHERE case_id = 2", RowFindingKinds.Edited, "ap_case_seal", 2),
            ("DELETE FROM ap_case_seal WHERE case_id = 2", RowFindingKinds.Deleted, "ap_case_seal", 2),
        ];
        foreach (var (sql, kind, table, row) in edits)
        {
            await using var desk = await FamilyDesk.OpenAsync(provider);
            await desk.MakeAsync(1, steps: 2);
            await desk.MakeAsync(2, steps: 0);

            await desk.Office.TamperAsync(sql);

            Assert.Contains((kind, table, (long?)row), (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
            Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(row, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 999")).Error?.Code);
            Assert.Contains((kind, table, (long?)row), (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
            Assert.True((await desk.ChangeAsync(row == 1 ? 2 : 1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 999")).IsSuccess);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task An_older_state_of_an_object_that_is_put_back_with_its_seal_is_found(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 1);
        foreach (var table in new[] { "ap_step", "ap_case_seal" })
        {
            await desk.DefineAsync($"CREATE TABLE kept_{table} AS SELECT * FROM {table}");
        }

        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET state_code = 'DONE', done_utc = :p_at WHERE case_id = 1")).IsSuccess);
        foreach (var table in new[] { "ap_step", "ap_case_seal" })
        {
            await desk.Office.TamperAsync($"DELETE FROM {table}");
            await desk.Office.TamperAsync($"INSERT INTO {table} SELECT * FROM kept_{table}");
        }

        Assert.Equal([(RowFindingKinds.Restored, "ap_case_seal", (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
    }

    [Theory]
    [BothDatabases]
    public async Task An_act_on_an_object_that_was_put_back_together_with_its_seal_is_refused_and_names_it(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await PutBackAsync(desk);

        var refused = (await desk.ChangeAsync(1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 1")).Error!;
        Assert.Equal((DatabaseErrors.RowTampered, "ap_case_seal", "1"), (refused.Code, refused.Arguments["table"], refused.Arguments["row"]));
        Assert.True((await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).IsSuccess);
        Assert.Equal([(RowFindingKinds.Restored, "ap_case_seal", (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
    }

    /// <summary>Whoever also takes the statement of the object away gets past the act; its chain in the statements of the table still names it.</summary>
    [Theory]
    [BothDatabases]
    public async Task An_object_that_was_put_back_and_then_changed_is_named_by_the_break_in_its_chain(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await PutBackAsync(desk);
        await desk.Office.TamperAsync("DELETE FROM au_record WHERE kind_code = 'rows.seal' AND object_id = 'ap_case_seal/1'");

        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 1")).IsSuccess);
        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET result_text = '再办' WHERE case_id = 1")).IsSuccess);
        Assert.Equal([(RowFindingKinds.Restored, "ap_case_seal", (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
    }

    [Theory]
    [BothDatabases]
    public async Task What_is_stated_of_an_object_outlives_the_archiving_of_the_old_records(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await PutBackAsync(desk);
        await desk.Office.Sealer().SealAsync(Never);
        desk.Office.Clock.Set(desk.Office.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMonths(8));
        var auditor = new CommandContext(Office.Wang, DataScope.WholeNode, "audit.archive") { ObjectType = "audit", ObjectId = "trail" };
        var archived = await desk.Office.Archiving().RunAsync(auditor, desk.Office.Clock.Now.LocalDate.AddDays(-200), Never);
        Assert.Single(archived.Value.Archives);
        Assert.Equal(0, await desk.Office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE batch_no = 1"));

        Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 1")).Error?.Code);
        Assert.True((await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).IsSuccess);
        Assert.Contains((RowFindingKinds.Restored, "ap_case_seal", (long?)1), (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
    }

    [Theory]
    [BothDatabases]
    public async Task Two_instances_that_seal_the_old_objects_at_once_leave_one_seal_each(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        for (var id = 1; id <= 5; id++)
        {
            await desk.Office.TamperAsync($"INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES ({id}, 'v', '{{}}', 1)");
        }

        var both = new Meeting(provider == "postgresql" ? 2 : 1);
        await Task.WhenAll(desk.KeepAsync(new MetRows(desk.Rows, both)), desk.KeepAsync(new MetRows(desk.Rows, both)));
        var proof = await desk.ProveAsync();
        Assert.Empty(proof.Findings);
        Assert.Equal((5L, 1L), (proof.Rows, proof.Version));
    }

    [Theory]
    [BothDatabases]
    public async Task An_object_whose_rows_a_disk_damaged_goes_on_after_it_was_resealed(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await PutBackAsync(desk);
        await desk.Office.TamperAsync("UPDATE ap_step SET result_text = '坏' WHERE case_id = 2");
        Assert.Equal(2, (await desk.ProveAsync()).Findings.Count);

        Assert.True((await desk.ResealAsync(1)).IsSuccess);
        Assert.True((await desk.ResealAsync(2)).IsSuccess);
        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 1")).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).IsSuccess);
        Assert.Empty((await desk.ProveAsync()).Findings);

        await desk.Office.TamperAsync("DELETE FROM ap_case_seal WHERE case_id = 2");
        Assert.True((await desk.ResealAsync(2)).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).IsSuccess);
        Assert.Empty((await desk.ProveAsync()).Findings);
    }

    [Fact]
    public async Task A_part_with_a_value_of_another_kind_is_named_with_its_object()
    {
        foreach (var value in new[] { "1.25", "'x'", "x'00'", "NULL", "zeroblob(20000000)" })
        {
            await using var desk = await FamilyDesk.OpenAsync("sqlite");
            await desk.MakeAsync(1, steps: 1);
            await desk.MakeAsync(2, steps: 1);
            await desk.DefineAsync("CREATE TABLE loose_step AS SELECT * FROM ap_step");
            await desk.DefineAsync("DROP TABLE ap_step");
            await desk.DefineAsync("ALTER TABLE loose_step RENAME TO ap_step");
            await desk.Office.TamperAsync($"UPDATE ap_step SET step_no = {value} WHERE case_id = 1");

            Assert.Equal([(RowFindingKinds.Edited, "ap_step", (long?)1)], (await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.Table, f.RowId)));
            Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(1, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 1")).Error?.Code);
        }
    }

    /// <summary>Two objects; the first is changed, and its rows and its seal are put back as they were before.</summary>
    private static async Task PutBackAsync(FamilyDesk desk)
    {
        await desk.MakeAsync(1, steps: 1);
        await desk.MakeAsync(2, steps: 1);
        foreach (var table in new[] { "ap_step", "ap_case_seal" })
        {
            await desk.DefineAsync($"CREATE TABLE kept_{table} AS SELECT * FROM {table} WHERE case_id = 1");
        }

        Assert.True((await desk.ChangeAsync(1, "UPDATE ap_step SET state_code = 'DONE', done_utc = :p_at WHERE case_id = 1")).IsSuccess);
        foreach (var table in new[] { "ap_step", "ap_case_seal" })
        {
            await desk.Office.TamperAsync($"DELETE FROM {table} WHERE case_id = 1");
            await desk.Office.TamperAsync($"INSERT INTO {table} SELECT * FROM kept_{table}");
        }
    }

    [Theory]
    [BothDatabases]
    public async Task Objects_from_before_there_were_seals_are_sealed_once_with_a_statement_in_the_trail(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.Office.TamperAsync("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (5, 'v', '{}', 1)");
        await desk.KeepAsync();
        Assert.Empty((await desk.ProveAsync()).Findings);
        Assert.Contains(await desk.Office.RecordsAsync(), r => r.KindCode == RowTallyKeeper.AdoptKind && r.SummaryTxt.Contains("ap_case_seal", StringComparison.Ordinal));

        await desk.Office.TamperAsync("INSERT INTO ap_process_instance (case_id, process_version, state_json, row_version) VALUES (6, 'v', '{}', 1)");
        await desk.KeepAsync();
        Assert.Equal((RowFindingKinds.Inserted, (long?)6), Assert.Single((await desk.ProveAsync()).Findings.Select(f => (f.Kind, f.RowId))));
    }
}
