using System.Globalization;
using System.Text.Json;
using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Domain;
using Guotu.ComplianceReview.Engine;
using Guotu.ComplianceReview.Rules;
using Guotu.ComplianceReview.Store;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.ReplayReview;

/// <summary>
/// Recomputes a stored verdict from the coordinate file, the rule file, the pinned revisions and the papers, and compares (复算).
/// The stored document is only ever one side of the comparison.
/// </summary>
public sealed class Replay(
    IUnitsOfWork units, IFileStore files, ParcelReader parcels, ReviewEngine engine, CasePapers papers, ReviewStore store)
{
    public async Task<Result<ReplayOutcome>> RunAsync(long reviewId, DataScope scope, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(scope, ct);
        var row = await ReviewStore.FindAsync(session, reviewId, ct);
        if (row is null)
        {
            return new Error(ReviewErrors.NoSuchReview, ("id", reviewId));
        }

        var rows = await ReviewStore.ChecksAsync(session, reviewId, ct);
        if (ReadStored(row) is not { } stored)
        {
            return new Error(ReviewErrors.StoredUnreadable, ("id", reviewId));
        }

        var recomputed = await RecomputeAsync(row, stored, ct);
        return recomputed.Error is { } error ? error : Compare(row, stored, rows, recomputed.Value);
    }

    private static Verdict? ReadStored(ReviewRow row)
    {
        try
        {
            return VerdictJson.Read(row.VerdictJson);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<Result<Verdict>> RecomputeAsync(ReviewRow row, Verdict stored, CancellationToken ct)
    {
        var ruleFile = await files.OpenAsync(stored.RuleDigest, ct);
        if (ruleFile.Error is { } noRules)
        {
            return noRules;
        }

        await using var stream = ruleFile.Value;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, ct);
        var read = await parcels.ReadAsync(stored.Input, ct);
        if (read.Error is { } noParcels)
        {
            return noParcels;
        }

        var onFile = await papers.OfCaseAsync(row.CaseId, stored.Input, stored.PapersAt, ct);
        if (onFile.Error is { } tampered)
        {
            return tampered;
        }

        var evaluation = new Evaluation
        {
            Rules = RuleSetReader.Read(copy.ToArray()),
            Input = stored.Input,
            Parcels = read.Value,
            Engine = EngineVersion.Named(stored.Engine),
            EvaluatedOn = row.EvaluatedOn,
            PapersAt = stored.PapersAt,
            Attestations = onFile.Value.Attestations,
            Exemptions = onFile.Value.Exemptions,
            FiledAt = onFile.Value.FiledAt,
            Replay = new LayersOfReplay(stored.Revisions.ToDictionary(r => r.Layer, r => r.Revision, StringComparer.Ordinal), TroublesOf(stored)),
        };
        return await engine.EvaluateAsync(evaluation, ct);
    }

    private static Dictionary<string, LayerFinding.Trouble> TroublesOf(Verdict stored) => stored.Checks
        .Where(c => c.Layer is not null && c.ReasonCode is not null && c.ReasonCode.StartsWith("layer-", StringComparison.Ordinal))
        .GroupBy(c => c.Layer!, StringComparer.Ordinal)
        .ToDictionary(
            g => g.Key,
            g => new LayerFinding.Trouble(g.Key, g.Key, g.First().ReasonCode!, g.First().Reason ?? string.Empty),
            StringComparer.Ordinal);

    private ReplayOutcome Compare(ReviewRow row, Verdict stored, IReadOnlyList<CheckRow> rows, Verdict recomputed)
    {
        var body = CanonicalBody.Of(recomputed);
        var digest = CanonicalBody.DigestOf(body);
        var differences = JsonDifference.Between(CanonicalBody.Of(stored), body).ToList();
        Add(differences, "digest", row.BodyDigest, digest);
        Add(differences, "overall", row.OverallCode, CanonicalBody.Word(recomputed.Overall));
        Add(differences, "blocksIssue", Word(row.BlocksIssue), Word(recomputed.BlocksIssue));
        differences.AddRange(RowDifference.Between(rows, ReviewStore.RowsOf(recomputed).ToList()));
        if (!store.ToStored(row, stored).SignatureValid)
        {
            differences.Add(new ReplayDifference("signature", "invalid", "valid"));
        }

        return new ReplayOutcome(row.ReviewId, row.BodyDigest, digest, differences.Count == 0, differences);
    }

    private static string Word(bool value) => value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant();

    private static void Add(List<ReplayDifference> differences, string path, string stored, string recomputed)
    {
        if (stored != recomputed)
        {
            differences.Add(new ReplayDifference(path, stored, recomputed));
        }
    }
}

/// <summary>What a replay found.</summary>
/// <param name="Id">The review.</param>
/// <param name="Digest">Digest as stored.</param>
/// <param name="Recomputed">Digest as computed again.</param>
/// <param name="Same">Whether nothing differs, the rows and the signature included.</param>
public sealed record ReplayOutcome(long Id, string Digest, string Recomputed, bool Same, IReadOnlyList<ReplayDifference> Differences);

/// <summary>One place where stored and recomputed differ.</summary>
public sealed record ReplayDifference(string Path, string Stored, string Recomputed);
