using Guotu.Crypto;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Operations.Evidence;

/// <summary>A report that was written.</summary>
/// <param name="Folder">Where.</param>
/// <param name="Files">Files under the signature.</param>
/// <param name="PublicKey">Key to verify it with.</param>
/// <param name="ManifestSm3">SM3 of the signed manifest.</param>
/// <param name="Standards">Counts of each standard; what is not proved here is counted by itself.</param>
public sealed record WrittenReport(string Folder, int Files, string PublicKey, string ManifestSm3, IReadOnlyList<StandardCounts> Standards);

/// <summary>Counts of a standard.</summary>
public sealed record StandardCounts(string Standard, AnswerCounts Counts);

/// <summary>Assesses the node for a named person and writes the signed report (测评报告).</summary>
public sealed class EvidenceReports
{
    private readonly Assessment _assessment;
    private readonly ReportFolder _folder;

    internal EvidenceReports(Assessment assessment, ReportFolder folder) => (_assessment, _folder) = (assessment, folder);

    /// <summary>How many checks a run has, for whoever shows its progress.</summary>
    public int Checks => _assessment.Codes.Count();

    public async Task<Result<WrittenReport>> WriteAsync(CommandContext context, string folder, IProgress<string> progress, CancellationToken ct)
    {
        var form = await _assessment.RunAsync(context, progress, ct);
        if (form.Error is { } refused)
        {
            return refused;
        }

        var full = Path.GetFullPath(folder);
        var written = await _folder.WriteAsync(form.Value, full, ct);
        if (written.Error is { } unwritten)
        {
            return unwritten;
        }

        var manifest = Sm3.Digest(await File.ReadAllBytesAsync(Path.Combine(full, ReportManifest.FileName), ct)).ToString();
        return written.Map(m => new WrittenReport(full, m.Files.Count, m.PublicKey, manifest, [.. form.Value.Standards.Select(s => new StandardCounts(s.Code, s.Counts))]));
    }
}
