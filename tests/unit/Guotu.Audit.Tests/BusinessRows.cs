using System.Globalization;
using Guotu.Database.AuditPort;

namespace Guotu.Audit.Tests;

/// <summary>Rows of the business as a module would name them for the reconciliation.</summary>
internal sealed class BusinessRows(params ReconciledActs[] acts) : IAuditReconciliation
{
    public string Name => "approval";

    public IReadOnlyList<ReconciledActs> Acts => acts;

    public static BusinessRows Of(string kind, ActsProof proof, params (string Id, int Total)[] rows) => new(ActsOf(kind, proof, rows));

    public static ReconciledActs ActsOf(string kind, ActsProof proof, params (string Id, int Total)[] rows)
    {
        var lines = rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"SELECT '{r.Id}' AS object_code, {r.Total} AS act_total"));
        var sql = rows.Length == 0 ? "SELECT account_name AS object_code, 1 AS act_total FROM id_user" : string.Join(" UNION ALL ", lines);
        return new ReconciledActs { Title = "受理", ObjectType = "case", Kinds = [kind], Table = "ap_case", Proof = proof, Sql = sql };
    }
}
