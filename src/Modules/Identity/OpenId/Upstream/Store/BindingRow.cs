using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>A row of <c>id_upstream_binding</c>: one person of the city's provider is one account. The MAC covers all of it.</summary>
internal sealed record BindingRow
{
    public static readonly ProtectedTable Table = new(
        "id_upstream_binding",
        "user_id",
        ["issuer_text", "subject_text", "subject_digest", "reason_text", "bound_by", "bound_utc"],
        new HashSet<string>(),
        "row_mac");

    public long UserId { get; init; }

    public string IssuerText { get; init; } = string.Empty;

    public string SubjectText { get; init; } = string.Empty;

    public string SubjectDigest { get; init; } = string.Empty;

    public string ReasonText { get; init; } = string.Empty;

    public long BoundBy { get; init; }

    public Instant BoundUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("issuer_text", IssuerText),
        RowValue.Of("subject_text", SubjectText),
        RowValue.Of("subject_digest", SubjectDigest),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("bound_by", BoundBy),
        RowValue.Of("bound_utc", BoundUtc),
    ];

    /// <summary>Finds the row: subjects are compared whole, with their issuer, letter by letter.</summary>
    public static string DigestOf(string issuer, string subject) =>
        Convert.ToHexString(Sm3.Hash(new BoundText("guotu upstream subject 1").Add(issuer).Add(subject).ToArray())).ToLowerInvariant();
}
