using System.IO.Compression;
using System.Xml.Linq;
using Guotu.Audit.Tests;
using Guotu.Crypto.Keys;
using Guotu.Operations.Evidence;
using Guotu.Testing;

namespace Guotu.Operations.Tests;

/// <summary>The report an assessor takes along: whatever is changed afterwards is found without the node.</summary>
public sealed class ReportFolderTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("guotu-report-").FullName, "report");

    [Fact]
    public async Task A_report_is_proved_as_it_was_signed_and_each_change_of_it_is_named()
    {
        var manifest = await WriteAsync();

        Assert.Equal((true, 4), Seen(await VerifyAsync(null)));
        Assert.True((await VerifyAsync(manifest.PublicKey)).Ok);
        Assert.Equal(["清单的签名不成立"], (await VerifyAsync(await OtherKeyAsync())).Findings);

        var evidence = Path.Combine(_folder, "evidence", "audit-verified.txt");
        var text = await File.ReadAllTextAsync(evidence);
        await File.WriteAllTextAsync(evidence, text.Replace("发现 0 处", "发现 9 处", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(_folder, "evidence", "own.txt"), "另加");
        File.Delete(Path.Combine(_folder, "form.xlsx"));
        Assert.Equal(["被改动:evidence/audit-verified.txt", "缺少 form.xlsx", "多出 evidence/own.txt"], (await VerifyAsync(null)).Findings);

        var list = Path.Combine(_folder, ReportManifest.FileName);
        await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list)).Replace("auditor01", "auditor02", StringComparison.Ordinal));
        Assert.Contains("清单的签名不成立", (await VerifyAsync(null)).Findings);
    }

    [Fact]
    public async Task A_list_that_points_out_of_its_folder_or_is_none_is_not_followed()
    {
        await WriteAsync();
        var list = Path.Combine(_folder, ReportManifest.FileName);
        await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list)).Replace("\"form.json\"", "\"../../form.json\"", StringComparison.Ordinal));
        Assert.Contains("清单指到文件夹之外:../../form.json", (await VerifyAsync(null)).Findings);

        await File.WriteAllTextAsync(list, "[]");
        Assert.Equal(OperationsErrors.NoReport, (await ReportVerification.RunAsync(_folder, null, CancellationToken.None)).Error?.Code);
    }

    [Fact]
    public async Task A_folder_that_has_something_in_it_is_left_as_it_is()
    {
        await WriteAsync();

        using var ring = await KeysOfTests.OpenAsync(new FixedClock());
        var again = await new ReportFolder(ring, new SigningKeys(ring)).WriteAsync(Form(), _folder, CancellationToken.None);

        Assert.Equal(OperationsErrors.FolderNotEmpty, again.Error?.Code);
        Assert.True((await VerifyAsync(null)).Ok);
    }

    [Fact]
    public async Task The_workbook_has_a_sheet_a_standard_and_nothing_in_it_is_a_formula()
    {
        await WriteAsync();
        using var archive = ZipFile.OpenRead(Path.Combine(_folder, "form.xlsx"));
        var sheets = archive.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Select(e => XDocument.Load(e.Open())).ToList();

        Assert.Equal(3, sheets.Count);
        var texts = sheets[1].Descendants().Where(e => e.Name.LocalName == "t").Select(e => e.Value).ToList();
        Assert.Contains("=HYPERLINK(\"x\")", texts);
        Assert.All(sheets.SelectMany(s => s.Descendants()), e => Assert.NotEqual("f", e.Name.LocalName));
        Assert.Contains("auditor01", sheets[1].Descendants().Single(e => e.Name.LocalName == "oddFooter").Value, StringComparison.Ordinal);
        Assert.All(archive.Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));
    }

    [Fact]
    public async Task The_paper_has_every_clause_and_counts_what_is_not_proved_apart()
    {
        await WriteAsync();

        var text = PdfReader.Text(await File.ReadAllBytesAsync(Path.Combine(_folder, "form.pdf")));
        Assert.Contains("8.1.4.3a", text, StringComparison.Ordinal);
        Assert.Contains("取证账号 auditor01", text, StringComparison.Ordinal);
        Assert.Contains("不算符合", text.ReplaceLineEndings(string.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_files_are_their_owners_alone()
    {
        await WriteAsync();

        Assert.All(
            Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories),
            f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(f)));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    private static (bool Ok, int Files) Seen(ReportVerdict verdict) => (verdict.Ok, verdict.Files);

    private static EvidenceForm Form()
    {
        var at = new FixedClock().Now;
        var run = new CheckRun("audit-verified", "审计链校验", "guotu audit verify", at, CheckOutcome.Of(true, "12 条,发现 0 处"));
        var clause = new Clause("8.1.4.3a", "=HYPERLINK(\"x\")", "覆盖每个用户", "S") { Checks = ["audit-verified"] };
        var answer = new ClauseAnswer(clause with { Text = "=HYPERLINK(\"x\")" }, ClauseResult.Met, "审计链校验", ["audit-verified"]);
        AnsweredStandard[] standards = [.. new[] { "GB/T 22239-2019", "GB/T 39786-2021" }.Select(s => new AnsweredStandard(s, "基本要求", "1", [new AnsweredGroup("安全计算环境", [answer])]))];
        return new EvidenceForm("西乡县", at, "auditor01", Demonstration: true, standards, [run]);
    }

    private static async Task<string> OtherKeyAsync()
    {
        using var ring = await KeysOfTests.OpenAsync(new FixedClock());
        return Convert.ToHexString(ring.Current(KeyPairPurpose.Verdict).Value.PublicKey.Encoded).ToLowerInvariant();
    }

    private async Task<ReportManifest> WriteAsync()
    {
        using var ring = await KeysOfTests.OpenAsync(new FixedClock());
        var written = await new ReportFolder(ring, new SigningKeys(ring)).WriteAsync(Form(), _folder, CancellationToken.None);
        Assert.True(written.IsSuccess, $"{written.Error}");
        return written.Value;
    }

    private async Task<ReportVerdict> VerifyAsync(string? key) => (await ReportVerification.RunAsync(_folder, key, CancellationToken.None)).Value;
}
