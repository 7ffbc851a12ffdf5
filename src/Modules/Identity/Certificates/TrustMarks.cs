using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>Remembers the newest revocation list of each authority (撤销列表的最新记录); nothing takes a record away.</summary>
internal sealed class TrustMarks(RowWriter rows, IIdSource ids)
{
    private const string FindSql =
        """
        SELECT mark_id, key_digest, issuer_name, list_digest, list_number, list_utc, set_utc, row_mac
        FROM id_trust_mark WHERE key_digest = :p_key
        """;

    /// <summary>Null where no list of the authority was ever taken. The row is held until the unit ends: of two imports at once the later one sees the earlier.</summary>
    public async Task<Result<TrustMarkRow?>> FindAsync(IUnitOfWork work, Sm2Certificate issuer, CancellationToken ct)
    {
        var row = await work.SingleOrDefaultAsync<TrustMarkRow>(FindSql + work.Dialect.LockSuffix, new { p_key = KeyOf(issuer) }, ct);
        return row is not null && rows.Verify(TrustMarkRow.Table, row.MarkId, row.Values, row.RowMac).Error is { } tampered ? tampered : Result<TrustMarkRow?>.Of(row);
    }

    /// <summary>Takes down a list, where it is newer than what is known of its authority.</summary>
    public async Task<Result> RememberAsync(IUnitOfWork work, Sm2Certificate issuer, Sm2RevocationList list, CancellationToken ct)
    {
        var found = await FindAsync(work, issuer, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        var (before, digest) = (found.Value, Sm3.Digest(list.Der.Span).ToString());
        if (before is not null && before.ListUtc >= list.ThisUpdate)
        {
            return Result.Done;
        }

        var row = new TrustMarkRow
        {
            MarkId = before?.MarkId ?? ids.Next(),
            KeyDigest = KeyOf(issuer),
            IssuerName = list.Issuer,
            ListDigest = digest,
            // A list without a number does not take the number of the ones before it away.
            ListNumber = list.Number ?? before?.ListNumber,
            ListUtc = list.ThisUpdate,
            SetUtc = work.At,
        };
        return before is null
            ? await rows.InsertAsync(work, TrustMarkRow.Table, row.MarkId, row.Values, ct)
            : (await rows.UpdateAsync(work, TrustMarkRow.Table, row.MarkId, row.Values, ct)).Error is { } unwritten ? unwritten : Result.Done;
    }

    private static string KeyOf(Sm2Certificate issuer) => Sm3.Digest(Convert.FromHexString(issuer.PublicKey.ToHex())).ToString();
}
