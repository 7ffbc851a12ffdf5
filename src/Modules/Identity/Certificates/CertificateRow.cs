using Guotu.Crypto.Certificates;
using Guotu.Database.Rows;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>A row of <c>id_certificate</c>, whose MAC covers all of it.</summary>
internal sealed class CertificateRow
{
    public static readonly ProtectedTable Table = new(
        "id_certificate",
        "certificate_id",
        ["user_id", "cert_digest", "serial_text", "issuer_name", "subject_name", "from_utc", "until_utc", "content_text", "bound_by", "bound_utc"],
        new HashSet<string>(),
        "row_mac");

    public long CertificateId { get; init; }

    public long UserId { get; init; }

    /// <summary>SM3 of the certificate, lower-case hexadecimal.</summary>
    public string CertDigest { get; init; } = string.Empty;

    public string SerialText { get; init; } = string.Empty;

    public string IssuerName { get; init; } = string.Empty;

    public string SubjectName { get; init; } = string.Empty;

    public Instant FromUtc { get; init; }

    public Instant UntilUtc { get; init; }

    /// <summary>The certificate, Base64 of its DER.</summary>
    public string ContentText { get; init; } = string.Empty;

    public long BoundBy { get; init; }

    public Instant BoundUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("user_id", UserId),
        RowValue.Of("cert_digest", CertDigest),
        RowValue.Of("serial_text", SerialText),
        RowValue.Of("issuer_name", IssuerName),
        RowValue.Of("subject_name", SubjectName),
        RowValue.Of("from_utc", FromUtc),
        RowValue.Of("until_utc", UntilUtc),
        RowValue.Of("content_text", ContentText),
        RowValue.Of("bound_by", BoundBy),
        RowValue.Of("bound_utc", BoundUtc),
    ];

    /// <summary>How the trail names it: never by its key.</summary>
    public string Mark => $"序列号 {SerialText},签发机构 {IssuerName}";

    public Result<Sm2Certificate> Read() => Sm2Certificate.Read(Convert.FromBase64String(ContentText));
}
