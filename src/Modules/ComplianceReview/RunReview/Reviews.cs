using System.Text.Json;
using Guotu.ComplianceReview.Attest;
using Guotu.ComplianceReview.Canonical;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.Engine;
using Guotu.ComplianceReview.Report;
using Guotu.ComplianceReview.Rules;
using Guotu.ComplianceReview.Store;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.RunReview;

/// <summary>The use cases of <see cref="IReviews"/>.</summary>
public sealed class Reviews(
    RuleSets ruleSets,
    ParcelReader parcels,
    ReviewEngine engine,
    CasePapers papers,
    ReviewStore store,
    PaperCommands paperCommands,
    RevisionsStillCurrent stillCurrent,
    VerdictLabel labels,
    ReviewReport report,
    IFileStore files,
    IUnitsOfWork units,
    IClock clock) : IReviews
{
    private const long RuleFileLimit = 1 << 20;

    public async Task<Result<PreparedReview>> PrepareAsync(ReviewRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (ruleSets.InForce(request.Matter) is not { } rules)
        {
            return new Error(ReviewErrors.NoRules, ("matter", request.Matter));
        }

        var read = await parcels.ReadAsync(request.Input, ct);
        if (read.Error is { } unreadable)
        {
            return unreadable;
        }

        var now = clock.Now;
        var onFile = await papers.OfCaseAsync(request.CaseId, request.Input, now, ct);
        if (onFile.Error is { } tampered)
        {
            return tampered;
        }

        var evaluation = new Evaluation
        {
            Rules = rules,
            Input = request.Input,
            Parcels = read.Value,
            EvaluatedOn = now.LocalDate,
            PapersAt = now,
            Attestations = onFile.Value.Attestations,
            Exemptions = onFile.Value.Exemptions,
            FiledAt = onFile.Value.FiledAt,
        };
        var verdict = await engine.EvaluateAsync(evaluation, ct);
        var label = await labels.OfAsync(verdict, ct);
        if (label.Error is { } unknown)
        {
            return unknown;
        }

        var body = CanonicalBody.Of(verdict);
        return new PreparedReview(request, verdict, body, CanonicalBody.DigestOf(body), rules.FileBytes) { Label = label.Value };
    }

    public async Task<Result<long>> StoreAsync(IUnitOfWork work, PreparedReview prepared, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(prepared);
        if (work.Context.Scope.Clearance is { } clearance && SubjectMustDominateLabel.Breach(clearance, prepared.Label, "这次审查") is { } above)
        {
            return above;
        }

        if ((await stillCurrent.CheckAsync(work, prepared.Verdict, ct)).Error is { } moved)
        {
            return moved;
        }

        using var ruleFile = new MemoryStream(prepared.RuleFile, writable: false);
        var kept = await files.SaveAsync(ruleFile, "application/yaml", RuleFileLimit, ct);
        if (kept.Error is { } notKept)
        {
            return notKept;
        }

        await work.AttachAsync(kept.Value, ct);
        return await store.InsertAsync(work, prepared, ct);
    }

    public async Task<StoredReview?> FindAsync(long reviewId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return ToStored(await ReviewStore.FindAsync(session, reviewId, ct));
    }

    public async Task<StoredReview?> NewestOfCaseAsync(long caseId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return ToStored(await ReviewStore.NewestAsync(session, caseId, ct));
    }

    public Task<Result> AttestAsync(IUnitOfWork work, Attestation attestation, CancellationToken ct) =>
        paperCommands.AttestAsync(work, attestation, ct);

    public Task<Result> ExemptAsync(IUnitOfWork work, Exemption exemption, CancellationToken ct) =>
        paperCommands.ExemptAsync(work, exemption, ct);

    public async Task<Result<byte[]>> ReportAsync(long reviewId, CancellationToken ct) =>
        await FindAsync(reviewId, ct) is { } stored
            ? await report.RenderAsync(stored, ct)
            : new Error(ReviewErrors.NoSuchReview, ("id", reviewId));

    public async Task<ReviewEvidence?> EvidenceAsync(long reviewId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var row = await ReviewStore.FindAsync(session, reviewId, ct);
        return row is null ? null : store.EvidenceOf(row, ToStored(row)!.Verdict);
    }

    /// <summary>An unreadable stored text is not "no review": it throws, and the caller's page says the stored content is damaged.</summary>
    private StoredReview? ToStored(ReviewRow? row)
    {
        if (row is null)
        {
            return null;
        }

        try
        {
            return store.ToStored(row, VerdictJson.Read(row.VerdictJson));
        }
        catch (JsonException exception)
        {
            throw new StoredVerdictDamagedException(row.ReviewId, exception);
        }
    }
}

/// <summary>The stored text of a verdict is not a verdict any more.</summary>
public sealed class StoredVerdictDamagedException(long reviewId, Exception inner)
    : Exception($"The stored verdict {reviewId} cannot be read", inner);
