using System.Diagnostics;
using System.Text.Json;
using Guotu.Audit.Archiving;
using Guotu.Audit.Sealing;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Audit.Tests;

/// <summary>
/// The small program that shares no code with the platform reads what the platform exports, through a year of archives and a restore, and finds
/// every change that somebody makes to the files.
/// </summary>
public sealed class IndependentVerifierTests
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly Actor Auditor = new(9, "auditor", "赵敏", 3, "cli", "local");

    [Theory]
    [BothDatabases]
    public async Task A_year_with_archives_and_a_restore_proves_itself_to_the_independent_program(string provider)
    {
        await using var office = await YearAsync(provider);
        var files = await FilesAsync(office);

        var (code, report) = await RunAsync([.. files, "--checkpoints", office.CheckpointPath, "--key", "1=" + Key(office)]);

        Assert.Equal("[]", report.GetProperty("findings").GetRawText());
        Assert.Equal((0, true), (code, report.GetProperty("ok").GetBoolean()));
        Assert.Equal(await TotalAsync(office), report.GetProperty("records").GetInt64() + report.GetProperty("unsealed").GetInt64());
        Assert.Equal(2, Assert.Single(report.GetProperty("epochs").EnumerateArray()).GetProperty("epoch").GetInt32());
        Assert.Empty((await office.Verification().RunAsync(Never)).Findings);
    }

    [Fact]
    public async Task Every_change_of_the_export_is_found()
    {
        await using var office = await YearAsync("sqlite");
        var files = await FilesAsync(office);
        var lines = await File.ReadAllLinesAsync(files[0]);
        var record = Array.FindLastIndex(lines, l => l.StartsWith("{\"record\":", StringComparison.Ordinal));
        string Replaced(int at, string from, string to) => lines[at].Contains(from, StringComparison.Ordinal) ? lines[at].Replace(from, to, StringComparison.Ordinal) : throw new InvalidOperationException(from);

        await FindsSomethingAsync(files, [.. lines[..record], Replaced(record, "受理案件", "不予受理"), .. lines[(record + 1)..]]);
        await FindsSomethingAsync(files, [.. lines[..record], .. lines[(record + 1)..]]);
        await FindsSomethingAsync(files, [.. lines[..record], lines[record], .. lines[record..]]);
        await FindsSomethingAsync(files, [.. lines[..(record - 1)], lines[record], lines[record - 1], .. lines[(record + 1)..]]);
        await FindsSomethingAsync(files, lines[..^2]);
        var checkpoint = Array.FindLastIndex(lines, l => l.StartsWith("{\"checkpoint\":", StringComparison.Ordinal));
        await FindsSomethingAsync(files, [.. lines[..checkpoint], Replaced(checkpoint, "\"count\":", "\"count\":1"), .. lines[(checkpoint + 1)..]]);
        await FindsSomethingAsync([files[0]], lines);
    }

    [Fact]
    public async Task A_trail_signed_by_another_key_or_shorter_than_the_copy_of_its_checkpoints_is_found()
    {
        await using var office = await YearAsync("sqlite");
        await using var other = await Office.OpenAsync("sqlite");
        var files = await FilesAsync(office);
        Assert.Equal(1, (await RunAsync([.. files, "--key", "1=" + Key(other)])).Code);

        Assert.Equal(1, (await office.Sealer().SealAsync(Never)).Value);
        Assert.Equal(1, (await RunAsync([.. files, "--checkpoints", office.CheckpointPath])).Code);
    }

    /// <summary>Five batches; a restore that lost two; half a year on an archive; a few records more, the last one not sealed.</summary>
    private static async Task<Office> YearAsync(string provider)
    {
        var office = await Office.OpenAsync(provider);
        await office.SealedAsync(5, 3);
        foreach (var table in new[] { "au_record", "au_leaf", "au_batch" })
        {
            await office.TamperAsync($"DELETE FROM {table} WHERE batch_no > 3");
        }

        var administrator = new CommandContext(new Actor(11, "sysadmin", "周磊", 3, "cli", "local"), DataScope.WholeNode, "audit.epoch") { ObjectType = "audit", ObjectId = "trail" };
        Assert.True((await office.Epochs().RunAsync(administrator, Auditor, "恢复\"昨晚\"的备份", Never)).IsSuccess);
        await office.Sealer().SealAsync(Never);
        await office.SealedAsync(2, 5);
        office.Clock.Advance(TimeSpan.FromDays(200));
        var context = new CommandContext(Auditor, DataScope.WholeNode, "audit.archive") { ObjectType = "audit", ObjectId = "trail" };
        var archived = await office.Archiving().RunAsync(context, office.Clock.Now.LocalDate.AddDays(-RetentionPolicy.Least), Never);
        Assert.Equal(6, archived.Value.Archives[0].LastBatch);
        await office.Sealer().SealAsync(Never);
        await office.SealedAsync(2, 4);
        await office.AcceptAsync("😀");
        return office;
    }

    internal static async Task<string[]> FilesAsync(Office office)
    {
        var export = Path.Combine(office.Home, "trail.jsonl");
        await using (var file = File.Create(export))
        {
            await office.Export.WriteAsync(file, Never);
        }

        return [export, .. Directory.EnumerateFiles(office.Archives.Path, "*.gz")];
    }

    private static async Task<long> TotalAsync(Office office) =>
        await office.AskAsync<long>("SELECT COUNT(*) AS row_total FROM au_record") + (await office.Archiving().KnownAsync(Never)).Sum(a => a.RecordCount);

    private static string Key(Office office) => new CheckpointSigning(office.Keys).PublicKey(1).Value.ToHex();

    private static async Task FindsSomethingAsync(string[] files, string[] changed)
    {
        var path = files[0] + ".changed";
        await File.WriteAllLinesAsync(path, changed);
        var (code, report) = await RunAsync([path, .. files[1..]]);
        Assert.Equal(1, code);
        Assert.NotEmpty(report.GetProperty("findings").EnumerateArray());
    }

    internal static async Task<(int Code, JsonElement Report)> RunAsync(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(TestData.Checkout, "src/deploy/audit/guotu-audit-verify.py"));
        start.ArgumentList.Add("--json");
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Never);
        Assert.Equal(string.Empty, await process.StandardError.ReadToEndAsync(Never));
        await process.WaitForExitAsync(Never);
        return (process.ExitCode, JsonDocument.Parse(await output).RootElement);
    }
}
