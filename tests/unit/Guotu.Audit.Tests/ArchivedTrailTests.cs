using Guotu.Audit.Archiving;
using Guotu.Audit.ProveArchives;
using Guotu.Audit.Sealing;
using Guotu.Audit.SearchRecords;
using Guotu.Audit.SearchTrail;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Modules;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>
/// Eight months of an office: each month somebody looks at a parcel and cases are accepted; then the old months go into archives, a backup is put back, and
/// years later somebody asks who saw the parcel.
/// </summary>
public sealed class ArchivedTrailTests
{
    private const string Parcel = "610724001001GB00017";
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Actor Auditor = new(9, "auditor", "赵敏", 3, "cli", "local");
    private static readonly string[] Readers = ["wangxy", "lijg", "zhangw", "chenm", "liuf", "yangl", "zhaoj", "sunq"];

    [Theory]
    [BothDatabases]
    public async Task Who_saw_a_parcel_is_answered_over_archives_and_a_restore_and_everything_proves_itself(string provider)
    {
        await using var office = await EightMonthsAsync(provider);
        Assert.True((await ArchiveAsync(office)).IsSuccess);
        await RestoreAsync(office);

        var all = await SearchAsync(office, new RecordQuery(null, null, null, null, null, Parcel, null));
        Assert.Equal(Readers.Reverse(), all.Records.Select(r => r.Account));
        Assert.Equal((0, false), (all.Gaps, all.Truncated));
        var archive = Assert.Single(all.Archives);
        Assert.Equal(("searched", 2, 2), (archive.State, archive.Batches, archive.Hits));

        var march = await SearchAsync(office, new RecordQuery("2026-03-01", "2026-04-30", null, null, "parcel", Parcel, null));
        Assert.Equal(["lijg", "wangxy"], march.Records.Select(r => r.Account));
        Assert.Equal(["wangxy"], (await SearchAsync(office, new RecordQuery("2026-03-01", "2026-04-30", "wangxy", "read", null, Parcel, "success"))).Records.Select(r => r.Account));
        Assert.Empty((await SearchAsync(office, new RecordQuery(null, "2026-04-30", null, null, null, "610724001001GB00099", null))).Records);
        var late = await SearchAsync(office, new RecordQuery("2026-09-01", null, null, null, null, Parcel, null));
        Assert.Equal(["zhaoj", "sunq"], late.Records.Select(r => r.Account).Reverse());
        Assert.Empty(late.Archives);

        Assert.Empty((await office.Verification().RunAsync(Never)).Findings);
        var proof = Assert.Single((await ProveAsync(office)).Value);
        Assert.Equal((1, true, 8), (proof.ArchiveNo, proof.Ok, proof.Records));
        Assert.Equal(0, await IndependentAsync(office));
    }

    [Theory]
    [BothDatabases]
    public async Task An_archive_that_is_away_or_damaged_is_a_stated_gap_and_never_an_empty_answer(string provider)
    {
        await using var office = await EightMonthsAsync(provider);
        var archive = (await ArchiveAsync(office)).Value.Archives[0];
        var (file, index) = (Path.Combine(office.Archives.Path, archive.FileName), Path.Combine(office.Archives.Path, ArchiveFolder.IndexOf(archive.FileName)));
        var (whole, indexed) = (await File.ReadAllBytesAsync(file), await File.ReadAllBytesAsync(index));
        var query = new RecordQuery("2026-03-01", "2026-04-30", null, null, null, Parcel, null);

        File.Delete(index);
        Assert.Equal(("withoutIndex", 2, 0), await StateAsync(office, query));
        await File.WriteAllBytesAsync(index, [.. indexed[..^1], (byte)(indexed[^1] ^ 1)]);
        Assert.Equal(("withoutIndex", 2, 0), await StateAsync(office, query));
        await File.WriteAllBytesAsync(index, indexed);
        Assert.Equal(("searched", 2, 0), await StateAsync(office, query));

        foreach (var damaged in new[] { whole[..(whole.Length / 2)], Flipped(whole, whole.Length / 2), [] })
        {
            await File.WriteAllBytesAsync(file, damaged);
            var (state, _, gaps) = await StateAsync(office, query);
            Assert.Equal(("damaged", 1), (state, gaps));
            Assert.False((await ProveAsync(office)).Value[0].Ok);
        }

        File.Delete(file);
        Assert.Equal(("missing", 0, 1), await StateAsync(office, query));
        await File.WriteAllBytesAsync(file, whole);
        await office.TamperAsync("UPDATE au_archive SET index_hex = NULL");
        Assert.Equal(("damaged", 0, 1), await StateAsync(office, query));
        Assert.Contains("its row in au_archive was edited", Assert.Single((await ProveAsync(office)).Value[0].Findings).Where, StringComparison.Ordinal);
        Assert.Equal(4, await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_archive_check WHERE is_ok = 0"));
    }

    [Theory]
    [BothDatabases]
    public async Task The_deep_verification_names_the_record_that_was_changed_in_the_file(string provider)
    {
        await using var office = await EightMonthsAsync(provider);
        var archive = (await ArchiveAsync(office)).Value.Archives[0];
        var path = Path.Combine(office.Archives.Path, archive.FileName);
        var lines = await Gzip.ReadAsync(path);
        var at = Array.FindIndex(lines, l => l.Contains(Parcel, StringComparison.Ordinal));

        await Gzip.WriteAsync(path, [.. lines[..at], lines[at].Replace("王秀英", "王秀兰", StringComparison.Ordinal), .. lines[(at + 1)..]]);
        var edited = (await ProveAsync(office)).Value[0].Findings.Select(f => f.Where).ToList();
        Assert.Contains(edited, w => w.StartsWith("archive 1: record ", StringComparison.Ordinal) && w.EndsWith("(batch 1) is not as it was written", StringComparison.Ordinal));
        Assert.Contains("archive 1: the records of batch 1 do not give its root", edited);

        await Gzip.WriteAsync(path, [.. lines[..at], .. lines[(at + 1)..]]);
        Assert.Contains("archive 1: the records of batch 1 do not give its root", (await ProveAsync(office)).Value[0].Findings.Select(f => f.Where));
        await Gzip.WriteAsync(path, [.. lines[..^1], "{\"record\":{\"recordId\":\"x\"}}", lines[^1]]);
        Assert.Contains($"archive 1: line {lines.Length} of {archive.FileName} cannot be read", (await ProveAsync(office)).Value[0].Findings.Select(f => f.Where));
        Assert.Equal(KernelErrors.NotFound, (await Proving(office).RunAsync(Command(ArchivesProving.Kind), 7, Never)).Error!.Code);
    }

    /// <summary>A batch a month from March on: a look at the parcel and three cases.</summary>
    internal static async Task<Office> EightMonthsAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        foreach (var reader in Readers)
        {
            await SeeAsync(office, reader);
            await office.AcceptAsync(3);
            Assert.Equal(4, (await office.Sealer().SealAsync(Never)).Value);
            office.Clock.Set(office.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMonths(1));
        }

        return office;
    }

