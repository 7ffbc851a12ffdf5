using Guotu.Database.AuditPort;
using Guotu.OneMap.FileImports;
using Guotu.OneMap.Rasters;

namespace Guotu.OneMap.Reconcile;

/// <summary>What must be in the trail if the revisions, conversion parameters and imports are right (完整性核对); none is ever deleted.</summary>
internal sealed class OneMapReconciliation : IAuditReconciliation
{
    private const string RevisionsSql =
        "SELECT layer_code AS object_code, COUNT(*) AS act_total FROM om_revision GROUP BY layer_code ORDER BY layer_code";

    private const string RastersSql =
        "SELECT raster_code AS object_code, COUNT(*) AS act_total FROM om_raster_revision GROUP BY raster_code ORDER BY raster_code";

    private const string ShiftsSql = "SELECT shift_id AS object_no, 1 AS act_total FROM om_datum_shift ORDER BY shift_id";

    private const string RetiredSql = "SELECT shift_id AS object_no, 1 AS act_total FROM om_datum_shift WHERE is_retired = 1 ORDER BY shift_id";

    private const string ImportsSql =
        "SELECT layer_code AS object_code, COUNT(*) AS act_total FROM om_import GROUP BY layer_code ORDER BY layer_code";

    public string Name => "onemap";

    public IReadOnlyList<ReconciledActs> Acts { get; } =
    [
        new() { Title = "图层版本", ObjectType = "layer", Kinds = ["onemap.layer.commit", "onemap.layer.declare-empty"], Table = "om_revision", Proof = ActsProof.OneToOne, Sql = RevisionsSql },
        new() { Title = "栅格版本", ObjectType = "raster", Kinds = [RasterImporter.Kind], Table = "om_raster_revision", Proof = ActsProof.OneToOne, Sql = RastersSql },
        new() { Title = "录入转换参数", ObjectType = "datum-shift", Kinds = ["onemap.shift.enter"], Table = "om_datum_shift", Proof = ActsProof.OneToOne, Sql = ShiftsSql },
        new() { Title = "停用转换参数", ObjectType = "datum-shift", Kinds = ["onemap.shift.retire"], Table = "om_datum_shift", Proof = ActsProof.OneToOne, Sql = RetiredSql },
        new() { Title = "网页入库", ObjectType = "layer", Kinds = [ImportCommands.OpenKind], Table = "om_import", Proof = ActsProof.OneToOne, Sql = ImportsSql },
    ];
}
