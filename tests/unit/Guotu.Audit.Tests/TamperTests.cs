using Guotu.Audit.Verification;
using Guotu.Database.AuditPort;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Someone with the database's password goes behind the application's back, in every way that the verification must name.</summary>
public sealed class TamperTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task An_untouched_trail_verifies_with_sealed_and_unsealed_records(string provider)
    {
        await using var office = await SealedAsync(provider);
        await office.AcceptAsync(2);

        var report = await office.Verification().RunAsync(Never);

        Assert.Equal((true, 11L), (report.Ok, report.Records));
    }

    [Theory]
    [BothDatabases]
    public async Task A_new_node_without_any_record_verifies(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        Assert.True((await office.Verification().RunAsync(Never)).Ok);
    }

    [Theory]
    [BothDatabases]
    public async Task An_edited_record_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        var id = await office.RecordAsync(2, 1);
        await office.TamperAsync($"UPDATE au_record SET summary_txt = '不予受理' WHERE record_id = {id}");

        await FindsAsync(office, FindingKinds.Edited, $"record {id} (batch 2, leaf 1)");
    }

    [Theory]
    [BothDatabases]
    public async Task A_deleted_record_is_named_even_when_its_leaf_went_with_it(string provider)
    {
        await using var office = await SealedAsync(provider);
        var first = await office.RecordAsync(1, 0);
        var second = await office.RecordAsync(2, 2);
        await office.TamperAsync($"DELETE FROM au_record WHERE record_id = {first}");
        await office.TamperAsync($"DELETE FROM au_record WHERE record_id = {second}");
        await office.TamperAsync($"DELETE FROM au_leaf WHERE record_id = {second}");

        await FindsAsync(office, FindingKinds.Deleted, $"record {first} (batch 1, leaf 0)", "batch 2, leaf 2");
    }

    [Theory]
    [BothDatabases]
    public async Task A_deleted_batch_in_the_middle_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        await office.TamperAsync("DELETE FROM au_record WHERE batch_no = 2");
        await office.TamperAsync("DELETE FROM au_leaf WHERE batch_no = 2");
        await office.TamperAsync("DELETE FROM au_batch WHERE batch_no = 2");

        var report = await office.Verification().RunAsync(Never);

        Assert.Contains(new Finding(FindingKinds.Deleted, "batches 2 to 2"), report.Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task An_inserted_record_is_named_and_so_is_one_that_was_put_into_a_batch(string provider)
    {
        await using var office = await SealedAsync(provider);
        await office.TamperAsync(CopyOfRecord(await office.RecordAsync(1, 0), 77, 0));
        await office.TamperAsync(CopyOfRecord(await office.RecordAsync(1, 1), 78, 3));
        await office.TamperAsync($"INSERT INTO au_leaf (batch_no, leaf_no, record_id, leaf_hex) VALUES (3, 3, 78, '{new string('a', 64)}')");

        var report = await office.Verification().RunAsync(Never);

        Assert.Contains(new Finding(FindingKinds.Inserted, "record 77, not sealed: the platform did not write it so"), report.Findings);
        Assert.Contains(new Finding(FindingKinds.Inserted, "batch 3: 4 leaves instead of 3"), report.Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task Reordered_records_are_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        foreach (var (from, to) in new[] { (0, 90), (2, 0), (90, 2) })
        {
            await office.TamperAsync($"UPDATE au_leaf SET leaf_no = {to} WHERE batch_no = 1 AND leaf_no = {from}");
        }

        var moved = await office.AskAsync<long>("SELECT record_id FROM au_leaf WHERE batch_no = 1 AND leaf_no = 0");
        await FindsAsync(office, FindingKinds.Reordered, $"batch 1 from leaf 0 (record {moved})");
    }

    [Theory]
    [BothDatabases]
    public async Task A_tail_that_was_cut_off_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        foreach (var table in new[] { "au_record", "au_leaf", "au_batch" })
        {
            await office.TamperAsync($"DELETE FROM {table} WHERE batch_no = 3");
        }

        await FindsAsync(office, FindingKinds.Truncated, "batches 3 to 3: in the checkpoint file, not in the database");
    }

    [Theory]
    [BothDatabases]
    public async Task An_older_copy_of_the_whole_database_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        await using var older = await Office.OpenAsync(provider, office.Keys);
        await older.AcceptAsync(1);

        var report = await older.Verification(office.Checkpoints).RunAsync(Never);

        Assert.Contains(report.Findings, f => f is { Kind: FindingKinds.OlderCopy, Where: "batches 1 to 3: in the checkpoint file, not in the database" });
    }

    [Theory]
    [BothDatabases]
    public async Task A_batch_whose_root_or_signature_was_edited_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        await office.TamperAsync($"UPDATE au_batch SET root_hex = '{new string('b', 64)}' WHERE batch_no = 2");

        var report = await office.Verification().RunAsync(Never);

        Assert.Contains(new Finding(FindingKinds.Edited, "batch 2: its signature does not hold"), report.Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task A_record_that_was_taken_back_out_of_its_batch_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        var id = await office.RecordAsync(3, 2);
        await office.TamperAsync($"UPDATE au_record SET batch_no = 0 WHERE record_id = {id}");

        await FindsAsync(office, FindingKinds.Edited, $"record {id}: says batch 0, is in batch 3");
    }

    [Theory]
    [BothDatabases]
    public async Task A_checkpoint_file_that_was_cut_edited_or_removed_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        var lines = await File.ReadAllLinesAsync(office.CheckpointPath);
        await File.WriteAllLinesAsync(office.CheckpointPath, lines.Take(1));
        await FindsAsync(office, FindingKinds.CheckpointFile, $"{office.CheckpointPath}: ends with batch 1, the database has 3");

        await File.WriteAllLinesAsync(office.CheckpointPath, [lines[0], lines[1].Replace("\"count\":3", "\"count\":4", StringComparison.Ordinal), lines[2]]);
        await FindsAsync(office, FindingKinds.CheckpointFile, $"{office.CheckpointPath} line 2");

        File.Delete(office.CheckpointPath);
        await FindsAsync(office, FindingKinds.CheckpointFile, $"{office.CheckpointPath}: ends with batch 0, the database has 3");
    }

    [Theory]
    [BothDatabases]
    public async Task What_a_kill_leaves_is_no_finding(string provider)
    {
        await using var office = await SealedAsync(provider);
        var text = await File.ReadAllTextAsync(office.CheckpointPath);
        await File.WriteAllTextAsync(office.CheckpointPath, text[..^1]);
        Assert.True((await office.Verification().RunAsync(Never)).Ok);

        await File.WriteAllLinesAsync(office.CheckpointPath, text.Split('\n').Take(2));
        Assert.True((await office.Verification().RunAsync(Never)).Ok);
    }

    [Theory]
    [BothDatabases]
    public async Task An_act_that_the_business_tables_prove_and_the_trail_does_not_know_is_named(string provider)
    {
        await using var office = await SealedAsync(provider);
        var steps = new BusinessRows(
            BusinessRows.ActsOf("case.accept", ActsProof.EachObject, ("1", 3), ("2", 1), ("3", 2)), BusinessRows.ActsOf("case.issue", ActsProof.OneToOne, ("1", 1)));

        var report = await office.Verification(reconciliation: steps).RunAsync(Never);

        Assert.Equal([new Finding(FindingKinds.Missing, "approval: case.issue of case 1, proved by ap_case: 0 of 1")], report.Findings);
    }

    private static string CopyOfRecord(long id, long newId, long batch) =>
        $"""
        INSERT INTO au_record (record_id, at_utc, user_id, account_name, person_name, org_id, channel_code, kind_code, object_type, object_id,
          outcome_code, summary_txt, key_version, mac_hex, batch_no)
        SELECT {newId}, at_utc, user_id, account_name, person_name, org_id, channel_code, kind_code, object_type, object_id,
          outcome_code, summary_txt, key_version, mac_hex, {batch} FROM au_record WHERE record_id = {id}
        """;

    /// <summary>Three batches of three records.</summary>
    private static async Task<Office> SealedAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        for (var i = 0; i < 3; i++)
        {
            await office.AcceptAsync(3);
            Assert.Equal(3, (await office.Sealer().SealAsync(Never)).Value);
        }

        return office;
    }

    private static async Task FindsAsync(Office office, string kind, params string[] places)
    {
        var report = await office.Verification().RunAsync(Never);
        Assert.False(report.Ok);
        Assert.All(places, p => Assert.Contains(new Finding(kind, p), report.Findings));
        Assert.All(report.Findings, f => Assert.Equal(kind, f.Kind));
    }
}
