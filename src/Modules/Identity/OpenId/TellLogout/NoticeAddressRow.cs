using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>A row of <c>id_openid_notice_to</c>, where a system wants to be told of ended sessions; its MAC covers all of it.</summary>
internal sealed record NoticeAddressRow
{
    public static readonly ProtectedTable Table = new("id_openid_notice_to", "client_key", ["address_text", "changed_by", "changed_utc"], new HashSet<string>(), "row_mac");

    public long ClientKey { get; init; }

    public string AddressText { get; init; } = string.Empty;

    public long ChangedBy { get; init; }

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("address_text", AddressText),
        RowValue.Of("changed_by", ChangedBy),
        RowValue.Of("changed_utc", ChangedUtc),
    ];
}
