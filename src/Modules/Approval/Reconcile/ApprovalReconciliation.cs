using Guotu.Database.AuditPort;

namespace Guotu.Approval.Reconcile;

/// <summary>What must be in the trail if the rows of approval are right (完整性核对): each project and case, each finished task, document and step.</summary>
internal sealed class ApprovalReconciliation : IAuditReconciliation
{
    private const string ProjectsSql = "SELECT project_code AS object_code, 1 AS act_total FROM ap_project ORDER BY project_id";

    private const string CasesSql = "SELECT case_id AS object_no, 1 AS act_total FROM ap_case c WHERE {scope:ap_case:c} ORDER BY case_id";

    private const string TasksSql =
        """
        SELECT case_id AS object_no, COUNT(*) AS act_total FROM ap_task
        WHERE state_code = 'DONE' AND outcome_key <> 'corrected' GROUP BY case_id ORDER BY case_id
        """;

    private const string CorrectedSql =
        """
        SELECT case_id AS object_no, COUNT(*) AS act_total FROM ap_task
        WHERE state_code = 'DONE' AND outcome_key = 'corrected' GROUP BY case_id ORDER BY case_id
        """;

    private const string DocumentsSql = "SELECT case_id AS object_no, COUNT(*) AS act_total FROM ap_document GROUP BY case_id ORDER BY case_id";

    private const string StepsSql =
        """
        SELECT case_id AS object_no, COUNT(*) AS act_total FROM ap_step
        WHERE state_code = 'DONE' GROUP BY case_id ORDER BY case_id
        """;

    public string Name => "approval";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "项目赋码", ObjectType = "project", Kinds = ["project.create"], Table = "ap_project", Proof = ActsProof.OneToOne, Sql = ProjectsSql },
        new() { Title = "收件", ObjectType = "case", Kinds = ["case.register"], Table = "ap_case", Proof = ActsProof.OneToOne, Sql = CasesSql },
        new() { Title = "办理", ObjectType = "case", Kinds = ["task.complete"], Table = "ap_task", Proof = ActsProof.EachObject, Sql = TasksSql },
        new() { Title = "收到补正", ObjectType = "case", Kinds = ["case.corrected"], Table = "ap_task", Proof = ActsProof.EachObject, Sql = CorrectedSql },
        new() { Title = "生成文书", ObjectType = "case", Kinds = ["document.create"], Table = "ap_document", Proof = ActsProof.OneToOne, Sql = DocumentsSql },
        new() { Title = "决定后的步骤", ObjectType = "case", Kinds = ["case.step"], Table = "ap_step", Proof = ActsProof.RowsOnly, Sql = StepsSql },
    ];
}
