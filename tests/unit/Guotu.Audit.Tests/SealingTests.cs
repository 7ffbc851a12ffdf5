using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

public sealed class SealingTests
{
    private static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [BothDatabases]
    public async Task A_days_records_are_closed_in_a_signed_batch_that_also_leaves_the_database(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(5);

        Assert.Equal(5, (await office.Sealer().SealAsync(Never)).Value);
        Assert.Equal(0, (await office.Sealer().SealAsync(Never)).Value);

        Assert.Equal(0, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE batch_no = 0"));
        var line = Checkpoint.FromLine(Assert.Single(File.ReadAllLines(office.CheckpointPath)))!;
        Assert.Equal((1L, 5, Checkpoint.NoPrevious), (line.BatchNo, line.LeafCount, line.PreviousHex));
    }

    [Theory]
    [BothDatabases]
    public async Task Each_checkpoint_names_the_one_before_it(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        for (var i = 0; i < 3; i++)
        {
            await office.AcceptAsync($"{i}");
            await office.Sealer().SealAsync(Never);
        }

        var lines = File.ReadAllLines(office.CheckpointPath).Select(l => Checkpoint.FromLine(l)!).ToList();
        Assert.Equal([lines[0].Digest(), lines[1].Digest()], lines.Skip(1).Select(l => l.PreviousHex));
    }

    [Theory]
    [BothDatabases]
    public async Task A_record_with_an_old_id_that_commits_late_is_sealed_with_the_next_batch(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var early = office.Ids.Next();
        await office.AcceptAsync(2);
        await office.Sealer().SealAsync(Never);

        await office.Units.RunUpkeepAsync(
            "late",
            async (work, ct) =>
            {
                var record = AuditTrail.Of(early, Office.Wang, work.At, new Guotu.Database.AuditPort.AuditEntry("case.accept", "case", "9", "受理案件")) with { OutcomeCode = "success" };
                await RecordTable.InsertAsync(work, office.Seal.WithMac(record), ct);
                return 0;
            },
            Never);

        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);
        Assert.Equal(2L, await office.AskAsync<long>($"SELECT batch_no FROM au_record WHERE record_id = {early}"));
    }

    [Theory]
    [BothDatabases]
    public async Task What_no_act_wrote_is_never_sealed_and_does_not_hold_up_the_rest(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(3);
        var forged = (await office.RecordsAsync())[1].RecordId;
        await office.TamperAsync($"UPDATE au_record SET person_name = '无名' WHERE record_id = {forged}");

        Assert.Equal(2, (await office.Sealer().SealAsync(Never)).Value);
        Assert.Equal(0L, await office.AskAsync<long>($"SELECT batch_no FROM au_record WHERE record_id = {forged}"));
    }

    [Theory]
    [BothDatabases]
    public async Task A_second_process_does_not_seal_while_the_lease_is_held(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(1);
        await office.Sealer("a").SealAsync(Never);
        await office.AcceptAsync(1);

        Assert.Equal(0, (await office.Sealer("b").SealAsync(Never)).Value);
        office.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(1, (await office.Sealer("b").SealAsync(Never)).Value);
    }

    [Theory]
    [BothDatabases]
    public async Task A_database_that_is_older_than_the_checkpoint_file_is_not_sealed_any_further(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(1);
        await office.Sealer().SealAsync(Never);
        await office.AcceptAsync(1);
        await office.Sealer().SealAsync(Never);
        await office.TamperAsync("DELETE FROM au_batch WHERE batch_no = 2");

        Assert.Equal(AuditErrors.DatabaseIsOlder, (await office.Sealer().SealAsync(Never)).Error!.Code);
    }

    [Theory]
    [BothDatabases]
    public async Task A_checkpoint_file_that_was_cut_or_edited_stops_the_sealing(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        for (var i = 0; i < 3; i++)
        {
            await office.AcceptAsync(1);
            await office.Sealer().SealAsync(Never);
        }

        var lines = File.ReadAllLines(office.CheckpointPath);
        await File.WriteAllLinesAsync(office.CheckpointPath, lines.Take(1));
        Assert.Equal(AuditErrors.CheckpointFileDamaged, (await office.Sealer().SealAsync(Never)).Error!.Code);
        await File.WriteAllLinesAsync(office.CheckpointPath, [lines[0], lines[1], lines[2].Replace("\"count\":1", "\"count\":2", StringComparison.Ordinal)]);
        Assert.Equal(AuditErrors.CheckpointFileDamaged, (await office.Sealer().SealAsync(Never)).Error!.Code);
        await File.WriteAllLinesAsync(office.CheckpointPath, lines);
        Assert.True((await office.Sealer().SealAsync(Never)).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task Killed_between_commit_and_file_the_next_sealing_appends_what_is_missing(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(2);
        await Assert.ThrowsAsync<KilledException>(() => office.Sealer(failpoints: new KillAt("audit.before-checkpoint")).SealAsync(Never));
        Assert.False(File.Exists(office.CheckpointPath));

        await office.AcceptAsync(1);
        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);

        Assert.Equal([1L, 2L], File.ReadAllLines(office.CheckpointPath).Select(l => Checkpoint.FromLine(l)!.BatchNo));
    }

    [Theory]
    [BothDatabases]
    public async Task Killed_before_the_commit_nothing_is_sealed_and_nothing_is_lost(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(2);
        await Assert.ThrowsAsync<KilledException>(() => office.Sealer(failpoints: new KillAt("audit.before-seal-commit")).SealAsync(Never));
        Assert.Equal(0L, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_batch"));

        Assert.Equal(2, (await office.Sealer().SealAsync(Never)).Value);
    }

    [Theory]
    [BothDatabases]
    public async Task A_line_that_a_kill_left_torn_is_written_anew(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.AcceptAsync(1);
        await office.Sealer().SealAsync(Never);
        await office.AcceptAsync(1);
        await office.Sealer().SealAsync(Never);
        var whole = await File.ReadAllTextAsync(office.CheckpointPath);
        await File.WriteAllTextAsync(office.CheckpointPath, whole[..^40]);

        Assert.True((await office.Sealer().SealAsync(Never)).IsSuccess);
        Assert.Equal(whole, await File.ReadAllTextAsync(office.CheckpointPath));
    }

    /// <summary>Stands in for the kill, which would end the test too: the real kill is tried from outside.</summary>
}
