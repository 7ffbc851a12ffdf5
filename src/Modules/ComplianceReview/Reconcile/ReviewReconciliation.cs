using Guotu.Database.AuditPort;

namespace Guotu.ComplianceReview.Reconcile;

/// <summary>What must be in the trail if the verdicts and the papers that answer or exempt are right (完整性核对); none is ever deleted.</summary>
internal sealed class ReviewReconciliation : IAuditReconciliation
{
    private const string ReviewsSql = "SELECT review_id AS object_no, 1 AS act_total FROM cr_review r WHERE {scope:cr_review:r} ORDER BY review_id";

    private const string AttestationsSql = "SELECT case_id AS object_no, COUNT(*) AS act_total FROM cr_attestation GROUP BY case_id ORDER BY case_id";

    private const string ExemptionsSql = "SELECT case_id AS object_no, COUNT(*) AS act_total FROM cr_exemption GROUP BY case_id ORDER BY case_id";

    public string Name => "compliancereview";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "审查结论", ObjectType = "review", Kinds = ["review.run"], Table = "cr_review", Proof = ActsProof.OneToOne, Sql = ReviewsSql },
        new() { Title = "人工认定", ObjectType = "case", Kinds = ["review.attest"], Table = "cr_attestation", Proof = ActsProof.OneToOne, Sql = AttestationsSql },
        new() { Title = "登记豁免", ObjectType = "case", Kinds = ["review.exempt"], Table = "cr_exemption", Proof = ActsProof.OneToOne, Sql = ExemptionsSql },
    ];
}
