using System.Globalization;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Geo.StoredRasters;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Rasters;

/// <summary>Rows of rasters and their revisions. No revision is given out whose row does not prove: such a raster is damaged.</summary>
internal sealed class RasterTable(RowWriter rows, IIdSource ids)
{
    private const string Columns =
        """
        SELECT r.revision_id, r.raster_code, r.revision_no, r.committed_utc, r.as_of_date, r.source_text, r.raster_kind, r.vertical_datum, r.epsg_code, r.origin_east,
               r.origin_north, r.cell_east, r.cell_north, r.column_count, r.row_count, r.filled_count, r.content_digest, r.file_digest, r.file_size, r.user_id, r.user_name,
               r.is_demonstration, r.owner_org_id, r.region_code, r.origin_node, r.label_level, r.label_category, r.row_mac
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

    private readonly ProvedRows<RasterRow> _proved = new(rows, RasterRow.Table);

    public async Task<Result<RasterRow?>> FindAsync(ISqlSession session, RasterDefinition raster, int revision, CancellationToken ct) =>
        Proved(raster, await session.SingleOrDefaultAsync<RasterRow>(FindSql, new { p_raster = raster.Code, p_revision = revision }, ct));

    public async Task<Result<RasterRow?>> CurrentAsync(ISqlSession session, RasterDefinition raster, CancellationToken ct) =>
        Proved(raster, await session.SingleOrDefaultAsync<RasterRow>(CurrentOfRasterSql, new { p_raster = raster.Code }, ct));

    /// <summary>The current revision's row of each raster by its code; null of one that does not prove.</summary>
    public async Task<IReadOnlyDictionary<string, RasterRow?>> AllCurrentAsync(ISqlSession session, CancellationToken ct) =>
        (await session.QueryAsync<RasterRow>(CurrentSql, null, ct)).ToDictionary(r => r.RasterCode, r => _proved.Holds(r) ? r : null, StringComparer.Ordinal);

    /// <summary>Newest first; refused as a whole where one does not prove, so that no older one is taken for the newest.</summary>
    public async Task<Result<IReadOnlyList<RasterRow>>> OfRasterAsync(ISqlSession session, RasterDefinition raster, CancellationToken ct)
    {
        var read = await session.QueryAsync<RasterRow>(OfRasterSql, new { p_raster = raster.Code }, ct);
        return read.FirstOrDefault(r => !_proved.Holds(r)) is { } other ? NotProved(raster, other) : Result<IReadOnlyList<RasterRow>>.Of(read);
    }

    /// <summary>Locks the row and answers the current revision's number; null while nothing was committed.</summary>
    public static async Task<int?> LockExistingAsync(IUnitOfWork work, string raster, CancellationToken ct)
    {
        var current = await work.SingleOrDefaultAsync<int?>(LockSql + work.Dialect.LockSuffix, new { p_raster = raster }, ct);
        return current is > 0 ? current : null;
    }

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

    public async Task<Result> InsertAsync(IUnitOfWork work, RasterRevision revision, CountySettings county, CancellationToken ct)
    {
        var written = await rows.InsertAsync(work, RasterRow.Table, ids.Next(), RowOf(work, revision, county).Values, ct);
        if (written.Error is not null)
        {
            return written;
        }

        var moved = await work.ExecuteAsync(MoveSql, new { p_raster = revision.RasterCode, p_revision = revision.Number, p_before = revision.Number - 1 }, ct);
        return moved == 1
            ? Result.Done
            : throw new InvalidOperationException($"Raster {revision.RasterCode} moved past revision {revision.Number - 1} under its own lock");
    }

    /// <summary>Gives a revision another label; nothing else of it ever changes.</summary>
    public async Task<Result> LabelAsync(IUnitOfWork work, RasterRow row, SecurityLabel label, CancellationToken ct)
    {
        var labelled = row with { LabelLevel = label.Level, LabelCategory = label.CategoryText };
        var updated = await rows.UpdateAsync(work, RasterRow.Table, row.RevisionId, labelled.Values, ct);
        return updated.Error is { } refused ? refused : Result.Done;
    }

    private static RasterRow RowOf(IUnitOfWork work, RasterRevision revision, CountySettings county) => new()
    {
        RasterCode = revision.RasterCode,
        RevisionNo = revision.Number,
        CommittedUtc = revision.CommittedAt,
        AsOfDate = revision.AsOf,
        SourceText = revision.Source,
        RasterKind = revision.Kind.ToString(),
        VerticalDatum = revision.Kind == RasterKind.Elevation ? "China1985" : "None",
        EpsgCode = revision.Place.Epsg,
        OriginEast = revision.Place.OriginEast,
        OriginNorth = revision.Place.OriginNorth,
        CellEast = revision.Place.CellEast,
        CellNorth = revision.Place.CellNorth,
        ColumnCount = revision.Place.Columns,
        RowCount = revision.Place.Rows,
        FilledCount = revision.FilledCells,
        ContentDigest = revision.ContentDigest.ToString(),
        FileDigest = revision.FileDigest,
        FileSize = revision.FileSize,
        UserId = work.Context.Actor.UserId,
        UserName = revision.CommittedBy,
        IsDemonstration = revision.Demonstration ? 1 : 0,
        OwnerOrgId = work.Context.Actor.OrganisationId,
        RegionCode = county.RegionCode,
        OriginNode = county.Code,
        LabelLevel = revision.Label.Level,
        LabelCategory = revision.Label.CategoryText,
    };

    private static Error NotProved(RasterDefinition raster, RasterRow row) => new(
        LayerErrors.Damaged, ("layer", raster.Name), ("revision", row.RevisionNo.ToString(CultureInfo.InvariantCulture)), ("reason", RevisionTable.NotAsCommitted));

    private Result<RasterRow?> Proved(RasterDefinition raster, RasterRow? row) =>
        row is null || _proved.Holds(row) ? Result<RasterRow?>.Of(row) : NotProved(raster, row);
}
