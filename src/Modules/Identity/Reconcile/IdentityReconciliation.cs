using Guotu.Database.AuditPort;
using Guotu.Identity.DualControl;
using Guotu.Identity.LendRights;
using Guotu.Identity.ManageAccounts;
using Guotu.Identity.ManageClearances;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.OpenId;
using Guotu.Identity.ReviewAccess;

namespace Guotu.Identity.Reconcile;

/// <summary>What must be in the trail if accounts, grants, delegations, requests of two persons and access reviews are right (完整性核对); none of these rows is ever deleted.</summary>
internal sealed class IdentityReconciliation : IAuditReconciliation
{
    /// <summary>Whom nobody granted their role came with the setup of the node, which is one record for all of them; the grant is under a MAC.</summary>
    private const string AccountsSql =
        """
        SELECT u.user_id AS object_no, 1 AS act_total FROM id_user u
        WHERE NOT EXISTS (SELECT 1 FROM id_grant g WHERE g.user_id = u.user_id AND g.granted_by = 0) ORDER BY u.user_id
        """;

    private const string GrantsSql =
        "SELECT user_id AS object_no, COUNT(*) AS act_total FROM id_grant WHERE granted_by <> 0 GROUP BY user_id ORDER BY user_id";

    private const string RevokedSql = "SELECT DISTINCT user_id AS object_no, 1 AS act_total FROM id_grant WHERE is_revoked = 1 ORDER BY user_id";

    private const string ClearancesSql = "SELECT user_id AS object_no, 1 AS act_total FROM id_clearance ORDER BY user_id";

    private const string LentSql = "SELECT delegation_id AS object_no, 1 AS act_total FROM id_delegation ORDER BY delegation_id";

    private const string ConfirmedSql =
        """
        SELECT delegation_id AS object_no, 1 AS act_total FROM id_delegation
        WHERE decided_utc IS NOT NULL AND state_code <> 'REFUSED' ORDER BY delegation_id
        """;

    private const string RefusedSql =
        "SELECT delegation_id AS object_no, 1 AS act_total FROM id_delegation WHERE state_code = 'REFUSED' ORDER BY delegation_id";

    private const string EndedSql =
        "SELECT delegation_id AS object_no, 1 AS act_total FROM id_delegation WHERE ended_utc IS NOT NULL ORDER BY delegation_id";

    private const string AskedSql = "SELECT request_id AS object_no, 1 AS act_total FROM id_control_request ORDER BY request_id";

    private const string ApprovedSql =
        "SELECT request_id AS object_no, 1 AS act_total FROM id_control_request WHERE state_code IN ('APPROVED', 'DONE') ORDER BY request_id";

    private const string RejectedSql =
        "SELECT request_id AS object_no, 1 AS act_total FROM id_control_request WHERE state_code = 'REJECTED' ORDER BY request_id";

    private const string WithdrawnSql =
        "SELECT request_id AS object_no, 1 AS act_total FROM id_control_request WHERE state_code = 'WITHDRAWN' ORDER BY request_id";

    private const string ReviewsSql = "SELECT review_id AS object_no, 1 AS act_total FROM id_access_review ORDER BY review_id";

    private const string LinesSql =
        """
        SELECT review_id AS object_no, COUNT(*) AS act_total FROM id_access_line
        WHERE verdict_code <> 'OPEN' GROUP BY review_id ORDER BY review_id
        """;

    private const string SignedSql =
        "SELECT review_id AS object_no, 1 AS act_total FROM id_access_review WHERE state_code = 'SIGNED' ORDER BY review_id";

    private const string ClientsSql = "SELECT client_key AS object_no, 1 AS act_total FROM id_openid_client ORDER BY client_key";

    public string Name => "identity";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "新建账号", ObjectType = "account", Kinds = [AccountCommands.CreateKind], Table = "id_user", Proof = ActsProof.OneToOne, Sql = AccountsSql },
        new() { Title = "授予角色", ObjectType = "account", Kinds = [GrantCommands.GrantKind], Table = "id_grant", Proof = ActsProof.OneToOne, Sql = GrantsSql },
        new() { Title = "收回角色", ObjectType = "account", Kinds = [GrantCommands.RevokeKind], Table = "id_grant", Proof = ActsProof.RowsOnly, Sql = RevokedSql },
        new() { Title = "人员标记", ObjectType = "account", Kinds = [ClearanceCommands.SetKind], Table = "id_clearance", Proof = ActsProof.EachObject, Sql = ClearancesSql },
        new() { Title = "提出委托", ObjectType = "delegation", Kinds = [DelegationCommands.AskKind], Table = "id_delegation", Proof = ActsProof.OneToOne, Sql = LentSql },
        new() { Title = "确认委托", ObjectType = "delegation", Kinds = [DelegationCommands.ConfirmKind], Table = "id_delegation", Proof = ActsProof.OneToOne, Sql = ConfirmedSql },
        new() { Title = "不同意委托", ObjectType = "delegation", Kinds = [DelegationCommands.RefuseKind], Table = "id_delegation", Proof = ActsProof.OneToOne, Sql = RefusedSql },
        new() { Title = "收回委托", ObjectType = "delegation", Kinds = [DelegationCommands.EndKind], Table = "id_delegation", Proof = ActsProof.OneToOne, Sql = EndedSql },
        new() { Title = "申请复核", ObjectType = "control-request", Kinds = [ControlRequesting.AskKind], Table = "id_control_request", Proof = ActsProof.OneToOne, Sql = AskedSql },
        new() { Title = "批准复核", ObjectType = "control-request", Kinds = [ControlDeciding.ApproveKind], Table = "id_control_request", Proof = ActsProof.EachObject, Sql = ApprovedSql },
        new() { Title = "驳回复核", ObjectType = "control-request", Kinds = [ControlDeciding.RejectKind], Table = "id_control_request", Proof = ActsProof.OneToOne, Sql = RejectedSql },
        new() { Title = "撤回复核", ObjectType = "control-request", Kinds = [ControlRequesting.WithdrawKind], Table = "id_control_request", Proof = ActsProof.OneToOne, Sql = WithdrawnSql },
        new() { Title = "发起权限复核", ObjectType = "access-review", Kinds = [ReviewOpening.OpenKind], Table = "id_access_review", Proof = ActsProof.OneToOne, Sql = ReviewsSql },
        new() { Title = "权限复核结论", ObjectType = "access-review", Kinds = [ReviewDeciding.KeepKind, ReviewDeciding.WithdrawKind], Table = "id_access_line", Proof = ActsProof.EachObject, Sql = LinesSql },
        new() { Title = "签署权限复核", ObjectType = "access-review", Kinds = [ReviewDeciding.SignKind], Table = "id_access_review", Proof = ActsProof.OneToOne, Sql = SignedSql },
        new() { Title = "登记系统", ObjectType = "openid-client", Kinds = [OpenIdKinds.Client], Table = "id_openid_client", Proof = ActsProof.EachObject, Sql = ClientsSql },
    ];
}
