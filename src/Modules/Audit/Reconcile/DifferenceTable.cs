using Guotu.Database.Bulk;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Paging;

namespace Guotu.Audit.Reconcile;

/// <summary>Differences as they are kept with their run (<c>au_difference</c>); written once.</summary>
internal static class DifferenceTable
{
    private const string Columns =
        """
        SELECT d.module_code, d.acts_title, d.table_name, d.kind_codes, d.object_type, d.object_id, d.direction_code, d.row_total, d.record_total
        FROM au_difference d WHERE d.run_id = :p_run
        """;

    private const string AllSql = Columns + " ORDER BY d.line_no";

    private const string SoughtSql =
        Columns + " AND (:p_direction = '*' OR d.direction_code = :p_direction) AND (:p_title = '*' OR d.acts_title = :p_title) ORDER BY d.line_no";

    private static readonly BulkInsert Insert = new(
        "au_difference",
        [
            new("run_id", BulkType.Long), new("line_no", BulkType.Int), new("module_code", BulkType.Text), new("acts_title", BulkType.Text),
            new("table_name", BulkType.Text), new("kind_codes", BulkType.Text), new("object_type", BulkType.Text), new("object_id", BulkType.Text),
            new("direction_code", BulkType.Text), new("row_total", BulkType.Int), new("record_total", BulkType.Int),
        ]);

    public static async Task InsertAsync(IUnitOfWork work, long runId, IReadOnlyList<TrailDifference> differences, CancellationToken ct)
    {
        if (differences.Count > 0)
        {
            await work.InsertManyAsync(Insert, RowsAsync(runId, differences), ct);
        }
    }

    /// <summary>One page; null seeks all.</summary>
    public static async Task<Page<TrailDifference>> PageAsync(ISqlSession session, long runId, DifferenceFilter filter, PageRequest page, CancellationToken ct)
    {
        var arguments = new { p_run = runId, p_direction = filter.Direction ?? "*", p_title = filter.Title ?? "*" };
        var found = await session.PageAsync<DifferenceRow>(SoughtSql, arguments, page, ct);
        return new Page<TrailDifference>([.. found.Items.Select(r => r.Difference)], found.Number, found.Size, found.Total);
    }

    public static async Task<IReadOnlyList<TrailDifference>> AllAsync(ISqlSession session, long runId, CancellationToken ct) =>
        [.. (await session.QueryAsync<DifferenceRow>(AllSql, new { p_run = runId }, ct)).Select(r => r.Difference)];

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(long runId, IReadOnlyList<TrailDifference> differences)
    {
        await Task.CompletedTask;
        for (var i = 0; i < differences.Count; i++)
        {
            var d = differences[i];
            yield return [runId, i, d.Module, d.Title, d.Table, d.Kinds, d.ObjectType, d.ObjectId.Length == 0 ? "-" : d.ObjectId, d.Direction, d.Rows, d.Records];
        }
    }

    private sealed class DifferenceRow
    {
        public string ModuleCode { get; init; } = string.Empty;

        public string ActsTitle { get; init; } = string.Empty;

        public string TableName { get; init; } = string.Empty;

        public string KindCodes { get; init; } = string.Empty;

        public string ObjectType { get; init; } = string.Empty;

        public string ObjectId { get; init; } = string.Empty;

        public string DirectionCode { get; init; } = string.Empty;

        public int RowTotal { get; init; }

        public int RecordTotal { get; init; }

        public TrailDifference Difference => new(ModuleCode, ActsTitle, TableName, KindCodes, ObjectType, ObjectId, DirectionCode, RowTotal, RecordTotal);
    }
}

/// <summary>Which differences of a run are sought (筛选); null for all.</summary>
/// <param name="Direction"><see cref="TrailDifference.MissingRecord"/> or <see cref="TrailDifference.MissingRow"/>.</param>
/// <param name="Title">Chinese name of what was compared.</param>
internal sealed record DifferenceFilter(string? Direction, string? Title);
