using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>A certificate as stored; the MAC covers all of it.</summary>
internal sealed record CertificateRow
{
    public static readonly ProtectedTable Table = new(
        "ap_certificate",
        "certificate_id",
        [
            "case_id", "certificate_number", "provisional_flag", "verify_code", "project_name", "kind_code", "issued_on", "valid_until", "document_id",
            "document_digest", "delivered_utc", "revoked_utc", "row_version",
        ],
        new HashSet<string>(),
        "row_mac");

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

    public int RowVersion { get; init; } = 1;

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("case_id", CaseId),
        RowValue.Of("certificate_number", CertificateNumber),
        RowValue.Of("provisional_flag", ProvisionalFlag),
        RowValue.Of("verify_code", VerifyCode),
        RowValue.Kept("project_name", ProjectName),
        RowValue.Of("kind_code", KindCode),
        RowValue.Of("issued_on", IssuedOn),
        RowValue.Of("valid_until", ValidUntil),
        RowValue.Of("document_id", DocumentId),
        RowValue.Of("document_digest", DocumentDigest),
        RowValue.Of("delivered_utc", DeliveredUtc),
        RowValue.Of("revoked_utc", RevokedUtc),
        RowValue.Of("row_version", RowVersion),
    ];

    /// <summary>The number as papers and pages show it.</summary>
    public string ShownNumber => ProvisionalFlag ? CertificateNumber + " 预编号(待监管系统赋号)" : CertificateNumber;

    /// <summary>The same certificate with the supervision system's number.</summary>
    public CertificateRow Numbered(string number) => this with { CertificateNumber = number, ProvisionalFlag = false };
}
