using Guotu.Audit.Records;
using Guotu.Audit.Sealing;
using Guotu.Database.Sessions;

namespace Guotu.Audit.ExportTrail;

/// <summary>Reads statements and records in the order in which an export has them (审计链读取).</summary>
internal static class TrailReading
{
    private const string BatchesSql =
        $"SELECT {BatchTable.Columns} FROM au_batch b WHERE b.batch_no > :p_after AND b.batch_no <= :p_last ORDER BY b.batch_no";

    private const string RecordsSql =
        $"""
        SELECT {RecordTable.Columns} FROM au_leaf l JOIN au_record r ON r.record_id = l.record_id
        WHERE l.batch_no = :p_batch ORDER BY l.leaf_no
        """;

    private const string UnsealedSql = $"SELECT {RecordTable.Columns} FROM au_record r WHERE r.batch_no = 0 ORDER BY r.record_id";

    private const string LastSql = "SELECT COALESCE(MAX(batch_no), 0) AS last_no FROM au_batch";

    private const string VersionsSql = "SELECT key_version FROM au_batch UNION SELECT key_version FROM au_epoch";

    public static IAsyncEnumerable<Checkpoint> BatchesAsync(ISqlSession session, long after, long last, CancellationToken ct) =>
        session.StreamAsync<Checkpoint>(BatchesSql, new { p_after = after, p_last = last }, ct);

    public static IAsyncEnumerable<AuditRecord> RecordsAsync(ISqlSession session, long batchNo, CancellationToken ct) =>
        session.StreamAsync<AuditRecord>(RecordsSql, new { p_batch = batchNo }, ct);

    public static IAsyncEnumerable<AuditRecord> UnsealedAsync(ISqlSession session, CancellationToken ct) =>
        session.StreamAsync<AuditRecord>(UnsealedSql, null, ct);

    public static Task<long> LastBatchAsync(ISqlSession session, CancellationToken ct) => session.ScalarAsync<long>(LastSql, null, ct);

    /// <summary>The public keys that the statements were signed with.</summary>
    public static async Task<IReadOnlyList<TrailKey>> KeysAsync(ISqlSession session, CheckpointSigning signing, CancellationToken ct)
    {
        var keys = new List<TrailKey>();
        foreach (var version in (await session.QueryAsync<int>(VersionsSql, null, ct)).Order())
        {
            // An unknown version is left out: whoever verifies finds the statement without a key.
            if (signing.PublicKey(version) is { IsSuccess: true } key)
            {
                keys.Add(new TrailKey(version, key.Value.ToHex()));
            }
        }

        return keys;
    }
}
