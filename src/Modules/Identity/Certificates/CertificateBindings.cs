using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <summary>Reads and writes the certificates of people; a row whose MAC does not hold is refused, never taken for none.</summary>
internal sealed class CertificateBindings(RowWriter rows)
{
    private const string OfUserSql =
        """
        SELECT certificate_id, user_id, cert_digest, serial_text, issuer_name, subject_name, from_utc, until_utc, content_text, bound_by, bound_utc, row_mac
        FROM id_certificate WHERE user_id = :p_user ORDER BY certificate_id
        """;

    private const string ByDigestSql =
        """
        SELECT certificate_id, user_id, cert_digest, serial_text, issuer_name, subject_name, from_utc, until_utc, content_text, bound_by, bound_utc, row_mac
        FROM id_certificate WHERE cert_digest = :p_digest
        """;

    private const string AllSql =
        """
        SELECT certificate_id, user_id, cert_digest, serial_text, issuer_name, subject_name, from_utc, until_utc, content_text, bound_by, bound_utc, row_mac
        FROM id_certificate ORDER BY until_utc, certificate_id
        """;

    public async Task<Result<IReadOnlyList<CertificateRow>>> OfUserAsync(ISqlSession session, long userId, CancellationToken ct) =>
        Verified(await session.QueryAsync<CertificateRow>(OfUserSql, new { p_user = userId }, ct));

    public async Task<Result<CertificateRow?>> ByDigestAsync(ISqlSession session, string digest, CancellationToken ct) =>
        Verified(await session.QueryAsync<CertificateRow>(ByDigestSql, new { p_digest = digest }, ct)).Map(found => found.Count == 0 ? null : found[0]);

    /// <summary>For the list: also rows whose MAC does not hold, to be told by <see cref="IsIntact"/>. Those that end first come first.</summary>
    public static Task<IReadOnlyList<CertificateRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<CertificateRow>(AllSql, null, ct);

    public bool IsIntact(CertificateRow row) => rows.Verify(CertificateRow.Table, row.CertificateId, row.Values, row.RowMac).IsSuccess;

    public Task<Result> InsertAsync(IUnitOfWork work, CertificateRow row, CancellationToken ct) =>
        rows.InsertAsync(work, CertificateRow.Table, row.CertificateId, row.Values, ct);

    public Task<bool> RemoveAsync(IUnitOfWork work, CertificateRow row, CancellationToken ct) => rows.DeleteAsync(work, CertificateRow.Table, row.CertificateId, ct);

    private Result<IReadOnlyList<CertificateRow>> Verified(IReadOnlyList<CertificateRow> found)
    {
        foreach (var row in found)
        {
            if (rows.Verify(CertificateRow.Table, row.CertificateId, row.Values, row.RowMac).Error is { } tampered)
            {
                return tampered;
            }
        }

        return Result<IReadOnlyList<CertificateRow>>.Of(found);
    }
}
