using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Store;

/// <summary>The one row of <c>id_openid_provider</c>, whose MAC covers all of it.</summary>
internal sealed record ProviderRow
{
    public const long OnlyId = 1;

    public static readonly ProtectedTable Table = new(
        "id_openid_provider", "provider_id", ["issuer_text", "is_enabled", "changed_by", "changed_utc"], new HashSet<string>(), "row_mac");

    public long ProviderId { get; init; } = OnlyId;

    /// <summary>Origin of the platform as browsers and other systems reach it; without a slash at the end.</summary>
    public string IssuerText { get; init; } = string.Empty;

    public bool IsEnabled { get; init; }

    public long ChangedBy { get; init; }

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("issuer_text", IssuerText),
        RowValue.Of("is_enabled", IsEnabled),
        RowValue.Of("changed_by", ChangedBy),
        RowValue.Of("changed_utc", ChangedUtc),
    ];
}
