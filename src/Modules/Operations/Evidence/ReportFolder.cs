using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Operations.Evidence;

/// <summary>
/// Writes a form with its evidence into a new folder (测评报告文件夹), files 0600: form.json, form.xlsx, form.pdf, evidence/*.txt, and a manifest signed
/// with the node's key. The signature comes last: a folder that was cut off has none.
/// </summary>
internal sealed class ReportFolder(KeyRing ring, SigningKeys signing)
{
    /// <summary>The form for printing.</summary>
    public const string PaperName = "form.pdf";

    /// <summary>The form for programs.</summary>
    public const string FormName = "form.json";

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async Task<Result<ReportManifest>> WriteAsync(EvidenceForm form, string folder, CancellationToken ct)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return new Error(OperationsErrors.FolderNotEmpty, ("folder", folder));
        }

        if ((await ring.CreateMissingAsync([], [KeyPairPurpose.EvidenceReport], ct)).Error is { } noKey)
        {
            return noKey;
        }

        var paper = EvidencePaper.Write(form, ct);
        if (paper.Error is { } unprintable)
        {
            return unprintable;
        }

        Directory.CreateDirectory(Path.Combine(folder, "evidence"), Owner | UnixFileMode.UserExecute);
        var files = new List<ReportFile>();
        foreach (var run in form.Runs)
        {
            files.Add(await KeepAsync(folder, $"evidence/{run.Code}.txt", Encoding.UTF8.GetBytes(EvidenceText(form, run)), ct));
        }

        files.Add(await KeepAsync(folder, FormName, JsonSerializer.SerializeToUtf8Bytes(form, ReportManifest.Json), ct));
        files.Add(await KeepAsync(folder, "form.xlsx", EvidenceWorkbook.Write(form), ct));
        files.Add(await KeepAsync(folder, PaperName, paper.Value, ct));
        return await SignAsync(form, folder, files, ct);
    }

    private async Task<Result<ReportManifest>> SignAsync(EvidenceForm form, string folder, List<ReportFile> files, CancellationToken ct)
    {
        var key = ring.Current(KeyPairPurpose.EvidenceReport);
        if (key.Error is { } noKey)
        {
            return noKey;
        }

        var publicKey = Convert.ToHexString(key.Value.PublicKey.Encoded).ToLowerInvariant();
        var manifest = new ReportManifest(ReportManifest.CurrentFormat, form.Node, form.At.ToString(), form.By, form.Demonstration, key.Value.Version, publicKey, files);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, ReportManifest.Json);
        var signed = signing.Sign(KeyPairPurpose.EvidenceReport, bytes);
        if (signed.Error is { } unsigned)
        {
            return unsigned;
        }

        await KeepAsync(folder, ReportManifest.FileName, bytes, ct);
        await KeepAsync(folder, ReportManifest.SignatureName, Encoding.ASCII.GetBytes(Convert.ToHexString(signed.Value.Bytes.Span).ToLowerInvariant() + "\n"), ct);
        return manifest;
    }

    private static async Task<ReportFile> KeepAsync(string folder, string name, byte[] bytes, CancellationToken ct)
    {
        await using var stream = new FileStream(
            Path.Combine(folder, name), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Owner });
        await stream.WriteAsync(bytes, ct);
        stream.Flush(flushToDisk: true);
        return new ReportFile(name, bytes.Length, Sm3.Digest(bytes).ToString());
    }

    private static string EvidenceText(EvidenceForm form, CheckRun run)
    {
        var text = new StringBuilder()
            .Append("检查:").Append(run.Title).Append('(').Append(run.Code).Append(")\n")
            .Append("节点:").Append(form.Node).Append(form.Demonstration ? "(演示数据)" : string.Empty).Append('\n')
            .Append("时刻:").Append(run.At).Append('\n')
            .Append("方法:").Append(run.Command).Append('\n')
            .Append("结果:").Append(AnswerWords.Of(run.Outcome.Result)).Append('\n')
            .Append("说明:").Append(run.Outcome.Summary).Append("\n\n");
        foreach (var line in run.Outcome.Lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
