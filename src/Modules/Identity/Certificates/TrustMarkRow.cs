using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>A row of <c>id_trust_mark</c>, the newest revocation list ever taken of one authority; its MAC covers all of it.</summary>
internal sealed record TrustMarkRow
{
    public static readonly ProtectedTable Table = new(
        "id_trust_mark", "mark_id", ["key_digest", "issuer_name", "list_digest", "list_number", "list_utc", "set_utc"], new HashSet<string>(), "row_mac");

    public long MarkId { get; init; }

    /// <summary>SM3 of the authority's public key: names are not enough, two authorities may carry one.</summary>
    public string KeyDigest { get; init; } = string.Empty;

    public string IssuerName { get; init; } = string.Empty;

    /// <summary>SM3 of the newest list, lower-case hexadecimal.</summary>
    public string ListDigest { get; init; } = string.Empty;

    /// <summary>The greatest number, forty hexadecimal digits; null where no list had one.</summary>
    public string? ListNumber { get; init; }

    /// <summary>The latest issue.</summary>
    public Instant ListUtc { get; init; }

    public Instant SetUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("key_digest", KeyDigest),
        RowValue.Of("issuer_name", IssuerName),
        RowValue.Of("list_digest", ListDigest),
        RowValue.Of("list_number", ListNumber),
        RowValue.Of("list_utc", ListUtc),
        RowValue.Of("set_utc", SetUtc),
    ];
}
