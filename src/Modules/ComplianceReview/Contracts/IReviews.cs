using Guotu.Database.Work;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Contracts;

/// <summary>
/// Runs and keeps reviews (合规审查). Computing happens outside any transaction; storing in the caller's, so that a case's step
/// and its verdict commit together.
/// </summary>
public interface IReviews
{
    /// <summary>
    /// Computes a verdict. An unreadable coordinate file is refused with the file's error; trouble with a layer is never a refusal
    /// but an undetermined check.
    /// </summary>
    Task<Result<PreparedReview>> PrepareAsync(ReviewRequest request, CancellationToken ct);

    /// <summary>
    /// Signs and stores a prepared review and answers its id. Refused with <see cref="ReviewErrors.DataMoved"/> when a layer has got a newer
    /// revision since: run it again; with <see cref="LabelErrors.NotCleared"/> when the layers' labels are above that of the person who acts.
    /// </summary>
    Task<Result<long>> StoreAsync(IUnitOfWork work, PreparedReview prepared, CancellationToken ct);

    /// <summary>The stored verdict, its digest and whether its signature holds; null when there is none.</summary>
    Task<StoredReview?> FindAsync(long reviewId, CancellationToken ct);

    /// <summary>The newest stored review of a case, or null.</summary>
    Task<StoredReview?> NewestOfCaseAsync(long caseId, CancellationToken ct);

    /// <summary>Records an attestation for a case in the caller's unit of work; the next review uses it.</summary>
    Task<Result> AttestAsync(IUnitOfWork work, Attestation attestation, CancellationToken ct);

    /// <summary>Records an exemption for a case in the caller's unit of work; the next review uses it.</summary>
    Task<Result> ExemptAsync(IUnitOfWork work, Exemption exemption, CancellationToken ct);

    /// <summary>The review report as PDF, rendered from the stored verdict.</summary>
    Task<Result<byte[]>> ReportAsync(long reviewId, CancellationToken ct);

    /// <summary>What an archive must carry so that the verdict can be checked without this node; null when there is no such review.</summary>
    Task<ReviewEvidence?> EvidenceAsync(long reviewId, CancellationToken ct);
}

/// <summary>A verdict's evidence (结论凭据).</summary>
/// <param name="CanonicalBody">The text whose SM3 is the digest.</param>
/// <param name="SignedMessage">The bytes that the node signed, purpose included (UTF-8 with length prefixes).</param>
/// <param name="SignatureHex">SM2, r ‖ s, hexadecimal.</param>
/// <param name="KeyVersion">Version of the node's verdict key.</param>
/// <param name="PublicKeyHex">Its public key, 04 ‖ X ‖ Y, hexadecimal.</param>
public sealed record ReviewEvidence(string CanonicalBody, byte[] SignedMessage, string SignatureHex, int KeyVersion, string PublicKeyHex);

/// <summary>What is to be reviewed.</summary>
/// <param name="Matter">Matter code (事项).</param>
/// <param name="Input">The coordinate file, already in the file store, and how to read it.</param>
/// <param name="Stage">Moment of the case.</param>
/// <param name="CaseId">The case, or null for a review by itself.</param>
public sealed record ReviewRequest(string Matter, VerdictInput Input, ReviewStage Stage, long? CaseId);

/// <summary>A verdict computed but not stored.</summary>
public sealed record PreparedReview(ReviewRequest Request, Verdict Verdict, string CanonicalBody, string Digest, byte[] RuleFile)
{
    /// <summary>The join of the labels of the layers that were read, at least that of records: verdict and case carry it.</summary>
    public required SecurityLabel Label { get; init; }
}

/// <summary>A verdict as stored.</summary>
public sealed record StoredReview
{
    public required long ReviewId { get; init; }

    public required long? CaseId { get; init; }

    public required ReviewStage Stage { get; init; }

    public required Instant ReviewedAt { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>SM3 of the canonical body as stored.</summary>
    public required string Digest { get; init; }

    public required string SignatureKeyId { get; init; }

    /// <summary>SM2 over id, instant and digest, hexadecimal DER.</summary>
    public required string Signature { get; init; }

    public required bool SignatureValid { get; init; }

    public required string ByName { get; init; }

    /// <summary>The join of the labels of what was read, as the row holds it.</summary>
    public required SecurityLabel Label { get; init; }
}

/// <summary>An answer given on paper by a named officer.</summary>
/// <param name="Answer"><see cref="CheckStatus.Compliant"/> or <see cref="CheckStatus.Conflict"/>.</param>
public sealed record Attestation(
    long CaseId, string Matter, string Rule, CheckStatus Answer, string DocumentDigest, string DocumentName, DateOnly ValidUntil, string Text);

/// <summary>A lawful exemption from a conflict.</summary>
public sealed record Exemption(long CaseId, string Matter, string Rule, string DocumentDigest, string DocumentName, string Basis, string Text);
