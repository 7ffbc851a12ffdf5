using Guotu.Database.AuditPort;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Print.Jobs;
using Guotu.MapPublishing.Tokens;

namespace Guotu.MapPublishing.Reconcile;

/// <summary>What must be in the trail if layer grants, tokens and print orders are right (完整性核对). The grants that a node is made with are one act together and carry no person.</summary>
internal sealed class PublishingReconciliation : IAuditReconciliation
{
    private const string GrantsSql = "SELECT grant_id AS object_no, 1 AS act_total FROM mp_grant WHERE granted_by <> 0 ORDER BY grant_id";

    private const string RevokedSql = "SELECT grant_id AS object_no, 1 AS act_total FROM mp_grant WHERE is_revoked = 1 ORDER BY grant_id";

    private const string TokensSql = "SELECT token_id AS object_no, 1 AS act_total FROM mp_token ORDER BY token_id";

    private const string PrintsSql = "SELECT print_id AS object_no, 1 AS act_total FROM mp_print ORDER BY print_id";

    public string Name => "mappublishing";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "图层授权", ObjectType = "layer-grant", Kinds = [GrantCommands.GrantKind], Table = "mp_grant", Proof = ActsProof.OneToOne, Sql = GrantsSql },
        new() { Title = "收回图层授权", ObjectType = "layer-grant", Kinds = [GrantCommands.RevokeKind], Table = "mp_grant", Proof = ActsProof.OneToOne, Sql = RevokedSql },
        new() { Title = "桌面软件令牌", ObjectType = "map-token", Kinds = [TokenCommands.CreateKind], Table = "mp_token", Proof = ActsProof.OneToOne, Sql = TokensSql },
        new() { Title = "出图", ObjectType = PrintCommands.ObjectType, Kinds = [PrintCommands.OrderKind], Table = "mp_print", Proof = ActsProof.OneToOne, Sql = PrintsSql },
    ];
}
