using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Snapshots;

namespace Guotu.OneMap.Store;

/// <summary>Layer rows and their revisions. No revision is given out whose row does not prove: such a layer is damaged.</summary>
internal sealed class RevisionTable(RowWriter rows, IIdSource ids)
{
    internal const string NotAsCommitted = "版本记录在平台之外被改动过,与校验码不符";

    private const string Columns =
        """
        SELECT r.revision_id, r.layer_code, r.revision_no, r.committed_utc, r.as_of_date, r.source_text, r.feature_count, r.content_digest, r.rows_digest, r.column_text,
               r.caller_key, r.user_id, r.user_name, r.is_demonstration, r.empty_digest, r.empty_document, r.empty_until, r.owner_org_id, r.region_code, r.origin_node,
               r.label_level, r.label_category, r.row_mac,
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

    private const string MarksSql =
        "SELECT revision_id, layer_code, revision_no, as_of_date, label_level, label_category, row_mac FROM om_revision ORDER BY layer_code, revision_no";

    private readonly ProvedRows<RevisionRow> _proved = new(rows, RevisionRow.Table);

    public async Task<Result<RevisionRow?>> FindAsync(ISqlSession session, LayerDefinition layer, int revision, CancellationToken ct) =>
        Proved(layer, await session.SingleOrDefaultAsync<RevisionRow>(FindSql, new { p_layer = layer.Code, p_revision = revision }, ct));

    public async Task<Result<RevisionRow?>> ByKeyAsync(ISqlSession session, LayerDefinition layer, string key, CancellationToken ct) =>
        Proved(layer, await session.SingleOrDefaultAsync<RevisionRow>(ByKeySql, new { p_layer = layer.Code, p_key = key }, ct));

    public async Task<Result<RevisionRow?>> CurrentAsync(ISqlSession session, LayerDefinition layer, CancellationToken ct) =>
        Proved(layer, await session.SingleOrDefaultAsync<RevisionRow>(CurrentOfLayerSql, new { p_layer = layer.Code }, ct));

    /// <summary>The current revision's row of each layer by its code; null of one that does not prove.</summary>
    public async Task<IReadOnlyDictionary<string, RevisionRow?>> AllCurrentAsync(ISqlSession session, CancellationToken ct) =>
        (await session.QueryAsync<RevisionRow>(CurrentSql, null, ct)).ToDictionary(r => r.LayerCode, r => _proved.Holds(r) ? r : null, StringComparer.Ordinal);

    /// <summary>Newest first; refused as a whole where one does not prove, so that no older one is taken for the newest.</summary>
    public async Task<Result<IReadOnlyList<RevisionRow>>> OfLayerAsync(ISqlSession session, LayerDefinition layer, CancellationToken ct)
    {
        var read = await session.QueryAsync<RevisionRow>(OfLayerSql, new { p_layer = layer.Code }, ct);
        return read.FirstOrDefault(r => !_proved.Holds(r)) is { } other ? NotProved(layer, other) : Result<IReadOnlyList<RevisionRow>>.Of(read);
    }

    /// <summary>All revisions of all layers by a narrow reading, those that prove. Rows are read whole only where some have not proved before.</summary>
    public async Task<IReadOnlyList<RevisionMark>> MarksAsync(ISqlSession session, CancellationToken ct)
    {
        var marks = await session.QueryAsync<RevisionRow>(MarksSql, null, ct);
        if (!marks.All(HasProved))
        {
            await foreach (var row in session.StreamAsync<RevisionRow>(Columns, null, ct))
            {
                _proved.Holds(row);
            }
        }

        return [.. marks.Where(HasProved).Select(r => new RevisionMark(r.LayerCode, r.RevisionNo, r.AsOfDate, SecurityLabel.OfRow(r.LabelLevel, r.LabelCategory)))];
    }

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

    public async Task<Result> InsertAsync(IUnitOfWork work, LayerRevision revision, RevisionOrigin origin, CancellationToken ct)
    {
        var written = await rows.InsertAsync(work, RevisionRow.Table, ids.Next(), RowOf(work, revision, origin).Values, ct);
        if (written.Error is not null)
        {
            return written;
        }

        var moved = await work.ExecuteAsync(MoveSql, new { p_layer = revision.LayerCode, p_revision = revision.Number, p_before = revision.Number - 1 }, ct);
        return moved == 1
            ? Result.Done
            : throw new InvalidOperationException($"Layer {revision.LayerCode} moved past revision {revision.Number - 1} under its own lock");
    }

    /// <summary>Gives a revision another label; nothing else of it ever changes.</summary>
    public async Task<Result> LabelAsync(IUnitOfWork work, RevisionRow row, SecurityLabel label, CancellationToken ct)
    {
        var labelled = row with { LabelLevel = label.Level, LabelCategory = label.CategoryText };
        var updated = await rows.UpdateAsync(work, RevisionRow.Table, row.RevisionId, labelled.Values, ct);
        return updated.Error is { } refused ? refused : Result.Done;
    }

    private static RevisionRow RowOf(IUnitOfWork work, LayerRevision revision, RevisionOrigin origin) => new()
    {
        LayerCode = revision.LayerCode,
        RevisionNo = revision.Number,
        CommittedUtc = revision.CommittedAt,
        AsOfDate = revision.AsOf,
        SourceText = revision.Source,
        FeatureCount = revision.FeatureCount,
        ContentDigest = revision.ContentDigest.ToString(),
        RowsDigest = origin.RowsDigest,
        ColumnText = string.Join(',', origin.Columns),
        CallerKey = origin.Key,
        UserId = work.Context.Actor.UserId,
        UserName = revision.CommittedBy,
        IsDemonstration = revision.Demonstration ? 1 : 0,
        EmptyDigest = revision.DeclaredEmpty?.DocumentDigest,
        EmptyDocument = revision.DeclaredEmpty?.DocumentName,
        EmptyUntil = revision.DeclaredEmpty?.ValidUntil,
        OwnerOrgId = work.Context.Actor.OrganisationId,
        RegionCode = origin.County.RegionCode,
        OriginNode = origin.County.Code,
        LabelLevel = revision.Label.Level,
        LabelCategory = revision.Label.CategoryText,
    };

    private static Error NotProved(LayerDefinition layer, RevisionRow row) => LayerDamage.Of(layer, row.RevisionNo, NotAsCommitted);

    private Result<RevisionRow?> Proved(LayerDefinition layer, RevisionRow? row) =>
        row is null || _proved.Holds(row) ? Result<RevisionRow?>.Of(row) : NotProved(layer, row);

    private bool HasProved(RevisionRow mark) => _proved.Known(mark.RevisionId) is { } known
        && (mark.LayerCode, mark.RevisionNo, mark.AsOfDate, mark.RowMac) == (known.LayerCode, known.RevisionNo, known.AsOfDate, known.RowMac)
        && (mark.LabelLevel, mark.LabelCategory) == (known.LabelLevel, known.LabelCategory);
}

/// <summary>What a revision's row keeps besides the revision.</summary>
internal sealed record RevisionOrigin(string Key, string RowsDigest, IReadOnlyList<string> Columns, CountySettings County);
