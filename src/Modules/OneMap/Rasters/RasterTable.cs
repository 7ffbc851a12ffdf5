using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Nodes;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Rasters;

/// <summary>Rows of rasters and their revisions.</summary>
internal static class RasterTable
{
    private const string Columns =
        """
        SELECT r.raster_code, r.revision_no, r.committed_utc, r.as_of_date, r.source_text, r.raster_kind, r.epsg_code, r.origin_east, r.origin_north,
               r.cell_east, r.cell_north, r.column_count, r.row_count, r.filled_count, r.content_digest, r.file_digest, r.file_size, r.user_name,
               r.is_demonstration, r.label_level, r.label_category
        FROM om_raster_revision r
        """;

    private const string FindSql = Columns + " WHERE r.raster_code = :p_raster AND r.revision_no = :p_revision";

    private const string OfRasterSql = Columns + " WHERE r.raster_code = :p_raster ORDER BY r.revision_no DESC";

    private const string CurrentSql = Columns + " JOIN om_raster l ON l.raster_code = r.raster_code AND l.current_no = r.revision_no";

    private const string CurrentOfRasterSql = CurrentSql + " WHERE r.raster_code = :p_raster";

    private const string LockSql = "SELECT current_no FROM om_raster WHERE raster_code = :p_raster";

    private const string InsertRasterSql =
        """
        INSERT INTO om_raster (raster_code, raster_name, current_no, row_ver, owner_org_id, region_code, origin_node, label_level)
        VALUES (:p_raster, :p_name, 0, 1, :p_org, :p_region, :p_node, 0)
        """;

    private const string MoveSql =
        "UPDATE om_raster SET current_no = :p_revision, row_ver = row_ver + 1 WHERE raster_code = :p_raster AND current_no = :p_before";

    private const string InsertSql =
        """
        INSERT INTO om_raster_revision (raster_code, revision_no, committed_utc, as_of_date, source_text, raster_kind, vertical_datum, epsg_code,
            origin_east, origin_north, cell_east, cell_north, column_count, row_count, filled_count, content_digest, file_digest, file_size,
            user_id, user_name, is_demonstration, owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_raster, :p_revision, :p_at, :p_as_of, :p_source, :p_kind, :p_vertical, :p_epsg,
            :p_east, :p_north, :p_cell_east, :p_cell_north, :p_columns, :p_rows, :p_filled, :p_content, :p_file, :p_size,
            :p_user, :p_user_name, :p_demonstration, :p_org, :p_region, :p_node, :p_label, :p_label_category)
        """;

    public static Task<RasterRow?> FindAsync(ISqlSession session, string raster, int revision, CancellationToken ct) =>
        session.SingleOrDefaultAsync<RasterRow>(FindSql, new { p_raster = raster, p_revision = revision }, ct);

    public static Task<RasterRow?> CurrentAsync(ISqlSession session, string raster, CancellationToken ct) =>
        session.SingleOrDefaultAsync<RasterRow>(CurrentOfRasterSql, new { p_raster = raster }, ct);

    public static Task<IReadOnlyList<RasterRow>> AllCurrentAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<RasterRow>(CurrentSql, null, ct);

    public static Task<IReadOnlyList<RasterRow>> OfRasterAsync(ISqlSession session, string raster, CancellationToken ct) =>
        session.QueryAsync<RasterRow>(OfRasterSql, new { p_raster = raster }, ct);

    /// <summary>Locks the raster's row until the unit ends and answers the current revision's number, 0 for none.</summary>
    public static async Task<int> LockAsync(IUnitOfWork work, RasterDefinition raster, CountySettings county, CancellationToken ct)
    {
        if (await work.SingleOrDefaultAsync<int?>(LockSql + work.Dialect.LockSuffix, new { p_raster = raster.Code }, ct) is { } current)
        {
            return current;
        }

        var row = new { p_raster = raster.Code, p_name = raster.Name, p_org = work.Context.Actor.OrganisationId, p_region = county.RegionCode, p_node = county.Code };
        await work.ExecuteAsync(InsertRasterSql, row, ct);
        return 0;
    }

    public static async Task InsertAsync(IUnitOfWork work, RasterRevision revision, CountySettings county, CancellationToken ct)
    {
        var (place, actor) = (revision.Place, work.Context.Actor);
        var row = new
        {
            p_raster = revision.RasterCode,
            p_revision = revision.Number,
            p_at = revision.CommittedAt,
            p_as_of = revision.AsOf,
            p_source = revision.Source,
            p_kind = revision.Kind.ToString(),
            p_vertical = revision.Kind == RasterKind.Elevation ? "China1985" : "None",
            p_epsg = place.Epsg,
            p_east = place.OriginEast,
            p_north = place.OriginNorth,
            p_cell_east = place.CellEast,
            p_cell_north = place.CellNorth,
            p_columns = place.Columns,
            p_rows = place.Rows,
            p_filled = revision.FilledCells,
            p_content = revision.ContentDigest.ToString(),
            p_file = revision.FileDigest,
            p_size = revision.FileSize,
            p_user = actor.UserId,
            p_user_name = revision.CommittedBy,
            p_demonstration = revision.Demonstration ? 1 : 0,
            p_label = revision.Label.Level,
            p_label_category = revision.Label.CategoryText,
            p_org = actor.OrganisationId,
            p_region = county.RegionCode,
            p_node = county.Code,
        };
        await work.ExecuteAsync(InsertSql, row, ct);
        var moved = await work.ExecuteAsync(MoveSql, new { p_raster = revision.RasterCode, p_revision = revision.Number, p_before = revision.Number - 1 }, ct);
        if (moved != 1)
        {
            throw new InvalidOperationException($"Raster {revision.RasterCode} moved past revision {revision.Number - 1} under its own lock");
        }
    }
}
