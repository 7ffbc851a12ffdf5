using Guotu.Database.Rows;

namespace Guotu.ComplianceReview.Store;

/// <summary>
/// A review and its checks sealed as one (审查结论封签). The verdict in it is signed besides; the seal also covers the rows that lists and searches read,
/// and tells when a whole review was taken away or put in.
/// </summary>
internal static class ReviewSeal
{
    public static readonly ProtectedTable Table = new("cr_review_seal", "review_id", SealedFamily.Columns, new HashSet<string>(), "row_mac");

    public static readonly SealedFamily Family = new(
        Table,
        [
            new("cr_review", "t.review_id", "t.review_id",
            [
                .. SealedColumn.Of(SealedKind.Number, "case_id", "blocks_issue", "key_version", "by_user_id", "owner_org_id", "label_level"),
                .. SealedColumn.Of(SealedKind.Text, "matter_code", "stage_code", "overall_code", "rule_version", "file_name", "verdict_json", "body_digest", "signature_hex"),
                .. SealedColumn.Of(SealedKind.Text, "by_name", "region_code", "origin_node", "label_category"),
                .. SealedColumn.Of(SealedKind.Instant, "reviewed_utc"),
                .. SealedColumn.Of(SealedKind.Date, "evaluated_on"),
            ]),
            new("cr_check", "t.review_id", "t.check_no",
            [
                .. SealedColumn.Of(SealedKind.Number, "check_no", "parcel_no", "revision_no", "plane_area", "ellipsoidal_area", "share_millionths"),
                .. SealedColumn.Of(SealedKind.Text, "rule_code", "layer_code", "status_code", "reason_code"),
            ]),
        ]);
}
