using Guotu.Database.AuditPort;

namespace Guotu.Audit.Reconcile;

/// <summary>The module's own rows (审计自己的表): verifications, archives and reconciliations that were begun.</summary>
internal sealed class TrailTables : IAuditReconciliation
{
    private const string VerificationsSql = "SELECT 'trail' AS object_code, COUNT(*) AS act_total FROM au_verification";

    private const string ArchivesSql = "SELECT 'trail' AS object_code, COUNT(*) AS act_total FROM au_archive";

    private const string RunsSql = "SELECT run_id AS object_no, 1 AS act_total FROM au_reconcile ORDER BY run_id";

    public string Name => "audit";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "校验审计", ObjectType = "audit", Kinds = ["audit.verify"], Table = "au_verification", Proof = ActsProof.OneToOne, Sql = VerificationsSql },
        new() { Title = "归档审计", ObjectType = "audit", Kinds = ["audit.archive"], Table = "au_archive", Proof = ActsProof.OneToOne, Sql = ArchivesSql },
        new() { Title = "对账", ObjectType = ReconcileCommands.ObjectType, Kinds = [ReconcileCommands.StartKind], Table = "au_reconcile", Proof = ActsProof.OneToOne, Sql = RunsSql },
    ];
}
