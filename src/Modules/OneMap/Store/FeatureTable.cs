using System.Globalization;
using System.Runtime.CompilerServices;
using Dapper;
using Guotu.Database.Bulk;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Geo.Geometry;

namespace Guotu.OneMap.Store;

/// <summary>The table of features: every version of each, with the revisions it holds for.</summary>
internal static class FeatureTable
{
    /// <summary>Last revision of a version that holds now.</summary>
    public const int StillHolds = int.MaxValue;

    private const int RetireTogether = 100;

    private const string OfRevisionSql =
        """
        SELECT feature_id, first_revision, figure_blob, attribute_json
        FROM om_feature
        WHERE layer_code = :p_layer AND first_revision <= :p_revision AND last_revision >= :p_revision
        ORDER BY feature_id
        """;

    private const string CountSql =
        """
        SELECT COUNT(*) AS row_total
        FROM om_feature
        WHERE layer_code = :p_layer AND last_revision >= :p_revision AND first_revision <= :p_revision
        """;

    private const string InCellsSql =
        """
        SELECT feature_id, figure_blob, attribute_json
        FROM om_feature
        WHERE layer_code = :p_layer AND cell_key BETWEEN :p_from AND :p_to
          AND first_revision <= :p_revision AND last_revision >= :p_revision
          AND min_east <= :p_max_east AND max_east >= :p_min_east AND min_north <= :p_max_north AND max_north >= :p_min_north
        """;

    private static readonly BulkInsert Insert = new("om_feature",
    [
        new("layer_code", BulkType.Text), new("feature_id", BulkType.Long), new("first_revision", BulkType.Int), new("last_revision", BulkType.Int),
        new("cell_key", BulkType.Long), new("min_east", BulkType.Long), new("min_north", BulkType.Long), new("max_east", BulkType.Long),
        new("max_north", BulkType.Long), new("figure_blob", BulkType.Blob), new("attribute_json", BulkType.Text),
    ]);

    private static readonly string RetireSql =
        $"""
        UPDATE om_feature SET last_revision = :p_last
        WHERE layer_code = :p_layer AND last_revision = {StillHolds} AND first_revision <= :p_last
          AND feature_id IN ({string.Join(", ", Enumerable.Range(0, RetireTogether).Select(i => ":p_id" + i))})
        """;

    public static IAsyncEnumerable<FeatureRow> OfRevisionAsync(ISqlSession session, string layer, int revision, CancellationToken ct) =>
        session.StreamAsync<FeatureRow>(OfRevisionSql, new { p_layer = layer, p_revision = revision }, ct);

    public static Task<int> CountAsync(ISqlSession session, string layer, int revision, CancellationToken ct) =>
        session.ScalarAsync<int>(CountSql, new { p_layer = layer, p_revision = revision }, ct);

    /// <summary>Rows whose box meets the envelope, in order of ids.</summary>
    public static async Task<IReadOnlyList<FeatureRow>> InBoxAsync(
        ISqlSession session, string layer, int revision, GridEnvelope box, CancellationToken ct)
    {
        var found = new List<FeatureRow>();
        foreach (var (from, to) in SpatialCell.RangesOf(box))
        {
            var arguments = new
            {
                p_layer = layer,
                p_revision = revision,
                p_from = from,
                p_to = to,
                p_min_east = box.MinEast,
                p_min_north = box.MinNorth,
                p_max_east = box.MaxEast,
                p_max_north = box.MaxNorth,
            };
            found.AddRange(await session.QueryAsync<FeatureRow>(InCellsSql, arguments, ct));
        }

        return [.. found.OrderBy(r => r.FeatureId)];
    }

    public static Task<long> InsertAsync(
        IUnitOfWork work, string layer, int revision, IAsyncEnumerable<FeatureVersion> versions, CancellationToken ct) =>
        work.InsertManyAsync(Insert, RowsAsync(layer, revision, versions, ct), ct);

    /// <summary>Ends the versions that hold now of these features at a revision.</summary>
    public static async Task RetireAsync(IUnitOfWork work, string layer, int lastRevision, IReadOnlyList<long> featureIds, CancellationToken ct)
    {
        for (var start = 0; start < featureIds.Count; start += RetireTogether)
        {
            var arguments = new DynamicParameters(new { p_layer = layer, p_last = lastRevision });
            for (var i = 0; i < RetireTogether; i++)
            {
                var id = start + i < featureIds.Count ? featureIds[start + i] : -1L;
                arguments.Add("p_id" + i.ToString(CultureInfo.InvariantCulture), id);
            }

            await work.ExecuteAsync(RetireSql, arguments, ct);
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        string layer, int revision, IAsyncEnumerable<FeatureVersion> versions, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var v in versions.WithCancellation(ct))
        {
            var box = v.Envelope;
            yield return
            [
                layer, v.FeatureId, revision, StillHolds, SpatialCell.KeyOf(box),
                box.MinEast, box.MinNorth, box.MaxEast, box.MaxNorth, v.Figure, v.Attributes,
            ];
        }
    }
}
