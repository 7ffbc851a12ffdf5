using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.ComplianceReview.Store;

/// <summary>A whole row of <c>cr_review</c>; the MAC covers all of it, also what the signature does not.</summary>
internal sealed class StoredVerdict
{
    public static readonly ProtectedTable Table = new(
        "cr_review",
        "review_id",
        [
            "case_id", "matter_code", "stage_code", "overall_code", "blocks_issue", "reviewed_utc", "evaluated_on", "rule_version", "file_name", "verdict_json",
            "body_digest", "signature_hex", "key_version", "by_user_id", "by_name", "owner_org_id", "region_code", "origin_node", "label_level", "label_category",
        ],
        new HashSet<string>(),
        "row_mac");

    public long ReviewId { get; init; }

    public long? CaseId { get; init; }

    public string MatterCode { get; init; } = string.Empty;

    public string StageCode { get; init; } = string.Empty;

    public string OverallCode { get; init; } = string.Empty;

    public bool BlocksIssue { get; init; }

    public Instant ReviewedUtc { get; init; }

    public DateOnly EvaluatedOn { get; init; }

    public string RuleVersion { get; init; } = string.Empty;

    public string FileName { get; init; } = string.Empty;

    public string VerdictJson { get; init; } = string.Empty;

    public string BodyDigest { get; init; } = string.Empty;

    public string SignatureHex { get; init; } = string.Empty;

    public int KeyVersion { get; init; }

    public long ByUserId { get; init; }

    public string ByName { get; init; } = string.Empty;

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; init; } = string.Empty;

    public string OriginNode { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("case_id", CaseId),
        RowValue.Of("matter_code", MatterCode),
        RowValue.Of("stage_code", StageCode),
        RowValue.Of("overall_code", OverallCode),
        RowValue.Of("blocks_issue", BlocksIssue),
        RowValue.Of("reviewed_utc", ReviewedUtc),
        RowValue.Of("evaluated_on", EvaluatedOn),
        RowValue.Of("rule_version", RuleVersion),
        RowValue.Kept("file_name", FileName),
        RowValue.Of("verdict_json", VerdictJson),
        RowValue.Of("body_digest", BodyDigest),
        RowValue.Of("signature_hex", SignatureHex),
        RowValue.Of("key_version", KeyVersion),
        RowValue.Of("by_user_id", ByUserId),
        RowValue.Kept("by_name", ByName),
        RowValue.Of("owner_org_id", OwnerOrgId),
        RowValue.Kept("region_code", RegionCode),
        RowValue.Kept("origin_node", OriginNode),
        RowValue.Of("label_level", LabelLevel),
        RowValue.Of("label_category", LabelCategory),
    ];
}
