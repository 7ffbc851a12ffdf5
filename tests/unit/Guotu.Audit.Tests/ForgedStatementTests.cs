using Guotu.Database;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Somebody writes statements about a sealed object into the trail: it stops, nobody guesses, and two persons let it go on.</summary>
public sealed class ForgedStatementTests
{
    private const string Any = "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 1";
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task An_object_with_a_forged_statement_stops_until_two_persons_set_it_aside_and_stops_again_at_the_next(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 1);
        await desk.MakeAsync(2, steps: 1);
        Assert.Empty((await desk.DisownAsync(1)).Value);

        // One at the end of time, and a flood that leaves no genuine record among the newest.
        foreach (var records in new[] { Enumerable.Range(0, 1), Enumerable.Range(1, 30) })
        {
            foreach (var record in records)
            {
                await desk.ForgeAsync(1, long.MaxValue - record);
            }

            var refused = (await desk.ChangeAsync(1, Any)).Error!;
            Assert.Equal((DatabaseErrors.StatementForged, "ap_case_seal", "1"), (refused.Code, refused.Arguments["table"], refused.Arguments["row"]));
            Assert.Equal(DatabaseErrors.StatementForged, (await desk.ResealAsync(1)).Error?.Code);
            Assert.True((await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).IsSuccess);

            Assert.Equal(records.Select(r => $"{long.MaxValue - r}"), (await desk.DisownAsync(1)).Value.Select(f => f.RecordId).OrderDescending(StringComparer.Ordinal));
            Assert.True((await desk.ChangeAsync(1, Any)).IsSuccess);
            Assert.True((await desk.ChangeAsync(1, Any)).IsSuccess);
            Assert.Empty((await desk.ProveAsync()).Findings);
        }

        // What was set aside is known by its content.
        await desk.Office.TamperAsync($"UPDATE au_record SET after_json = '{{\"version\":99,\"now\":\"11\"}}' WHERE record_id = {long.MaxValue}");
        Assert.Equal(DatabaseErrors.StatementForged, (await desk.ChangeAsync(1, Any)).Error?.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task What_was_set_aside_stays_so_when_the_old_records_are_archived(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 1);
        await desk.ForgeAsync(1, long.MaxValue);
        Assert.Single((await desk.DisownAsync(1)).Value);
        await desk.Office.Sealer().SealAsync(Never);
        desk.Office.Clock.Set(desk.Office.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMonths(8));
        var auditor = new CommandContext(Office.Wang, DataScope.WholeNode, "audit.archive") { ObjectType = "audit", ObjectId = "trail" };
        var archived = await desk.Office.Archiving().RunAsync(auditor, desk.Office.Clock.Now.LocalDate.AddDays(-200), Never);
        Assert.Single(archived.Value.Archives);
        Assert.Equal(0, await desk.Office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE batch_no = 1"));

        Assert.True((await desk.ChangeAsync(1, Any)).IsSuccess);
        await desk.Office.TamperAsync("UPDATE ap_step SET result_text = '改' WHERE case_id = 1");
        Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(1, Any)).Error?.Code);
    }

    /// <summary>The genuine statement is spoilt so that it is set aside with the others, and the older state put back: the table's statements still tell.</summary>
    [Theory]
    [BothDatabases]
    public async Task An_older_state_is_refused_also_where_the_statement_against_it_was_spoilt_and_set_aside(string provider)
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

        await desk.Office.TamperAsync("UPDATE au_record SET person_name = '无名' WHERE record_id = (SELECT MAX(r.record_id) FROM au_record r WHERE r.kind_code = 'rows.seal')");
        Assert.Equal(DatabaseErrors.StatementForged, (await desk.ChangeAsync(1, Any)).Error?.Code);

        Assert.Single((await desk.DisownAsync(1)).Value);
        Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(1, Any)).Error?.Code);
        Assert.True((await desk.ResealAsync(1)).IsSuccess);
        Assert.True((await desk.ChangeAsync(1, Any)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task An_object_that_is_named_by_its_name_is_not_begun_anew_over_a_forged_statement(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 0);
        await desk.ForgeAsync(7, long.MaxValue);

        Assert.Equal(DatabaseErrors.StatementForged, (await desk.BeginNewAsync(7)).Error?.Code);
        Assert.Equal(DatabaseErrors.RowTampered, (await desk.BeginNewAsync(1)).Error?.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task Where_all_seals_are_gone_the_objects_are_sealed_by_the_named_act_and_what_is_not_as_it_was_stated_is_refused(string provider)
    {
        await using var desk = await FamilyDesk.OpenAsync(provider);
        await desk.MakeAsync(1, steps: 1);
        await desk.MakeAsync(2, steps: 2);
        await desk.Office.TamperAsync("DELETE FROM ap_case_seal");
        await desk.Office.TamperAsync("DELETE FROM db_row_tally");
        await desk.Office.TamperAsync("UPDATE ap_step SET result_text = '改' WHERE case_id = 2");

        var adopted = (await desk.AdoptAsync()).Value!;

        Assert.Equal(("ap_case_seal", 2L), (adopted.Table, adopted.Rows));
        var proof = await desk.ProveAsync();
        Assert.Equal((2L, adopted.Version), (proof.Rows, proof.Version));
        Assert.True((await desk.ChangeAsync(1, Any)).IsSuccess);
        Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).Error?.Code);

        // A forged statement on top, set aside, does not make good what was only counted.
        await desk.ForgeAsync(2, long.MaxValue);
        Assert.Single((await desk.DisownAsync(2)).Value);
        Assert.Equal(DatabaseErrors.RowTampered, (await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).Error?.Code);
        Assert.True((await desk.ResealAsync(2)).IsSuccess);
        Assert.True((await desk.ChangeAsync(2, "UPDATE ap_step SET due_utc = :p_at WHERE case_id = 2")).IsSuccess);
    }
}
