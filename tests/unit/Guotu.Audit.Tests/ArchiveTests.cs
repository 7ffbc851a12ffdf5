using System.IO.Compression;
using Guotu.Audit.Archiving;
using Guotu.Audit.Verification;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>Half a year later the auditor moves old records into files: their proof stays valid, and nothing is moved too early.</summary>
public sealed class ArchiveTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Actor Auditor = new(9, "auditor", "赵敏", 3, "cli", "local");

    [Theory]
    [BothDatabases]
    public async Task What_is_older_than_the_retention_moves_and_the_trail_still_proves_itself(string provider)
    {
        await using var office = await OldAndNewAsync(provider);

        var answer = (await ArchiveAsync(office, Latest(office))).Value;

        var archive = Assert.Single(answer.Archives);
        Assert.Equal((1, 1, 3, 9), (archive.ArchiveNo, archive.FirstBatch, archive.LastBatch, archive.RecordCount));
        Assert.Equal(0, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE batch_no BETWEEN 1 AND 3"));
        Assert.Equal(0, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_leaf WHERE batch_no <= 3"));
        var report = await office.Verification(reconciliation: NineCases()).RunAsync(Never);
        Assert.Empty(report.Findings);
        Assert.Equal(9, (await LinesAsync(office, archive)).Count(l => l.StartsWith("{\"record\":", StringComparison.Ordinal)));
    }

    [Theory]
    [BothDatabases]
    public async Task Nothing_younger_than_half_a_year_moves_whatever_the_auditor_asks(string provider)
    {
        await using var office = await OldAndNewAsync(provider);

        var refused = await ArchiveAsync(office, Latest(office).AddDays(1));

        Assert.Equal(AuditErrors.TooYoungToArchive, refused.Error!.Code);
        Assert.Equal(15, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE kind_code = 'case.accept'"));
        Assert.Contains(await office.RecordsAsync(), r => r is { KindCode: "audit.archive", OutcomeCode: "refused" });
    }

    [Theory]
    [BothDatabases]
    public async Task A_record_that_does_not_hold_is_not_archived(string provider)
    {
        await using var office = await OldAndNewAsync(provider);
        var id = await office.RecordAsync(2, 1);
        await office.TamperAsync($"UPDATE au_record SET summary_txt = '不予受理' WHERE record_id = {id}");

        var refused = await ArchiveAsync(office, Latest(office));

        Assert.Equal(AuditErrors.BatchDamaged, refused.Error!.Code);
        Assert.Empty(Directory.EnumerateFiles(office.Archives.Path, "*.jsonl*"));
        Assert.Contains((await office.Verification().RunAsync(Never)).Findings, f => f.Kind == FindingKinds.Edited);
    }

    [Theory]
    [BothDatabases]
    public async Task A_kill_anywhere_leaves_the_records_once_or_twice_and_the_next_run_ends_it(string provider)
    {
        foreach (var place in new[] { "audit.archive-written", "audit.archive-deleting" })
        {
            await using var office = await OldAndNewAsync(provider);
            await Assert.ThrowsAsync<KilledException>(() => ArchiveAsync(office, Latest(office), new KillAt(place)));
            Assert.Empty((await office.Verification(reconciliation: NineCases()).RunAsync(Never)).Findings);

            Assert.True((await ArchiveAsync(office, Latest(office))).IsSuccess);

            Assert.Single(await office.Archiving().KnownAsync(Never));
            Assert.Equal(0, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_leaf WHERE batch_no <= 3"));
            Assert.Empty((await office.Verification(reconciliation: NineCases()).RunAsync(Never)).Findings);
        }
    }

    [Theory]
    [BothDatabases]
    public async Task A_catalogue_that_does_not_hold_deletes_nothing(string provider)
    {
        await using var office = await OldAndNewAsync(provider);
        await Assert.ThrowsAsync<KilledException>(() => ArchiveAsync(office, Latest(office), new KillAt("audit.archive-deleting")));
        await office.TamperAsync("UPDATE au_archive SET last_batch = 5");
        var records = await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE kind_code = 'case.accept'");

        Assert.Equal(AuditErrors.ArchiveDoubtful, (await ArchiveAsync(office, Latest(office))).Error!.Code);

        Assert.Equal(records, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record WHERE kind_code = 'case.accept'"));
    }

    [Fact]
    public async Task While_one_archiving_runs_another_is_refused()
    {
        await using var office = await OldAndNewAsync("sqlite");
        using (office.Archives.TryLock())
        {
            Assert.Equal(AuditErrors.ArchivingRuns, (await ArchiveAsync(office, Latest(office))).Error!.Code);
        }

        Assert.True((await ArchiveAsync(office, Latest(office))).IsSuccess);
    }

    [Theory]
    [BothDatabases]
    public async Task A_count_of_acts_that_belongs_to_no_archive_is_named_and_excuses_nothing(string provider)
    {
        await using var office = await OldAndNewAsync(provider);
        var first = await office.RecordAsync(4, 0);
        await office.TamperAsync("INSERT INTO au_archived_act (archive_no, act_no, object_type, object_id, kind_code, act_total) VALUES (999, 0, 'case', '1', 'case.accept', 9)");
        await office.TamperAsync($"DELETE FROM au_leaf WHERE record_id = {first}");
        await office.TamperAsync($"DELETE FROM au_record WHERE record_id = {first}");

        var report = await office.Verification(reconciliation: NineCases()).RunAsync(Never);

        Assert.Contains(new Finding(FindingKinds.Archive, "1 rows in au_archived_act belong to no archive"), report.Findings);
        Assert.Contains(report.Findings, f => f.Kind == FindingKinds.Missing);
    }

    [Theory]
    [BothDatabases]
    public async Task An_archive_that_is_cut_away_or_made_up_is_named(string provider)
    {
        await using var office = await OldAndNewAsync(provider);
        var archive = (await ArchiveAsync(office, Latest(office))).Value.Archives[0];
        var path = Path.Combine(office.Archives.Path, archive.FileName);
        var bytes = await File.ReadAllBytesAsync(path);

        await File.WriteAllBytesAsync(path, bytes[..^1]);
        Assert.Equal([new Finding(FindingKinds.Archive, $"archive 1: {archive.FileName} is not as it was written")], (await office.Verification().RunAsync(Never)).Findings);
        File.Delete(path);
        Assert.Equal([new Finding(FindingKinds.Archive, $"archive 1: {archive.FileName} is away")], (await office.Verification().RunAsync(Never)).Findings);
        await File.WriteAllBytesAsync(path, bytes);
        await office.TamperAsync("UPDATE au_archived_act SET act_total = act_total + 1 WHERE act_no = 0");
        Assert.Contains(new Finding(FindingKinds.Archive, "archive 1: its rows in au_archived_act were edited"), (await office.Verification().RunAsync(Never)).Findings);

        // Someone deletes younger batches and widens the archive's row to excuse it.
        await office.TamperAsync("UPDATE au_archived_act SET act_total = act_total - 1 WHERE act_no = 0");
        await office.TamperAsync("DELETE FROM au_record WHERE batch_no = 4");
        await office.TamperAsync("DELETE FROM au_leaf WHERE batch_no = 4");
        await office.TamperAsync("UPDATE au_archive SET last_batch = 4");
        var report = await office.Verification().RunAsync(Never);
        Assert.Contains(new Finding(FindingKinds.Archive, "archive 1: its row in au_archive was edited"), report.Findings);
        Assert.Contains(report.Findings, f => f.Kind == FindingKinds.Deleted);
    }

    private static DateOnly Latest(Office office) => office.Clock.Now.LocalDate.AddDays(-RetentionPolicy.Least);

    private static Task<Result<ArchivingAnswer>> ArchiveAsync(Office office, DateOnly before, Guotu.Kernel.Failpoints.IFailpoints? failpoints = null) =>
        office.Archiving(NineCases(), failpoints).RunAsync(
            new CommandContext(Auditor, DataScope.WholeNode, "audit.archive") { ObjectType = "audit", ObjectId = "trail" }, before, Never);

    /// <summary>Three batches of three, then two hundred days later two more.</summary>
    private static async Task<Office> OldAndNewAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        await office.SealedAsync(3, 3);
        office.Clock.Advance(TimeSpan.FromDays(200));
        await office.SealedAsync(2, 3);
        return office;
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(Office office, TrailArchive archive)
    {
        await using var packed = new GZipStream(office.Archives.Open(archive.FileName), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The business rows prove that each case was accepted five times over the whole time.</summary>
    private static BusinessRows NineCases() => BusinessRows.Of("case.accept", ActsProof.OneToOne, ("1", 5), ("2", 5), ("3", 5));
}
