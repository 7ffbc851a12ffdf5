using Guotu.Database;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Store;

/// <summary>Certificates of cases (证书). Rows carry a MAC; one that was edited behind the application's back is not written on.</summary>
public sealed class CertificateStore(RowWriter rows)
{
    private const string Columns =
        """
        SELECT certificate_id, case_id, certificate_number, provisional_flag, verify_code, project_name, kind_code, issued_on, valid_until,
          document_id, document_digest, delivered_utc, revoked_utc, row_version, row_mac FROM ap_certificate
        """;

    private const string OfCaseSql = Columns + " WHERE case_id = :p_case";
    private const string ByCodeSql = Columns + " WHERE verify_code = :p_code";

    private const string OtherSql =
        "SELECT COUNT(*) AS row_total FROM ap_certificate WHERE certificate_number = :p_number AND provisional_flag = 0 AND case_id <> :p_case";

    internal static Task<CertificateRow?> OfCaseAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<CertificateRow>(OfCaseSql, new { p_case = caseId }, ct);

    internal static Task<CertificateRow?> ByCodeAsync(ISqlSession session, string code, CancellationToken ct) =>
        session.SingleOrDefaultAsync<CertificateRow>(ByCodeSql, new { p_code = code }, ct);

    /// <summary>Whether the supervision system's number stands on another certificate; another's pre-number does not count, it gives way.</summary>
    internal static async Task<bool> OtherWithNumberAsync(ISqlSession session, long caseId, string number, CancellationToken ct) =>
        await session.ScalarAsync<long>(OtherSql, new { p_case = caseId, p_number = number }, ct) > 0;

    /// <summary>Whether the row is as the platform wrote it.</summary>
    internal bool IsIntact(CertificateRow row) => rows.Verify(CertificateRow.Table, row.CertificateId, row.Values, row.RowMac).IsSuccess;

    internal Task<Result> InsertAsync(IUnitOfWork work, CertificateRow row, CancellationToken ct) =>
        rows.InsertAsync(work, CertificateRow.Table, row.CertificateId, row.Values, ct);

    internal Task<Result> NameDocumentAsync(IUnitOfWork work, long caseId, DrawnDocument paper, CancellationToken ct) =>
        ChangeAsync(work, caseId, row => row with { DocumentId = paper.DocumentId, DocumentDigest = paper.Digest }, ct);

    /// <summary>Puts the supervision system's number in place of the pre-number.</summary>
    internal Task<Result> NumberAsync(IUnitOfWork work, long caseId, string number, CancellationToken ct) =>
        ChangeAsync(work, caseId, row => row.Numbered(number), ct);

    internal Task<Result> DeliverAsync(IUnitOfWork work, long caseId, CancellationToken ct) =>
        ChangeAsync(work, caseId, row => row with { DeliveredUtc = work.At }, ct);

    private async Task<Result> ChangeAsync(IUnitOfWork work, long caseId, Func<CertificateRow, CertificateRow> change, CancellationToken ct)
    {
        var row = await work.SingleOrDefaultAsync<CertificateRow>(OfCaseSql + work.Dialect.LockSuffix, new { p_case = caseId }, ct);
        if (row is null)
        {
            return Result.Done;
        }

        if (!IsIntact(row))
        {
            return new Error(DatabaseErrors.RowTampered, ("table", CertificateRow.Table.Name), ("row", row.CertificateId));
        }

        var changed = change(row) with { RowVersion = row.RowVersion + 1 };
        return (await rows.UpdateAsync(work, CertificateRow.Table, row.CertificateId, changed.Values, ct)).Error is { } refused ? refused : Result.Done;
    }
}

/// <summary>The document that a certificate is drawn on.</summary>
internal sealed record DrawnDocument(long DocumentId, string Digest);
