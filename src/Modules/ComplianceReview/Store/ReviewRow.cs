using Guotu.ComplianceReview.Contracts;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>A row of <c>cr_review</c>.</summary>
internal sealed class ReviewRow
{
    public const string Columns =
        "r.review_id, r.case_id, r.matter_code, r.stage_code, r.overall_code, r.blocks_issue, r.reviewed_utc, r.evaluated_on, r.rule_version, "
        + "r.verdict_json, r.body_digest, r.signature_hex, r.key_version, r.by_user_id, r.by_name, "
        + "r.label_level, r.label_category";

    public long ReviewId { get; init; }

    public long? CaseId { get; init; }

    public string MatterCode { get; init; } = string.Empty;

    public string StageCode { get; init; } = string.Empty;

    public string OverallCode { get; init; } = string.Empty;

    public bool BlocksIssue { get; init; }

    public Instant ReviewedUtc { get; init; }

    public DateOnly EvaluatedOn { get; init; }

    public string RuleVersion { get; init; } = string.Empty;

    public string VerdictJson { get; init; } = string.Empty;

    public string BodyDigest { get; init; } = string.Empty;

    public string SignatureHex { get; init; } = string.Empty;

    public int KeyVersion { get; init; }

    public long ByUserId { get; init; }

    public string ByName { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public ReviewStage Stage => Enum.Parse<ReviewStage>(StageCode, ignoreCase: true);

    public SignedFacts Facts => new(ReviewId, CaseId, Stage, ReviewedUtc, ByUserId, BodyDigest, VerdictJson);
}

/// <summary>A row of <c>cr_check</c>: the figures as numbers, for lists and statistics.</summary>
internal sealed class CheckRow
{
    public int CheckNo { get; init; }

    public int ParcelNo { get; init; }

    public string RuleCode { get; init; } = string.Empty;

    public string? LayerCode { get; init; }

    public int? RevisionNo { get; init; }

    public string StatusCode { get; init; } = string.Empty;

    public long? PlaneArea { get; init; }

    public long? EllipsoidalArea { get; init; }

    public int? ShareMillionths { get; init; }

    public string? ReasonCode { get; init; }
}
