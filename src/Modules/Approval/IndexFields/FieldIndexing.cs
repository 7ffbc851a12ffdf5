using Guotu.Approval.ListMatters;
using Guotu.Approval.Store;
using Guotu.Crypto.Fields;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.IndexFields;

/// <summary>
/// Brings blind indexes to the present key (重建盲索引): fields of before there were indexes, and after a change of the key. Batches of rows, each in a
/// unit of its own; what is left to do is told by the rows, so that it goes on wherever it was cut off. Only when nothing is left do the rows of former
/// versions go: until then both are searched.
/// </summary>
public sealed class FieldIndexing(IUnitsOfWork units, CaseFields fields, BlindIndex index, MatterCatalogue matters)
{
    public const int BatchSize = 200;

    private const string Process = "field-index";

    private const string LeftSql =
        """
        SELECT f.field_id, f.case_id, f.field_key, f.hidden_text FROM ap_case_field f
        WHERE f.hidden_text IS NOT NULL AND f.field_key IN :p_keys
          AND NOT EXISTS (SELECT 1 FROM ap_field_index x WHERE x.field_id = f.field_id AND x.key_version = :p_version)
        ORDER BY f.field_id LIMIT 200
        """;

    private const string FormerSql = "SELECT COUNT(*) AS row_total FROM ap_field_index WHERE key_version < :p_version";
    private const string DropSql = "DELETE FROM ap_field_index WHERE key_version < :p_version";

    /// <summary>Two nodes that index at the same time wait for each other on the field.</summary>
    private const string TurnSql = "UPDATE ap_case_field SET row_version = row_version WHERE field_id = :p_field";

    /// <summary>Does one batch and answers how many fields it indexed; 0 when everything is under the present key and nothing of a former one is left.</summary>
    public async Task<Result<int>> RunBatchAsync(CancellationToken ct)
    {
        var version = index.CurrentVersion();
        if (version.Error is { } noKey)
        {
            return noKey;
        }

        if (matters.IndexedFields.Count == 0)
        {
            return 0;
        }

        Error? refused = null;
        var done = await units.RunUpkeepWhereAsync(
            Process,
            async (session, token) => (await LeftAsync(session, version.Value, token)).Count > 0 || await HasFormerAsync(session, version.Value, token),
            async (work, token) =>
            {
                var batch = await IndexAsync(work, version.Value, token);
                refused = batch.Error;
                return batch.IsSuccess ? batch.Value : 0;
            },
            ct);
        return refused is { } error ? error : done;
    }

    private async Task<Result<int>> IndexAsync(IUnitOfWork work, int version, CancellationToken ct)
    {
        var left = await LeftAsync(work, version, ct);
        var (done, broken) = (0, (Error?)null);
        foreach (var row in left)
        {
            if (await work.ExecuteAsync(TurnSql, new { p_field = row.FieldId }, ct) == 0)
            {
                // Written anew meanwhile: whoever wrote it indexed it.
                continue;
            }

            var value = fields.Open(row.FieldId, row.HiddenText);
            if (value.Error is { } unreadable)
            {
                // One that does not open must not keep the others from being found.
                broken ??= unreadable;
                continue;
            }

            if ((await FieldIndex.AddAsync(work, index, new IndexedField(row.FieldId, row.CaseId, matters.IndexedFields[row.FieldKey], value.Value), ct)).Error is { } refused)
            {
                return refused;
            }

            done++;
        }

        if (left.Count == 0)
        {
            await work.ExecuteAsync(DropSql, new { p_version = version }, ct);
        }

        return done == 0 && broken is { } error ? error : done;
    }

    private Task<IReadOnlyList<FieldRow>> LeftAsync(ISqlSession session, int version, CancellationToken ct) =>
        session.QueryAsync<FieldRow>(LeftSql, new { p_keys = matters.IndexedFields.Keys.Order(StringComparer.Ordinal).ToList(), p_version = version }, ct);

    private static async Task<bool> HasFormerAsync(ISqlSession session, int version, CancellationToken ct) =>
        await session.ScalarAsync<long>(FormerSql, new { p_version = version }, ct) > 0;

    private sealed class FieldRow
    {
        public long FieldId { get; init; }

        public long CaseId { get; init; }

        public string FieldKey { get; init; } = string.Empty;

        public string HiddenText { get; init; } = string.Empty;
    }
}
