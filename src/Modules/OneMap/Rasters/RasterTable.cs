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

    /// <summary>Something was committed, and the current revision's row is not there.</summary>
    private const string AwaySql =
        """
        SELECT l.raster_code FROM om_raster l
        WHERE (l.current_no > 0 OR EXISTS (SELECT 1 FROM om_raster_revision e WHERE e.raster_code = l.raster_code))
          AND NOT EXISTS (SELECT 1 FROM om_raster_revision r WHERE r.raster_code = l.raster_code AND r.revision_no = l.current_no)
        """;

    private const string LockSql = "SELECT current_no FROM om_raster WHERE raster_code = :p_raster";

    private const string InsertRasterSql =
        """
        INSERT INTO om_raster (raster_code, raster_name, current_no, row_ver, owner_org_id, region_code, origin_node, label_level)
        VALUES (:p_raster, :p_name, 0, 1, :p_org, :p_region, :p_node, 0)
        """;

    private const string MoveSql =
        "UPDATE om_raster SET current_no = :p_revision, row_ver = row_ver + 1 WHERE raster_code = :p_raster AND current_no = :p_before";

    private readonly ProvedRows<RasterRow> _proved = new(rows, RasterRow.Table);

    public Task<Result<RasterRow?>> FindAsync(ISqlSession session, RasterDefinition raster, int revision, CancellationToken ct) =>
        OneAsync(session, raster, (FindSql, new { p_raster = raster.Code, p_revision = revision }), ct);

    /// <summary>Null while nothing was committed; refused too where the raster says that there is a current revision and there is no such row.</summary>
    public async Task<Result<RasterRow?>> CurrentAsync(ISqlSession session, RasterDefinition raster, CancellationToken ct)
    {
        var found = await OneAsync(session, raster, (CurrentOfRasterSql, new { p_raster = raster.Code }), ct);
        return found is { IsSuccess: true, Value: null } && (await AwayAsync(session, [raster], ct)).Contains(raster.Code) ? NotProved(raster, "现行") : found;
    }

    /// <summary>
    /// The current revision's row of each raster by its code; null of one that does not prove, holds what its columns do not take, or is away although something
    /// was committed: the others go on.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, RasterRow?>> AllCurrentAsync(ISqlSession session, IEnumerable<RasterDefinition> rasters, CancellationToken ct)
    {
        var away = await AwayAsync(session, rasters, ct);
        var current = away.ToDictionary(code => code, _ => (RasterRow?)null, StringComparer.Ordinal);
        if (await ProvedRows<RasterRow>.ReadOrNullAsync(session.QueryAsync<RasterRow>(CurrentSql, null, ct)) is { } rows)
        {
            foreach (var row in rows)
            {
                current[row.RasterCode] = _proved.Holds(row) ? row : null;
            }

            return current;
        }

        foreach (var raster in rasters.Where(l => !away.Contains(l.Code)))
        {
            var found = await CurrentAsync(session, raster, ct);
            if (found is not { IsSuccess: true, Value: null })
            {
                current[raster.Code] = found.IsSuccess ? found.Value : null;
            }
        }

        return current;
    }

    /// <summary>Newest first; refused as a whole where one does not prove, so that no older one is taken for the newest.</summary>
    public async Task<Result<IReadOnlyList<RasterRow>>> OfRasterAsync(ISqlSession session, RasterDefinition raster, CancellationToken ct)
    {
        var read = await ProvedRows<RasterRow>.ReadOrNullAsync(session.QueryAsync<RasterRow>(OfRasterSql, new { p_raster = raster.Code }, ct));
        return read is null ? NotProved(raster, "某一")
            : read.FirstOrDefault(r => !_proved.Holds(r)) is { } other ? NotProved(raster, other.RevisionNo.ToString(CultureInfo.InvariantCulture))
            : Result<IReadOnlyList<RasterRow>>.Of(read);
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

    private static Error NotProved(RasterDefinition raster, string revision) => new(
        LayerErrors.Damaged, ("layer", raster.Name), ("revision", revision), ("reason", RevisionTable.NotAsCommitted));

    private static async Task<IReadOnlySet<string>> AwayAsync(ISqlSession session, IEnumerable<RasterDefinition> rasters, CancellationToken ct) =>
        (await ProvedRows<RasterRow>.ReadOrNullAsync(session.QueryAsync<string>(AwaySql, null, ct)) ?? [.. rasters.Select(l => l.Code)]).ToHashSet(StringComparer.Ordinal);

    private async Task<Result<RasterRow?>> OneAsync(ISqlSession session, RasterDefinition raster, (string Sql, object Arguments) asked, CancellationToken ct) =>
        await ProvedRows<RasterRow>.ReadOrNullAsync(session.QueryAsync<RasterRow>(asked.Sql, asked.Arguments, ct)) is not { } rows ? NotProved(raster, "某一")
        : rows.Count == 0 ? Result<RasterRow?>.Of(null)
        : _proved.Holds(rows[0]) ? Result<RasterRow?>.Of(rows[0])
        : NotProved(raster, rows[0].RevisionNo.ToString(CultureInfo.InvariantCulture));

}
