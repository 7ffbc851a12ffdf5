using Guotu.Audit.Sealing;
using Guotu.Audit.Verification;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>An older backup is put back: sealing stops until two administrators approve a new epoch, and what was lost stays visible for good.</summary>
public sealed class EpochTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Actor Administrator = new(11, "sysadmin", "周磊", 3, "cli", "local");
    private static readonly Actor Auditor = new(9, "auditor", "赵敏", 3, "cli", "local");

    [Theory]
    [BothDatabases]
    public async Task After_a_restore_sealing_stops_until_an_epoch_is_opened_and_then_the_trail_proves_itself(string provider)
    {
        await using var office = await RestoredAsync(provider);
        Assert.Equal(AuditErrors.DatabaseIsOlder, (await office.Sealer().SealAsync(Never)).Error!.Code);
        Assert.False((await office.Verification().RunAsync(Never)).Ok);

        var epoch = (await OpenAsync(office)).Value;

        Assert.Equal((2, 2, 5), (epoch.EpochNo, epoch.AfterBatch, epoch.LostBatch));
        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);
        await office.SealedAsync(3, 2);
        var report = await office.Verification().RunAsync(Never);
        Assert.Empty(report.Findings);
        Assert.Equal([epoch], report.Epochs);
        var record = Assert.Single(await office.RecordsAsync(), r => r.KindCode == "audit.epoch");
        Assert.Contains("放弃第 3 至 5 批", record.SummaryTxt, StringComparison.Ordinal);
        Assert.Contains("赵敏(auditor)确认", record.SummaryTxt, StringComparison.Ordinal);
    }

    [Theory]
    [BothDatabases]
    public async Task A_second_restore_before_the_first_epoch_opens_a_third(string provider)
    {
        await using var office = await RestoredAsync(provider);
        Assert.True((await OpenAsync(office)).IsSuccess);
        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);
        await RestoreAsync(office, 1);
        await office.TamperAsync("DELETE FROM au_epoch WHERE epoch_no = 2");

        var third = (await OpenAsync(office)).Value;

        Assert.Equal((3, 1, 3), (third.EpochNo, third.AfterBatch, third.LostBatch));
        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);
        await office.SealedAsync(2, 2);
        Assert.Empty((await office.Verification().RunAsync(Never)).Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task One_person_alone_or_a_trail_that_lost_nothing_opens_no_epoch(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        await office.SealedAsync(2, 2);
        Assert.Equal(AuditErrors.NoEpochNeeded, (await OpenAsync(office)).Error!.Code);

        await RestoreAsync(office, 1);
        var alone = await office.Epochs().RunAsync(Command, Administrator, "恢复昨晚的备份", Never);
        Assert.Equal(AuditErrors.TwoPersonsNeeded, alone.Error!.Code);
        Assert.Contains(await office.RecordsAsync(), r => r is { KindCode: "audit.epoch", OutcomeCode: "refused" });
    }

    [Theory]
    [BothDatabases]
    public async Task A_kill_before_the_line_is_written_is_mended_by_the_next_sealing(string provider)
    {
        await using var office = await RestoredAsync(provider);
        await Assert.ThrowsAsync<KilledException>(() =>
            office.Epochs(new KillAt("audit.before-epoch-line")).RunAsync(Command, Auditor, "恢复备份", Never));
        Assert.All((await office.Verification().RunAsync(Never)).Findings, f => Assert.Equal(FindingKinds.OlderCopy, f.Kind));

        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);

        Assert.Contains("{\"epoch\":2,", await File.ReadAllTextAsync(office.CheckpointPath), StringComparison.Ordinal);
        Assert.Empty((await office.Verification().RunAsync(Never)).Findings);
    }

    [Theory]
    [BothDatabases]
    public async Task An_epoch_that_was_edited_removed_or_made_up_is_named(string provider)
    {
        await using var office = await RestoredAsync(provider);
        await OpenAsync(office);
        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);
        await office.SealedAsync(1, 3);

        await office.TamperAsync("UPDATE au_epoch SET lost_batch = 3");
        Assert.Contains((await office.Verification().RunAsync(Never)).Findings, f => f.Where.StartsWith("epoch 2", StringComparison.Ordinal));
        await office.TamperAsync("DELETE FROM au_epoch");
        Assert.Contains((await office.Verification().RunAsync(Never)).Findings, f => f is { Kind: FindingKinds.Deleted, Where: "epoch 2: in the checkpoint file, not in the database" });
    }

    [Fact]
    public void A_line_of_an_epoch_reads_back_as_it_was_written()
    {
        var epoch = new Epoch { EpochNo = 2, AfterBatch = 7, LostBatch = 9, LostHex = new('a', 64), PreviousHex = new('b', 64), OpenedUtc = new FixedClock().Now, FirstUser = 11, SecondUser = 9, KeyVersion = 1, SignatureHex = new('c', 128) };
        Assert.Equal(epoch, Epoch.FromLine(epoch.ToLine()));
        Assert.Null(Epoch.FromLine(epoch.ToLine().Replace("\"after\":7", "\"after\": 7", StringComparison.Ordinal)));
        Assert.Equal(Sm3.Digest(System.Text.Encoding.ASCII.GetBytes(epoch.SignedText)).ToString(), epoch.Digest());
    }

    private static CommandContext Command => new(Administrator, DataScope.WholeNode, "audit.epoch") { ObjectType = "audit", ObjectId = "trail" };

    private static Task<Guotu.Kernel.Results.Result<Epoch>> OpenAsync(Office office) => office.Epochs().RunAsync(Command, Auditor, "恢复昨晚的备份", Never);

    /// <summary>Five batches were sealed; the copy that was put back has two.</summary>
    private static async Task<Office> RestoredAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        await office.SealedAsync(5, 2);
        await RestoreAsync(office, 2);
        return office;
    }

    /// <summary>The database as it was when a batch was its newest.</summary>
    private static async Task RestoreAsync(Office office, int batch)
    {
        foreach (var table in new[] { "au_record", "au_leaf", "au_batch" })
        {
            await office.TamperAsync($"DELETE FROM {table} WHERE batch_no > {batch}");
        }

        await office.TamperAsync($"UPDATE au_sealer SET last_batch = {batch}");
    }
}
