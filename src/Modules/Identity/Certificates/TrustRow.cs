using Guotu.Database.Rows;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>A row of <c>id_trust</c>, whose MAC covers all of it.</summary>
internal sealed class TrustRow
{
    public static readonly ProtectedTable Table = new(
        "id_trust",
        "trust_id",
        ["item_kind", "item_digest", "subject_name", "from_utc", "until_utc", "content_text", "set_by", "set_utc"],
        new HashSet<string>(),
        "row_mac");

    public long TrustId { get; init; }

    /// <summary>A name of <see cref="TrustKind"/>.</summary>
    public string ItemKind { get; init; } = string.Empty;

    /// <summary>SM3 of the content, lower-case hexadecimal.</summary>
    public string ItemDigest { get; init; } = string.Empty;

    public string SubjectName { get; init; } = string.Empty;

    public Instant FromUtc { get; init; }

    /// <summary>Null for a revocation list that does not say when it will be replaced.</summary>
    public Instant? UntilUtc { get; init; }

    /// <summary>Base64 of the DER.</summary>
    public string ContentText { get; init; } = string.Empty;

    public long SetBy { get; init; }

    public Instant SetUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public TrustKind Kind => Enum.Parse<TrustKind>(ItemKind);

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("item_kind", ItemKind),
        RowValue.Of("item_digest", ItemDigest),
        RowValue.Of("subject_name", SubjectName),
        RowValue.Of("from_utc", FromUtc),
        RowValue.Of("until_utc", UntilUtc),
        RowValue.Of("content_text", ContentText),
        RowValue.Of("set_by", SetBy),
        RowValue.Of("set_utc", SetUtc),
    ];

    public TrustLine LineAt(Instant now) =>
        new(TrustId, Kind, SubjectName, ItemDigest, FromUtc, UntilUtc, Fresh: FromUtc <= now && UntilUtc is { } until && now <= until);
}
