using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>A whole row of <c>cr_attestation</c>; the MAC covers all of it.</summary>
internal sealed class StoredAttestation
{
    public static readonly ProtectedTable Table = new(
        "cr_attestation",
        "attestation_id",
        ["case_id", "rule_code", "answer_code", "document_digest", "document_name", "valid_until", "reason_text", "by_user_id", "by_name", "created_utc"],
        new HashSet<string>(),
        "row_mac");

    public long AttestationId { get; init; }

    public long CaseId { get; init; }

    public string RuleCode { get; init; } = string.Empty;

    public string AnswerCode { get; init; } = string.Empty;

    public string DocumentDigest { get; init; } = string.Empty;

    public string DocumentName { get; init; } = string.Empty;

    public DateOnly ValidUntil { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public long ByUserId { get; init; }

    public string ByName { get; init; } = string.Empty;

    public Instant CreatedUtc { get; init; }

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("case_id", CaseId),
        RowValue.Of("rule_code", RuleCode),
        RowValue.Of("answer_code", AnswerCode),
        RowValue.Of("document_digest", DocumentDigest),
        RowValue.Kept("document_name", DocumentName),
        RowValue.Of("valid_until", ValidUntil),
        RowValue.Kept("reason_text", ReasonText),
        RowValue.Of("by_user_id", ByUserId),
        RowValue.Kept("by_name", ByName),
        RowValue.Of("created_utc", CreatedUtc),
    ];
}

/// <summary>A whole row of <c>cr_position_paper</c>: what an attestation about positions vouches for; the MAC covers all of it.</summary>
internal sealed class StoredPositionPaper
{
    public static readonly ProtectedTable Table = new("cr_position_paper", "attestation_id", ["case_id", "file_digest", "reading_digest"], new HashSet<string>(), "row_mac");

    public long AttestationId { get; init; }

    public long CaseId { get; init; }

    public string FileDigest { get; init; } = string.Empty;

    public string ReadingDigest { get; init; } = string.Empty;

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values => [RowValue.Of("case_id", CaseId), RowValue.Of("file_digest", FileDigest), RowValue.Of("reading_digest", ReadingDigest)];
}

/// <summary>A whole row of <c>cr_exemption</c>; the MAC covers all of it.</summary>
internal sealed class StoredExemption
{
    public static readonly ProtectedTable Table = new(
        "cr_exemption",
        "exemption_id",
        ["case_id", "rule_code", "basis_text", "document_digest", "document_name", "reason_text", "by_user_id", "by_name", "created_utc"],
        new HashSet<string>(),
        "row_mac");

    public long ExemptionId { get; init; }

    public long CaseId { get; init; }

    public string RuleCode { get; init; } = string.Empty;

    public string BasisText { get; init; } = string.Empty;

    public string DocumentDigest { get; init; } = string.Empty;

    public string DocumentName { get; init; } = string.Empty;

    public string ReasonText { get; init; } = string.Empty;

    public long ByUserId { get; init; }

    public string ByName { get; init; } = string.Empty;

    public Instant CreatedUtc { get; init; }

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("case_id", CaseId),
        RowValue.Of("rule_code", RuleCode),
        RowValue.Kept("basis_text", BasisText),
        RowValue.Of("document_digest", DocumentDigest),
        RowValue.Kept("document_name", DocumentName),
        RowValue.Kept("reason_text", ReasonText),
        RowValue.Of("by_user_id", ByUserId),
        RowValue.Kept("by_name", ByName),
        RowValue.Of("created_utc", CreatedUtc),
    ];
}
