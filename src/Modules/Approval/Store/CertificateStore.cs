using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>Certificates of cases (证书).</summary>
internal static class CertificateStore
{
    private const string Columns =
        """
        SELECT certificate_id, case_id, certificate_number, provisional_flag, verify_code, project_name, kind_code, issued_on, valid_until,
          document_id, document_digest, delivered_utc, revoked_utc FROM ap_certificate
        """;

    private const string OfCaseSql = Columns + " WHERE case_id = :p_case";
    private const string ByCodeSql = Columns + " WHERE verify_code = :p_code";

    private const string InsertSql =
        """
        INSERT INTO ap_certificate (certificate_id, case_id, certificate_number, provisional_flag, verify_code, project_name, kind_code,
          issued_on, valid_until, row_version)
        VALUES (:p_id, :p_case, :p_number, 1, :p_code, :p_name, :p_kind, :p_issued, :p_until, 1)
        """;

    private const string DocumentSql =
        "UPDATE ap_certificate SET document_id = :p_document, document_digest = :p_digest, row_version = row_version + 1 WHERE case_id = :p_case";

    private const string NumberSql =
        "UPDATE ap_certificate SET certificate_number = :p_number, provisional_flag = 0, row_version = row_version + 1 WHERE case_id = :p_case";

    private const string OtherSql =
        "SELECT COUNT(*) AS row_total FROM ap_certificate WHERE certificate_number = :p_number AND provisional_flag = 0 AND case_id <> :p_case";

    private const string DeliverSql = "UPDATE ap_certificate SET delivered_utc = :p_at, row_version = row_version + 1 WHERE case_id = :p_case";

    public static Task<CertificateRow?> OfCaseAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        session.SingleOrDefaultAsync<CertificateRow>(OfCaseSql, new { p_case = caseId }, ct);

    public static Task<CertificateRow?> ByCodeAsync(ISqlSession session, string code, CancellationToken ct) =>
        session.SingleOrDefaultAsync<CertificateRow>(ByCodeSql, new { p_code = code }, ct);

    public static Task InsertAsync(IUnitOfWork work, CertificateRow row, CancellationToken ct) => work.ExecuteAsync(
        InsertSql,
        new
        {
            p_id = row.CertificateId,
            p_case = row.CaseId,
            p_number = row.CertificateNumber,
            p_code = row.VerifyCode,
            p_name = row.ProjectName,
            p_kind = row.KindCode,
            p_issued = row.IssuedOn,
            p_until = row.ValidUntil,
        },
        ct);

    public static Task NameDocumentAsync(IUnitOfWork work, long caseId, long documentId, string digest, CancellationToken ct) =>
        work.ExecuteAsync(DocumentSql, new { p_case = caseId, p_document = documentId, p_digest = digest }, ct);

    /// <summary>Puts the supervision system's number in place of the pre-number.</summary>
    public static Task NumberAsync(IUnitOfWork work, long caseId, string number, CancellationToken ct) =>
        work.ExecuteAsync(NumberSql, new { p_case = caseId, p_number = number }, ct);

    /// <summary>Whether the supervision system's number stands on another certificate; another's pre-number does not count, it gives way.</summary>
    public static async Task<bool> OtherWithNumberAsync(ISqlSession session, long caseId, string number, CancellationToken ct) =>
        await session.ScalarAsync<long>(OtherSql, new { p_case = caseId, p_number = number }, ct) > 0;

    public static Task DeliverAsync(IUnitOfWork work, long caseId, CancellationToken ct) =>
        work.ExecuteAsync(DeliverSql, new { p_case = caseId, p_at = work.At }, ct);
}

/// <summary>A certificate as stored.</summary>
internal sealed class CertificateRow
{
    public long CertificateId { get; init; }

    public long CaseId { get; init; }

    public string CertificateNumber { get; init; } = string.Empty;

    /// <summary>预编号: not yet the number of the supervision system.</summary>
    public bool ProvisionalFlag { get; init; } = true;

    public string VerifyCode { get; init; } = string.Empty;

    public string ProjectName { get; init; } = string.Empty;

    public string KindCode { get; init; } = string.Empty;

    public DateOnly IssuedOn { get; init; }

    public DateOnly ValidUntil { get; init; }

    public long? DocumentId { get; init; }

    public string? DocumentDigest { get; init; }

    public Instant? DeliveredUtc { get; init; }

    public Instant? RevokedUtc { get; init; }

    /// <summary>The number as papers and pages show it.</summary>
    public string ShownNumber => ProvisionalFlag ? CertificateNumber + " 预编号(待监管系统赋号)" : CertificateNumber;

    /// <summary>The same certificate with the supervision system's number.</summary>
    public CertificateRow Numbered(string number) => new()
    {
        CertificateId = CertificateId,
        CaseId = CaseId,
        CertificateNumber = number,
        ProvisionalFlag = false,
        VerifyCode = VerifyCode,
        ProjectName = ProjectName,
        KindCode = KindCode,
        IssuedOn = IssuedOn,
        ValidUntil = ValidUntil,
    };
}
