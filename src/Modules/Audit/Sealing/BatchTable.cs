using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Sealing;

/// <summary>Reading and writing <c>au_batch</c> and <c>au_leaf</c>.</summary>
internal static class BatchTable
{
    public const string Columns = "b.batch_no, b.leaf_count, b.previous_hex, b.root_hex, b.sealed_utc, b.key_version, b.signature_hex";

    private const string LastSql = $"SELECT {Columns} FROM au_batch b ORDER BY b.batch_no DESC LIMIT 1";

    private const string FindSql = $"SELECT {Columns} FROM au_batch b WHERE b.batch_no = :p_batch";

    private const string InsertSql =
        """
        INSERT INTO au_batch (batch_no, leaf_count, previous_hex, root_hex, sealed_utc, key_version, signature_hex)
        VALUES (:p_batch, :p_count, :p_previous, :p_root, :p_at, :p_version, :p_signature)
        """;

    public static Task<Checkpoint?> LastAsync(ISqlSession session, CancellationToken ct) =>
        session.SingleOrDefaultAsync<Checkpoint>(LastSql, null, ct);

    public static Task<Checkpoint?> FindAsync(ISqlSession session, long batchNo, CancellationToken ct) =>
        session.SingleOrDefaultAsync<Checkpoint>(FindSql, new { p_batch = batchNo }, ct);

    public static Task InsertAsync(IUnitOfWork work, Checkpoint checkpoint, CancellationToken ct)
    {
        var arguments = new
        {
            p_batch = checkpoint.BatchNo,
            p_count = checkpoint.LeafCount,
            p_previous = checkpoint.PreviousHex,
            p_root = checkpoint.RootHex,
            p_at = checkpoint.SealedUtc,
            p_version = checkpoint.KeyVersion,
            p_signature = checkpoint.SignatureHex,
        };
        return work.ExecuteAsync(InsertSql, arguments, ct);
    }
}
