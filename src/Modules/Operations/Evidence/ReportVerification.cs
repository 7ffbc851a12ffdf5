using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;

namespace Guotu.Operations.Evidence;

/// <summary>What the verification of a report found.</summary>
/// <param name="Ok">Every file is as it was signed, and no other lies there.</param>
/// <param name="PublicKey">Key the signature was checked with, to be compared with the one that was handed over.</param>
/// <param name="Files">Files of the report.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record ReportVerdict(bool Ok, string PublicKey, int Files, IReadOnlyList<string> Findings);

/// <summary>Verifies a report folder without its node (测评报告核验).</summary>
public static class ReportVerification
{
    private const long LargestManifest = 4 << 20;

    /// <param name="folder">Folder of the report.</param>
    /// <param name="publicKey">Key that was handed over, 130 hexadecimal digits; null takes the one that the manifest names.</param>
    /// <param name="ct">Stops between two files.</param>
    public static async Task<Result<ReportVerdict>> RunAsync(string folder, string? publicKey, CancellationToken ct)
    {
        byte[] bytes;
        string signature;
        ReportManifest? manifest;
        try
        {
            bytes = await BoundedAsync(Path.Combine(folder, ReportManifest.FileName), ct);
            signature = Encoding.ASCII.GetString(await BoundedAsync(Path.Combine(folder, ReportManifest.SignatureName), ct)).Trim();
            manifest = JsonSerializer.Deserialize<ReportManifest>(bytes, ReportManifest.Json);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new Error(OperationsErrors.NoReport, ("folder", folder), ("reason", exception.Message));
        }

        if (manifest is not { Format: ReportManifest.CurrentFormat, Files: { } files, PublicKey: { } named })
        {
            return new Error(OperationsErrors.NoReport, ("folder", folder), ("reason", "不是 " + ReportManifest.CurrentFormat));
        }

        var findings = new List<string>();
        var key = publicKey ?? named;
        if (!Holds(key, bytes, signature))
        {
            findings.Add("清单的签名不成立");
        }

        await CheckFilesAsync(folder, files, findings, ct);
        return new ReportVerdict(findings.Count == 0, key, files.Count, findings);
    }

    private static async Task<byte[]> BoundedAsync(string path, CancellationToken ct) => new FileInfo(path).Length <= LargestManifest
        ? await File.ReadAllBytesAsync(path, ct)
        : throw new IOException("文件过大");

    private static bool Holds(string key, byte[] manifest, string signature)
    {
        try
        {
            var publicKey = Sm2PublicKey.FromPoint(Convert.FromHexString(key));
            var raw = Convert.FromHexString(signature);
            return publicKey.IsSuccess && raw.Length == Sm2Signature.RawSize && SigningKeys.Verify(KeyPairPurpose.EvidenceReport, publicKey.Value, manifest, raw);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static async Task CheckFilesAsync(string folder, IReadOnlyList<ReportFile> files, List<string> findings, CancellationToken ct)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var known = new HashSet<string>(StringComparer.Ordinal) { ReportManifest.FileName, ReportManifest.SignatureName };
        foreach (var file in files)
        {
            var path = Path.GetFullPath(Path.Combine(root, file.Name));
            known.Add(file.Name);
            if (!path.StartsWith(root, StringComparison.Ordinal))
            {
                findings.Add("清单指到文件夹之外:" + file.Name);
            }
            else if (!File.Exists(path))
            {
                findings.Add("缺少 " + file.Name);
            }
            else if (await DigestAsync(path, ct) is var digest && !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.UTF8.GetBytes(file.Sm3)))
            {
                findings.Add("被改动:" + file.Name);
            }
        }

        findings.AddRange(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(root, p)).Where(n => !known.Contains(n)).Order(StringComparer.Ordinal).Select(n => "多出 " + n));
    }

    private static async Task<string> DigestAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return (await Sm3.HashStreamAsync(stream, ct)).ToString();
    }
}
