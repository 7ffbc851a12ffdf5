using System.Globalization;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Store;

/// <summary>Layer rows and their revisions. No revision is given out whose row does not prove: such a layer is damaged.</summary>
/// <param name="mostProved">Rows that are kept as proved.</param>
internal sealed class RevisionTable(RowWriter rows, IIdSource ids, int mostProved = ProvedRows.Most)
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

    /// <summary>Something was committed, and the current revision's row is not there.</summary>
    private const string AwaySql =
        """
        SELECT l.layer_code FROM om_layer l
        WHERE (l.current_no > 0 OR EXISTS (SELECT 1 FROM om_revision e WHERE e.layer_code = l.layer_code))
          AND NOT EXISTS (SELECT 1 FROM om_revision r WHERE r.layer_code = l.layer_code AND r.revision_no = l.current_no)
        """;

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

    private readonly ProvedRows<RevisionRow> _proved = new(rows, RevisionRow.Table, mostProved);

    public Task<Result<RevisionRow?>> FindAsync(ISqlSession session, LayerDefinition layer, int revision, CancellationToken ct) =>
        OneAsync(session, layer, (FindSql, new { p_layer = layer.Code, p_revision = revision }), ct);

    public Task<Result<RevisionRow?>> ByKeyAsync(ISqlSession session, LayerDefinition layer, string key, CancellationToken ct) =>
        OneAsync(session, layer, (ByKeySql, new { p_layer = layer.Code, p_key = key }), ct);

    /// <summary>Null while nothing was committed; refused too where the layer says that there is a current revision and there is no such row.</summary>
    public async Task<Result<RevisionRow?>> CurrentAsync(ISqlSession session, LayerDefinition layer, CancellationToken ct)
    {
        var found = await OneAsync(session, layer, (CurrentOfLayerSql, new { p_layer = layer.Code }), ct);
        return found is { IsSuccess: true, Value: null } && (await AwayAsync(session, [layer], ct)).Contains(layer.Code) ? NotProved(layer, "现行") : found;
    }

    /// <summary>
    /// The current revision's row of each layer by its code; null of one that does not prove, holds what its columns do not take, or is away although something
    /// was committed: the others go on.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, RevisionRow?>> AllCurrentAsync(ISqlSession session, IEnumerable<LayerDefinition> layers, CancellationToken ct)
    {
        var away = await AwayAsync(session, layers, ct);
        var current = away.ToDictionary(code => code, _ => (RevisionRow?)null, StringComparer.Ordinal);
        if (await ProvedRows<RevisionRow>.ReadOrNullAsync(session.QueryAsync<RevisionRow>(CurrentSql, null, ct)) is { } rows)
        {
            foreach (var row in rows)
            {
                current[row.LayerCode] = _proved.Holds(row) ? row : null;
            }

            return current;
        }

        foreach (var layer in layers.Where(l => !away.Contains(l.Code)))
        {
            var found = await CurrentAsync(session, layer, ct);
            if (found is not { IsSuccess: true, Value: null })
            {
                current[layer.Code] = found.IsSuccess ? found.Value : null;
            }
        }

        return current;
    }

    /// <summary>Newest first; refused as a whole where one does not prove, so that no older one is taken for the newest.</summary>
    public async Task<Result<IReadOnlyList<RevisionRow>>> OfLayerAsync(ISqlSession session, LayerDefinition layer, CancellationToken ct)
    {
        var read = await ProvedRows<RevisionRow>.ReadOrNullAsync(session.QueryAsync<RevisionRow>(OfLayerSql, new { p_layer = layer.Code }, ct));
        return read is null ? NotProved(layer, "某一")
            : read.FirstOrDefault(r => !_proved.Holds(r)) is { } other ? NotProved(layer, other.RevisionNo.ToString(CultureInfo.InvariantCulture))
            : Result<IReadOnlyList<RevisionRow>>.Of(read);
    }

    /// <summary>All revisions of all layers by a narrow reading, those that prove. Rows are read whole, a layer at a time, only where some have not proved before.</summary>
    public async Task<IReadOnlyList<RevisionMark>> MarksAsync(ISqlSession session, IEnumerable<LayerDefinition> layers, CancellationToken ct)
    {
        if (await ProvedRows<RevisionRow>.ReadOrNullAsync(session.QueryAsync<RevisionRow>(MarksSql, null, ct)) is { } marks && marks.All(HasProved))
        {
            return [.. marks.Select(MarkOf)];
        }

        // What holds is told as it is read: what is kept in memory is bounded, and may be less than this.
        var holding = new List<RevisionMark>();
        foreach (var layer in layers)
        {
            holding.AddRange(await MarksOfAsync(session, layer.Code, ct));
        }

        return [.. holding.OrderBy(m => m.LayerCode, StringComparer.Ordinal).ThenBy(m => m.Number)];
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

    private static Error NotProved(LayerDefinition layer, string revision) => new(
        LayerErrors.Damaged, ("layer", layer.Name), ("revision", revision), ("reason", NotAsCommitted));

    private static async Task<IReadOnlySet<string>> AwayAsync(ISqlSession session, IEnumerable<LayerDefinition> layers, CancellationToken ct) =>
        (await ProvedRows<RevisionRow>.ReadOrNullAsync(session.QueryAsync<string>(AwaySql, null, ct)) ?? [.. layers.Select(l => l.Code)]).ToHashSet(StringComparer.Ordinal);

    private async Task<Result<RevisionRow?>> OneAsync(ISqlSession session, LayerDefinition layer, (string Sql, object Arguments) asked, CancellationToken ct) =>
        await ProvedRows<RevisionRow>.ReadOrNullAsync(session.QueryAsync<RevisionRow>(asked.Sql, asked.Arguments, ct)) is not { } rows ? NotProved(layer, "某一")
        : rows.Count == 0 ? Result<RevisionRow?>.Of(null)
        : _proved.Holds(rows[0]) ? Result<RevisionRow?>.Of(rows[0])
        : NotProved(layer, rows[0].RevisionNo.ToString(CultureInfo.InvariantCulture));

    private static RevisionMark MarkOf(RevisionRow row) => new(row.LayerCode, row.RevisionNo, row.AsOfDate, SecurityLabel.OfRow(row.LabelLevel, row.LabelCategory));

    /// <summary>A layer with a value of another kind in one of its rows has no marks: its rows cannot be told from each other.</summary>
    private async Task<IEnumerable<RevisionMark>> MarksOfAsync(ISqlSession session, string layer, CancellationToken ct) =>
        (await ProvedRows<RevisionRow>.ReadOrNullAsync(session.QueryAsync<RevisionRow>(OfLayerSql, new { p_layer = layer }, ct)) ?? []).Where(_proved.Holds).Select(MarkOf);

    private bool HasProved(RevisionRow mark) => _proved.Known(mark.RevisionId) is { } known
        && (mark.LayerCode, mark.RevisionNo, mark.AsOfDate, mark.RowMac) == (known.LayerCode, known.RevisionNo, known.AsOfDate, known.RowMac)
        && (mark.LabelLevel, mark.LabelCategory) == (known.LabelLevel, known.LabelCategory);
}

/// <summary>What a revision's row keeps besides the revision.</summary>
internal sealed record RevisionOrigin(string Key, string RowsDigest, IReadOnlyList<string> Columns, CountySettings County);
