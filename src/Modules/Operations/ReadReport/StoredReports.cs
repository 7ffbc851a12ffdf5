using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Runs;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Operations.Evidence;
using Guotu.Operations.RunAssessment;

namespace Guotu.Operations.ReadReport;

/// <summary>
/// Reads reports of runs (读测评报告). Nothing of a report is shown before the whole of it is proved: manifest as the run's row says and as this node signed
/// it, every file as the manifest says.
/// </summary>
internal sealed class StoredReports(IUnitsOfWork units, SigningKeys keys, ReportPlaces places)
{
    private static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<Result<EvidenceForm>> FormAsync(long run, CancellationToken ct)
    {
        var opened = await OpenAsync(run, ct);
        return opened.Error is { } refused ? refused : JsonSerializer.Deserialize<EvidenceForm>(await FileAsync(run, ReportFolder.FormName, ct), ReportManifest.Json)!;
    }

    public async Task<Result<byte[]>> PaperAsync(long run, CancellationToken ct)
    {
        var opened = await OpenAsync(run, ct);
        return opened.Error is { } refused ? refused : await FileAsync(run, ReportFolder.PaperName, ct);
    }

    /// <summary>An evidence file by the code of its check: a name of the manifest, never a path of the caller's.</summary>
    public async Task<Result<EvidenceView>> EvidenceAsync(long run, string code, CancellationToken ct)
    {
        var opened = await OpenAsync(run, ct);
        if (opened.Error is { } refused)
        {
            return refused;
        }

        var file = opened.Value.Files.FirstOrDefault(f => f.Name == $"evidence/{code}.txt");
        return file is null
            ? new Error(KernelErrors.NotFound, ("what", "证据 " + code))
            : new EvidenceView(code, Encoding.UTF8.GetString(await FileAsync(run, file.Name, ct)), file.Sm3);
    }

    /// <summary>The signed folder as a zip: the same folder gives the same bytes.</summary>
    public async Task<Result<byte[]>> PackageAsync(long run, CancellationToken ct)
    {
        var opened = await OpenAsync(run, ct);
        if (opened.Error is { } refused)
        {
            return refused;
        }

        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in opened.Value.Files.Select(f => f.Name).Append(ReportManifest.FileName).Append(ReportManifest.SignatureName).Order(StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = ZipTime;
                await using var stream = entry.Open();
                await stream.WriteAsync(await FileAsync(run, name, ct), ct);
            }
        }

        return packed.ToArray();
    }

    private async Task<Result<ReportManifest>> OpenAsync(long run, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (await AssessmentTable.Runs.FindAsync(session, run, ct) is not { } row)
        {
            return AssessmentCommands.Kind.NotThere(run);
        }

        if (row.StateCode != RunRow.Done)
        {
            return new Error(OperationsErrors.RunHasNoReport, ("state", row.StateName));
        }

        var proved = await ReportVerification.RunAsync(places.Of(run), null, ct);
        if (proved.Error is { } missing)
        {
            return Damaged(missing.Text);
        }

        var bytes = await FileAsync(run, ReportManifest.FileName, ct);
        var manifest = JsonSerializer.Deserialize<ReportManifest>(bytes, ReportManifest.Json)!;
        var ours = keys.PublicKey(KeyPairPurpose.EvidenceReport, manifest.KeyVersion).Map(k => Convert.ToHexString(k.Encoded));
        return !proved.Value.Ok ? Damaged(proved.Value.Findings[0])
            : Sm3.Digest(bytes).ToString() != row.ManifestHex ? Damaged("清单不是当时的那一份")
            : !ours.IsSuccess || !ours.Value.Equals(manifest.PublicKey, StringComparison.OrdinalIgnoreCase) ? Damaged("清单不是本节点签的")
            : manifest;
    }

    private static Error Damaged(string what) => new(OperationsErrors.ReportDamaged, ("what", what));

    private Task<byte[]> FileAsync(long run, string name, CancellationToken ct) => File.ReadAllBytesAsync(Path.Combine(places.Of(run), name), ct);
}

/// <summary>An evidence file as it was signed.</summary>
public sealed record EvidenceView(string Code, string Text, string Sm3);
