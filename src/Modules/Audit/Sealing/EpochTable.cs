using Guotu.Database.Sessions;
using Guotu.Database.Work;

namespace Guotu.Audit.Sealing;

/// <summary>Reading and writing <c>au_epoch</c> (纪元).</summary>
internal static class EpochTable
{
    private const string Columns =
        "e.epoch_no, e.after_batch, e.lost_batch, e.lost_hex, e.previous_hex, e.opened_utc, e.first_user, e.second_user, e.key_version, e.signature_hex";

    private const string AllSql = $"SELECT {Columns} FROM au_epoch e ORDER BY e.epoch_no";

    private const string LastSql = $"SELECT {Columns} FROM au_epoch e ORDER BY e.epoch_no DESC LIMIT 1";

    private const string InsertSql =
        """
        INSERT INTO au_epoch (epoch_no, after_batch, lost_batch, lost_hex, previous_hex, opened_utc, first_user, second_user, key_version, signature_hex)
        VALUES (:p_epoch, :p_after, :p_lost, :p_digest, :p_previous, :p_at, :p_first, :p_second, :p_version, :p_signature)
        """;

    public static Task<IReadOnlyList<Epoch>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<Epoch>(AllSql, null, ct);

    public static Task<Epoch?> LastAsync(ISqlSession session, CancellationToken ct) => session.SingleOrDefaultAsync<Epoch>(LastSql, null, ct);

    /// <summary>The newest statement of the database; null on a new node.</summary>
    public static async Task<ITrailStatement?> HeadAsync(ISqlSession session, CancellationToken ct)
    {
        var batch = await BatchTable.LastAsync(session, ct);
        var epoch = await LastAsync(session, ct);
        return epoch is not null && epoch.AfterBatch == (batch?.BatchNo ?? 0) ? epoch : batch;
    }

    public static Task InsertAsync(IUnitOfWork work, Epoch epoch, CancellationToken ct)
    {
        var arguments = new
        {
            p_epoch = epoch.EpochNo,
            p_after = epoch.AfterBatch,
            p_lost = epoch.LostBatch,
            p_digest = epoch.LostHex,
            p_previous = epoch.PreviousHex,
            p_at = epoch.OpenedUtc,
            p_first = epoch.FirstUser,
            p_second = epoch.SecondUser,
            p_version = epoch.KeyVersion,
            p_signature = epoch.SignatureHex,
        };
        return work.ExecuteAsync(InsertSql, arguments, ct);
    }
}
