using Guotu.Analysis.RunOperator;
using Guotu.Database.AuditPort;

namespace Guotu.Analysis.Reconcile;

/// <summary>Each run that is still kept must be in the trail (完整性核对); runs go when they expire.</summary>
internal sealed class AnalysisReconciliation : IAuditReconciliation
{
    private const string JobsSql = "SELECT job_id AS object_no, 1 AS act_total FROM an_job ORDER BY job_id";

    public string Name => "analysis";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "分析运算", ObjectType = "analysis-job", Kinds = [RunCommands.RunKind], Table = "an_job", Proof = ActsProof.RowsOnly, Sql = JobsSql },
    ];
}
