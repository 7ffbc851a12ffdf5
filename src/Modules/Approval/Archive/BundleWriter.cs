using System.Globalization;
using System.IO.Compression;
using System.Text;
using Guotu.Approval.Contracts;
using Guotu.Approval.Documents;
using Guotu.Approval.Flow;
using Guotu.Approval.KeepClock;
using Guotu.Approval.Store;
using Guotu.ComplianceReview.Contracts;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Files;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Archive;

/// <summary>
/// Writes archive bundles (归档包), format in docs/formats/archive-bundle.md. Memory stays flat: files are copied from the store into a
/// temporary file. The same case gives the same bytes: no time of packing is in it.
/// </summary>
public sealed class BundleWriter(
    IFileStore files, IReviews reviews, CaseFields fields, ProcessLibrary library, BundleLayers layers, SigningKeys keys, NodeSettings node)
{
    private const long LargestBytes = 4L << 30;
    private const string MediaType = "application/zip";

    /// <summary>The earliest time a zip can hold, so that packing twice gives the same bytes.</summary>
    private static readonly DateTimeOffset Fixed = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal async Task<Result<WrittenBundle>> WriteAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        var values = await fields.ReadAsync(work, row.CaseId, ct);
        if (values.Error is { } unreadable)
        {
            return unreadable;
        }

        var path = Path.Combine(node.Home, string.Create(CultureInfo.InvariantCulture, $".bundle-{row.CaseId}.zip"));
        await using var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var manifest = new List<BundleEntry>();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var packing = new Packing(zip, manifest);
            if (await PackAsync(work, packing, row, values.Value, ct) is { } refused)
            {
                return refused;
            }
        }

        file.Position = 0;
        var stored = await files.SaveAsync(file, MediaType, LargestBytes, ct);
        return stored.Map(s => new WrittenBundle(s, manifest.Count));
    }

    private async Task<Error?> PackAsync(IUnitOfWork work, Packing packing, CaseRow row, IReadOnlyDictionary<string, string> values, CancellationToken ct)
    {
        await TextAsync(packing, "case.json", BundleJson.CaseOf(row, values, await OpinionStore.ReadAsync(work, row.CaseId, ct)), ct);
        await TextAsync(packing, "clock.json", BundleJson.ClockOf(row, await ClockKeeper.RowsAsync(work, row.CaseId, ct)), ct);
        var instance = await ProcessRunner.InstanceAsync(work, row.CaseId, ct);
        await TextAsync(packing, "process.bpmn", (await library.OfAsync(work, instance.ProcessVersion, ct)).Xml, ct);
        if (await FileAsync(packing, "parcel/" + BundleNames.Safe(row.ParcelFile), row.ParcelDigest, ct) is { } noParcel)
        {
            return noParcel;
        }

        var number = 0;
        foreach (var material in await MaterialStore.ReadAsync(work, row.CaseId, ct))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"materials/{++number:000}-{material.MaterialCode}-{BundleNames.Safe(material.FileName)}");
            if (await FileAsync(packing, name, material.FileDigest, ct) is { } missing)
            {
                return missing;
            }
        }

        number = 0;
        foreach (var document in (await CaseDocuments.OfCaseAsync(work, row.CaseId, ct)).Where(d => d.KindCode != DocumentKinds.ArchiveBundle))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"documents/{++number:000}-{document.KindCode}.pdf");
            if (await FileAsync(packing, name, document.FileDigest, ct) is { } missing)
            {
                return missing;
            }
        }

        return await VerdictAsync(packing, row, ct) ?? await PapersAsync(work, packing, row, ct) ?? await SealAsync(packing, ct);
    }

    /// <summary>The verdict that the certificate rests on, with its rule file and the features it was computed from.</summary>
    private async Task<Error?> VerdictAsync(Packing packing, CaseRow row, CancellationToken ct)
    {
        var stored = await reviews.FindAsync(row.ReviewId, ct);
        var evidence = await reviews.EvidenceAsync(row.ReviewId, ct);
        if (stored is not { SignatureValid: true } || evidence is null)
        {
            return new Error(ApprovalErrors.VerdictUnreadable);
        }

        await TextAsync(packing, "verdict/body.json", evidence.CanonicalBody, ct);
        await TextAsync(packing, "verdict/signature.json", BundleJson.SignatureOf(stored, evidence), ct);
        if (await FileAsync(packing, "verdict/rules.yaml", stored.Verdict.RuleDigest, ct) is { } noRules)
        {
            return noRules;
        }

        var report = await reviews.ReportAsync(row.ReviewId, ct);
        if (report.Error is { } notDrawn)
        {
            return notDrawn;
        }

        await AddAsync(packing, "verdict/report.pdf", new MemoryStream(report.Value), ct);
        foreach (var revision in stored.Verdict.Revisions)
        {
            var text = await layers.TextOfAsync(stored.Verdict, revision, ct);
            if (text.Error is { } untrusted)
            {
                return untrusted;
            }

            await TextAsync(packing, string.Create(CultureInfo.InvariantCulture, $"layers/{revision.Layer}-v{revision.Revision}.json"), text.Value, ct);
        }

        return null;
    }

    /// <summary>What the verdict, the opinions and the clock rest on: attestations, exemptions, attachments, clock papers, each once, by digest.</summary>
    private async Task<Error?> PapersAsync(IUnitOfWork work, Packing packing, CaseRow row, CancellationToken ct)
    {
        var verdict = (await reviews.FindAsync(row.ReviewId, ct))!.Verdict;
        var papers = verdict.Checks.SelectMany(c => new[] { c.Attested?.DocumentDigest, c.Exemption?.DocumentDigest })
            .Concat((await OpinionStore.FilesAsync(work, row.CaseId, ct)).Select(f => f.FileDigest))
            .Concat((await ClockKeeper.RowsAsync(work, row.CaseId, ct)).Select(e => e.DocumentDigest))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (var digest in papers)
        {
            if (await FileAsync(packing, "papers/" + digest, digest, ct) is { } missing)
            {
                return missing;
            }
        }

        return null;
    }

    /// <summary>The manifest names every other entry with size and digest; the node's certificate key signs it.</summary>
    private async Task<Error?> SealAsync(Packing packing, CancellationToken ct)
    {
        var text = BundleJson.ManifestOf(packing.Manifest);
        var signed = keys.Sign(KeyPairPurpose.CertificateSeal, Encoding.UTF8.GetBytes(text));
        if (signed.Error is { } unsigned)
        {
            return unsigned;
        }

        var key = keys.PublicKey(KeyPairPurpose.CertificateSeal, signed.Value.KeyVersion);
        if (key.Error is { } noKey)
        {
            return noKey;
        }

        await TextAsync(packing, "manifest.json", text, ct);
        await TextAsync(packing, "manifest.sm2.json", BundleJson.SealOf(signed.Value, key.Value), ct);
        return null;
    }

    private async Task<Error?> FileAsync(Packing packing, string name, string digest, CancellationToken ct)
    {
        var opened = await files.OpenAsync(digest, ct);
        if (opened.Error is { } missing)
        {
            return missing;
        }

        await using var content = opened.Value;
        await AddAsync(packing, name, content, ct);
        return null;
    }

    private static Task TextAsync(Packing packing, string name, string text, CancellationToken ct) =>
        AddAsync(packing, name, new MemoryStream(Encoding.UTF8.GetBytes(text)), ct);

    private static async Task AddAsync(Packing packing, string name, Stream content, CancellationToken ct)
    {
        var entry = packing.Zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = Fixed;
        using var digest = new Sm3Hasher();
        long size = 0;
        await using var target = entry.Open();
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            digest.Append(buffer.AsSpan(0, read));
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
            size += read;
        }

        packing.Manifest.Add(new BundleEntry(name, size, digest.Finish().ToString()));
    }

    private sealed record Packing(ZipArchive Zip, List<BundleEntry> Manifest);
}

/// <summary>One entry of a bundle: name, bytes, SM3.</summary>
internal sealed record BundleEntry(string Name, long Size, string Sm3);

/// <summary>A bundle in the file store.</summary>
internal sealed record WrittenBundle(StoredFile File, int Entries);

/// <summary>Names of entries: what a file was called, without anything a file system could stumble over.</summary>
internal static class BundleNames
{
    private const int Longest = 100;

    public static string Safe(string name)
    {
        var safe = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]).TrimStart('.');
        return safe.Length == 0 ? "file" : safe.Length > Longest ? safe[^Longest..] : safe;
    }
}
