using Guotu.Database.AuditPort;
using Guotu.Operations.FillByHand;
using Guotu.Operations.ManageSettings;
using Guotu.Operations.RunAssessment;

namespace Guotu.Operations.Reconcile;

/// <summary>What must be in the trail if the runs of the assessment and the answers by hand are right (完整性核对); none is ever deleted.</summary>
internal sealed class OperationsReconciliation : IAuditReconciliation
{
    private const string RunsSql = "SELECT run_id AS object_no, 1 AS act_total FROM op_assessment ORDER BY run_id";

    private const string EntriesSql =
        """
        SELECT COALESCE(standard_code, '') || ' ' || COALESCE(clause_code, '') AS object_code, COUNT(*) AS act_total FROM op_hand_entry
        GROUP BY standard_code, clause_code ORDER BY standard_code, clause_code
        """;

    private const string SettingsSql =
        "SELECT setting_key AS object_code, COUNT(*) AS act_total FROM db_setting_change GROUP BY setting_key ORDER BY setting_key";

    public string Name => "operations";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "自动测评", ObjectType = AssessmentCommands.ObjectType, Kinds = [AssessmentCommands.StartKind], Table = "op_assessment", Proof = ActsProof.OneToOne, Sql = RunsSql },
        new() { Title = "人工条款", ObjectType = "mlps-clause", Kinds = [HandEntryCommands.Kind], Table = "op_hand_entry", Proof = ActsProof.OneToOne, Sql = EntriesSql },
        new() { Title = "修改运行参数", ObjectType = SettingCommands.ObjectType, Kinds = [SettingCommands.ChangeKind], Table = "db_setting_change", Proof = ActsProof.OneToOne, Sql = SettingsSql },
    ];
}
