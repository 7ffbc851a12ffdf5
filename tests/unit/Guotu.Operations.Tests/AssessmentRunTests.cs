using System.IO.Compression;
using Guotu.Operations.Evidence;
using Guotu.Operations.FillByHand;
using Guotu.Operations.ReadReport;
using Guotu.Operations.RunAssessment;
using Guotu.Testing;
using Guotu.Testing.Database;

namespace Guotu.Operations.Tests;

/// <summary>A run of the assessment from the press of the button to the report that is read, compared and proved.</summary>
public sealed class AssessmentRunTests
{
    [Theory]
    [BothDatabases]
    public async Task A_run_leaves_a_signed_report_and_the_next_one_shows_what_changed(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var reports = office.Get<StoredReports>();
        var first = await RunAsync(office);
        office.Clock.Advance(TimeSpan.FromDays(1));
        var rack = new HandEntryBody("GB/T 22239-2019", "8.1.1.2", "met", "马晓兰", new DateOnly(2026, 3, 2), "门禁正常", null, null);
        Assert.True((await office.Get<HandEntryCommands>().FillAsync(await office.AsAsync("auditor", HandEntryCommands.Kind), rack, CancellationToken.None)).IsSuccess);
        var second = await RunAsync(office);

        var form = (await reports.FormAsync(second.Id, CancellationToken.None)).Value;
        var clause = form.Standards[0].Groups.SelectMany(g => g.Answers).Single(a => a.Clause.Id == "8.1.1.2");
        Assert.Equal((ClauseResult.Met, ClauseResult.Manual, "马晓兰"), (clause.Result, clause.Automatic, clause.Hand?.Person));
        Assert.Equal((1, 0), (form.Standards[0].Counts.ByHand, form.Standards[1].Counts.ByHand));
        Assert.True(form.Standards.All(s => s.Counts.NotProved > 0));
        var compared = (await office.Get<RunComparison>().CompareAsync(second.Id, first.Id, CancellationToken.None)).Value;
        Assert.Contains(compared.Changes, c => (c.Clause, c.Before, c.After, c.Direction) == ("8.1.1.2", "manual", "met", "better"));
        Assert.True(compared.From < compared.To);

        var evidence = (await reports.EvidenceAsync(second.Id, "audit-verified", CancellationToken.None)).Value;
        Assert.Contains("检查:", evidence.Text, StringComparison.Ordinal);
        Assert.Equal("SYS-0002", (await reports.EvidenceAsync(second.Id, "../../node", CancellationToken.None)).Error?.Code.Value);
        var text = PdfReader.Text((await reports.PaperAsync(second.Id, CancellationToken.None)).Value);
        Assert.Contains("本机未能证实", text, StringComparison.Ordinal);
        Assert.Contains("人工填写:符合", text.ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
        await AssertPackageIsProvedAsync(reports, second.Id);
    }

    [Fact]
    public async Task A_report_that_was_altered_or_put_in_another_place_is_shown_to_nobody()
    {
        await using var office = await Office.OpenAsync("sqlite");
        var (one, other) = (await RunAsync(office), await RunAsync(office));
        var (places, reports) = (office.Get<ReportPlaces>(), office.Get<StoredReports>());

        var file = Path.Combine(places.Of(one.Id), "evidence", "lock-out.txt");
        await File.AppendAllTextAsync(file, "没有发现问题\n");
        Assert.Equal("OPS-0005", (await reports.FormAsync(one.Id, CancellationToken.None)).Error?.Code.Value);

        Directory.Delete(places.Of(one.Id), recursive: true);
        Directory.Move(places.Of(other.Id), places.Of(one.Id));
        Assert.Equal("OPS-0005", (await reports.PackageAsync(one.Id, CancellationToken.None)).Error?.Code.Value);
        Assert.Equal("OPS-0005", (await reports.PaperAsync(other.Id, CancellationToken.None)).Error?.Code.Value);
        Assert.Equal("SYS-0002", (await reports.FormAsync(1, CancellationToken.None)).Error?.Code.Value);
    }

    [Theory]
    [BothDatabases]
    public async Task One_run_at_a_time_and_one_that_is_cancelled_or_broken_off_leaves_nothing(string provider)
    {
        await using var office = await Office.OpenAsync(provider);
        var (commands, work) = (office.Get<AssessmentCommands>(), office.Get<AssessmentWork>());
        var auditor = await office.AsAsync("auditor", AssessmentCommands.StartKind);
        var started = (await commands.StartAsync(auditor, CancellationToken.None)).Value;
        Assert.Equal(("waiting", 0), (started.State, started.Done));
        Assert.True(started.Total > 20);
        Assert.Equal("OPS-0003", (await commands.StartAsync(auditor, CancellationToken.None)).Error?.Code.Value);

        var job = await work.ClaimAsync("a", CancellationToken.None);
        Assert.NotNull(job);
        Assert.Null(await work.ClaimAsync("b", CancellationToken.None));
        Assert.Equal("cancelled", (await commands.CancelAsync(auditor, started.Id, CancellationToken.None)).Value.State);
        await work.RunAsync(job, CancellationToken.None);
        Assert.False(Directory.Exists(office.Get<ReportPlaces>().Of(started.Id)));
        Assert.Equal("OPS-0006", (await office.Get<StoredReports>().FormAsync(started.Id, CancellationToken.None)).Error?.Code.Value);

        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var killed = (await commands.StartAsync(auditor, CancellationToken.None)).Value;
        Assert.NotNull(await work.ClaimAsync("a", CancellationToken.None));
        office.Get<ReportPlaces>().Begin(killed.Id);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await work.ClaimAsync("a", CancellationToken.None));
        work.ClearUnfinished();
        var line = (await commands.ListAsync(CancellationToken.None))[0];
        Assert.Equal(("failed", "OPS-0004"), (line.State, line.Fault?.Code));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(office.Node.Home, "mlps")));
        Assert.True((await commands.StartAsync(auditor, CancellationToken.None)).IsSuccess);
    }

    private static async Task<AssessmentView> RunAsync(Office office)
    {
        var (commands, work) = (office.Get<AssessmentCommands>(), office.Get<AssessmentWork>());
        office.Clock.Advance(TimeSpan.FromSeconds(1));
        var started = await commands.StartAsync(await office.AsAsync("secadmin", AssessmentCommands.StartKind), CancellationToken.None);
        Assert.True(started.IsSuccess, started.Error?.Text);
        await work.RunAsync((await work.ClaimAsync("a", CancellationToken.None))!, CancellationToken.None);
        var done = (await commands.ListAsync(CancellationToken.None)).Single(r => r.Id == started.Value.Id);
        Assert.True(done is { State: "done", Standards.Count: 2, ManifestSm3.Length: 64 }, $"{done}");
        return done;
    }

    private static async Task AssertPackageIsProvedAsync(StoredReports reports, long run)
    {
        var packed = (await reports.PackageAsync(run, CancellationToken.None)).Value;
        Assert.Equal(packed, (await reports.PackageAsync(run, CancellationToken.None)).Value);
        var folder = Directory.CreateTempSubdirectory("guotu-report-").FullName;
        try
        {
            using var zip = new ZipArchive(new MemoryStream(packed));
            zip.ExtractToDirectory(folder);
            var verdict = await ReportVerification.RunAsync(folder, null, CancellationToken.None);
            Assert.True(verdict.Value.Ok, string.Join(';', verdict.Value.Findings));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
