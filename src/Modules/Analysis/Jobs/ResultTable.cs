using System.Text.Json;
using Guotu.Database.Bulk;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Geo.Areas;
using Guotu.Geo.Crs;
using Guotu.Geo.Geometry;
using Guotu.Kernel.Paging;

namespace Guotu.Analysis.Jobs;

/// <summary>A row of <c>an_result</c>.</summary>
internal sealed record ResultRow
{
    public long RowNo { get; init; }

    public byte[]? FigureWkb { get; init; }

    public string ValueText { get; init; } = string.Empty;

    public long? PlaneArea { get; init; }

    public long? EllipsoidalArea { get; init; }
}

/// <summary>Rows of results.</summary>
internal static class ResultTable
{
    private const string Columns = "SELECT row_no, figure_wkb, value_text, plane_area, ellipsoidal_area FROM an_result WHERE job_id = :p_job";

    private const string AllSql = Columns + " ORDER BY row_no";

    private const string FirstSql = Columns + " AND row_no <= :p_most ORDER BY row_no";

    private const string DeleteSql = "DELETE FROM an_result WHERE job_id = :p_job";

    private static readonly BulkInsert Insert = new("an_result",
    [
        new("job_id", BulkType.Long),
        new("row_no", BulkType.Long),
        new("figure_wkb", BulkType.Blob),
        new("value_text", BulkType.Text),
        new("plane_area", BulkType.Long),
        new("ellipsoidal_area", BulkType.Long),
    ]);

    public static Task<long> InsertAsync(IUnitOfWork work, long job, (FeatureSet Rows, GaussKrugerZone Zone) result, CancellationToken ct) =>
        work.InsertManyAsync(Insert, Rows(job, result.Rows, result.Zone, ct), ct);

    public static Task<Page<ResultRow>> PageAsync(ISqlSession session, long job, PageRequest page, CancellationToken ct) =>
        session.PageAsync<ResultRow>(AllSql, new { p_job = job }, page, ct);

    public static IAsyncEnumerable<ResultRow> StreamAsync(ISqlSession session, long job, CancellationToken ct) =>
        session.StreamAsync<ResultRow>(AllSql, new { p_job = job }, ct);

    public static Task<IReadOnlyList<ResultRow>> FirstAsync(ISqlSession session, long job, int most, CancellationToken ct) =>
        session.QueryAsync<ResultRow>(FirstSql, new { p_job = job, p_most = (long)most }, ct);

    public static Task<int> DeleteAsync(IUnitOfWork work, long job, CancellationToken ct) => work.ExecuteAsync(DeleteSql, new { p_job = job }, ct);

    public static IReadOnlyList<string?> Values(ResultRow row) => JsonSerializer.Deserialize<string?[]>(row.ValueText) ?? [];

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(
        long job, FeatureSet rows, GaussKrugerZone zone, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        var ellipsoidal = new EllipsoidalArea(zone);
        for (var i = 0; i < rows.Features.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var feature = rows.Features[i];
            yield return
            [
                job,
                i + 1L,
                feature.Figure is { } figure ? GridWkb.Write(figure) : null,
                JsonSerializer.Serialize(feature.Values),
                feature.Figure is { } shape ? PlaneArea.Of(shape).TenThousandths : null,
                feature.Figure is { } again ? ellipsoidal.Of(again, ct).TenThousandths : null,
            ];
        }
    }
}
