using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Store;

/// <summary>Layer rows and their revisions.</summary>
internal static class RevisionTable
{
    private const string Columns =
        """
        SELECT r.layer_code, r.revision_no, r.committed_utc, r.as_of_date, r.source_text, r.feature_count, r.content_digest, r.rows_digest, r.column_text,
               r.user_name, r.is_demonstration, r.empty_digest, r.empty_document, r.empty_until, r.label_level, r.label_category,
               (SELECT MAX(n.revision_no) FROM om_revision n WHERE n.layer_code = r.layer_code) AS newest_no
        FROM om_revision r
        """;

    private const string FindSql = Columns + " WHERE r.layer_code = :p_layer AND r.revision_no = :p_revision";

    private const string ByKeySql = Columns + " WHERE r.layer_code = :p_layer AND r.caller_key = :p_key";

    private const string OfLayerSql = Columns + " WHERE r.layer_code = :p_layer ORDER BY r.revision_no DESC";

    private const string CurrentSql = Columns + " JOIN om_layer l ON l.layer_code = r.layer_code AND l.current_no = r.revision_no";

    private const string CurrentOfLayerSql = CurrentSql + " WHERE r.layer_code = :p_layer";

    private const string LockSql = "SELECT current_no FROM om_layer WHERE layer_code = :p_layer";

    private const string InsertLayerSql =
        """
        INSERT INTO om_layer (layer_code, layer_name, current_no, row_ver, owner_org_id, region_code, origin_node, label_level)
        VALUES (:p_layer, :p_name, 0, 1, :p_org, :p_region, :p_node, 0)
        """;

    private const string MoveSql =
        "UPDATE om_layer SET current_no = :p_revision, row_ver = row_ver + 1 WHERE layer_code = :p_layer AND current_no = :p_before";

    private const string InsertSql =
        """
        INSERT INTO om_revision (layer_code, revision_no, committed_utc, as_of_date, source_text, feature_count, content_digest, rows_digest, column_text,
            caller_key, user_id, user_name, is_demonstration, empty_digest, empty_document, empty_until,
            owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_layer, :p_revision, :p_at, :p_as_of, :p_source, :p_count, :p_content, :p_rows, :p_columns,
            :p_key, :p_user, :p_user_name, :p_demonstration, :p_empty_digest, :p_empty_document, :p_empty_until,
            :p_org, :p_region, :p_node, :p_label, :p_label_category)
        """;

    public static Task<RevisionRow?> FindAsync(ISqlSession session, string layer, int revision, CancellationToken ct) =>
        session.SingleOrDefaultAsync<RevisionRow>(FindSql, new { p_layer = layer, p_revision = revision }, ct);

    public static Task<RevisionRow?> ByKeyAsync(ISqlSession session, string layer, string key, CancellationToken ct) =>
        session.SingleOrDefaultAsync<RevisionRow>(ByKeySql, new { p_layer = layer, p_key = key }, ct);

    public static Task<RevisionRow?> CurrentAsync(ISqlSession session, string layer, CancellationToken ct) =>
        session.SingleOrDefaultAsync<RevisionRow>(CurrentOfLayerSql, new { p_layer = layer }, ct);

    public static Task<IReadOnlyList<RevisionRow>> AllCurrentAsync(ISqlSession session, CancellationToken ct) =>
        session.QueryAsync<RevisionRow>(CurrentSql, null, ct);

    public static Task<IReadOnlyList<RevisionRow>> OfLayerAsync(ISqlSession session, string layer, CancellationToken ct) =>
        session.QueryAsync<RevisionRow>(OfLayerSql, new { p_layer = layer }, ct);

    /// <summary>Locks the layer's row until the unit ends and answers the current revision's number, 0 for none.</summary>
    public static async Task<int> LockAsync(IUnitOfWork work, LayerDefinition layer, CountySettings county, CancellationToken ct)
    {
        var current = await work.SingleOrDefaultAsync<int?>(LockSql + work.Dialect.LockSuffix, new { p_layer = layer.Code }, ct);
        if (current is { } number)
        {
            return number;
        }

        var row = new { p_layer = layer.Code, p_name = layer.Name, p_org = work.Context.Actor.OrganisationId, p_region = county.RegionCode, p_node = county.Code };
        await work.ExecuteAsync(InsertLayerSql, row, ct);
        return 0;
    }

    /// <summary>Locks the row and answers the current revision's number; null while nothing was committed.</summary>
    public static async Task<int?> LockExistingAsync(IUnitOfWork work, string layer, CancellationToken ct)
    {
        var current = await work.SingleOrDefaultAsync<int?>(LockSql + work.Dialect.LockSuffix, new { p_layer = layer }, ct);
        return current is > 0 ? current : null;
    }

    public static async Task InsertAsync(IUnitOfWork work, LayerRevision revision, RevisionOrigin origin, CancellationToken ct)
    {
        var actor = work.Context.Actor;
        var row = new
        {
            p_layer = revision.LayerCode,
            p_revision = revision.Number,
            p_at = revision.CommittedAt,
            p_as_of = revision.AsOf,
            p_source = revision.Source,
            p_count = revision.FeatureCount,
            p_content = revision.ContentDigest.ToString(),
            p_rows = origin.RowsDigest,
            p_columns = string.Join(',', origin.Columns),
            p_key = origin.Key,
            p_user = actor.UserId,
            p_user_name = revision.CommittedBy,
            p_demonstration = revision.Demonstration ? 1 : 0,
            p_empty_digest = revision.DeclaredEmpty?.DocumentDigest,
            p_empty_document = revision.DeclaredEmpty?.DocumentName,
            p_empty_until = revision.DeclaredEmpty?.ValidUntil,
            p_label = revision.Label.Level,
            p_label_category = revision.Label.CategoryText,
            p_org = actor.OrganisationId,
            p_region = origin.County.RegionCode,
            p_node = origin.County.Code,
        };
        await work.ExecuteAsync(InsertSql, row, ct);
        var moved = await work.ExecuteAsync(MoveSql, new { p_layer = revision.LayerCode, p_revision = revision.Number, p_before = revision.Number - 1 }, ct);
        if (moved != 1)
        {
            throw new InvalidOperationException($"Layer {revision.LayerCode} moved past revision {revision.Number - 1} under its own lock");
        }
    }
}

/// <summary>What a revision's row keeps besides the revision.</summary>
internal sealed record RevisionOrigin(string Key, string RowsDigest, IReadOnlyList<string> Columns, CountySettings County);