    private static async Task SeeAsync(Office office, string account)
    {
        var seen = await office.Units.RunAsync(
            new CommandContext(Office.Wang with { Account = account }, DataScope.WholeNode, "read"),
            (work, _) =>
            {
                work.Audit(new AuditEntry("read", "parcel", Parcel, "查看宗地"));
                return Task.FromResult(Result.Done);
            },
            Never);
        Assert.True(seen.IsSuccess);
    }

    /// <summary>At the beginning of November the months before May are old enough.</summary>
    internal static Task<Result<ArchivingAnswer>> ArchiveAsync(Office office, int daysBefore = 0) =>
        office.Archiving().RunAsync(Command("audit.archive"), office.Clock.Now.LocalDate.AddDays(-RetentionPolicy.Least - daysBefore), Never);

    /// <summary>The disk fails before the first sealing after; the backup of the evening is put back and two administrators open an epoch.</summary>
    private static async Task RestoreAsync(Office office)
    {
        await office.Sealer().SealAsync(Never);
        var last = await office.AskAsync<long>("SELECT MAX(batch_no) AS last_no FROM au_batch");
        await office.SealedAsync(2, 2);
        foreach (var table in new[] { "au_record", "au_leaf", "au_batch" })
        {
            await office.TamperAsync($"DELETE FROM {table} WHERE batch_no > {last}");
        }

        var administrator = new CommandContext(new Actor(11, "sysadmin", "周磊", 3, "cli", "local"), DataScope.WholeNode, "audit.epoch") { ObjectType = "audit", ObjectId = "trail" };
        Assert.True((await office.Epochs().RunAsync(administrator, Auditor, "磁盘损坏,恢复昨晚的备份", Never)).IsSuccess);
        await office.Sealer().SealAsync(Never);
    }

    private static async Task<TrailSearchView> SearchAsync(Office office, RecordQuery query)
    {
        await using var journal = office.Journal();
        var kinds = new AuditKindNames([new AuditModule()], new PermissionCatalogue([new AuditModule()]));
        return (await new TrailSearch(office.Units, Store(office), office.Seal, new OneOrganisation(), kinds, journal).RunAsync(Auditor, query, Never)).Value;
    }

    private static async Task<(string State, int Hits, int Gaps)> StateAsync(Office office, RecordQuery query)
    {
        var found = await SearchAsync(office, query);
        var archive = Assert.Single(found.Archives);
        return (archive.State, archive.Hits, found.Gaps);
    }

    internal static Task<Result<IReadOnlyList<ArchiveProof>>> ProveAsync(Office office) => Proving(office).RunAllAsync(Command(ArchivesProving.Kind), Never);

    private static ArchivesProving Proving(Office office) => new(office.Units, Store(office), office.Seal, new CheckpointSigning(office.Keys), office.Ids);

    private static ArchiveStore Store(Office office) =>
        new(office.Archives, new ArchiveTable(office.Keys), new ArchiveVerification(office.Archives, new ArchiveTable(office.Keys)));

    private static CommandContext Command(string kind) => new(Auditor, DataScope.WholeNode, kind) { ObjectType = "audit", ObjectId = "trail" };

    private static byte[] Flipped(byte[] bytes, int at)
    {
        var flipped = bytes.ToArray();
        for (var i = at; i < at + 16; i++)
        {
            flipped[i] ^= 1;
        }

        return flipped;
    }

    private static async Task<int> IndependentAsync(Office office)
    {
        var (code, report) = await IndependentVerifierTests.RunAsync([.. await IndependentVerifierTests.FilesAsync(office), "--checkpoints", office.CheckpointPath]);
        Assert.Equal("[]", report.GetProperty("findings").GetRawText());
        return code;
    }
}

/// <summary>Lines of a packed file, for whoever changes them.</summary>
internal static class Gzip
{
    public static async Task<string[]> ReadAsync(string path)
    {
        await using var packed = new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task WriteAsync(string path, string[] lines)
    {
        await using var packed = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest);
        await packed.WriteAsync(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }
}
