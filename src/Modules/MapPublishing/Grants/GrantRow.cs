using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Grants;

/// <summary>A row of <c>mp_grant</c>, whose MAC covers all of it. Revoked rows stay.</summary>
internal sealed class GrantRow
{
    public const string EveryLayer = "*";

    public static readonly ProtectedTable Table = new(
        "mp_grant",
        "grant_id",
        ["role_code", "layer_code", "is_hidden", "row_filter", "denied_fields", "area_regions", "area_wkt", "label_limit", "granted_by", "granted_utc", "is_revoked"],
        new HashSet<string>(),
        "row_mac");

    public long GrantId { get; init; }

    public string RoleCode { get; init; } = string.Empty;

    public string LayerCode { get; init; } = string.Empty;

    public bool IsHidden { get; init; }

    public string? RowFilter { get; init; }

    public string? DeniedFields { get; init; }

    public string? AreaRegions { get; init; }

    public string? AreaWkt { get; init; }

    public int LabelLimit { get; init; }

    public long GrantedBy { get; init; }

    public Instant GrantedUtc { get; init; }

    public bool IsRevoked { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<string> Denied => DeniedFields?.Split(',') ?? [];

    public IReadOnlyList<string> Regions => AreaRegions?.Split(',') ?? [];

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("role_code", RoleCode),
        RowValue.Of("layer_code", LayerCode),
        RowValue.Of("is_hidden", IsHidden),
        RowValue.Of("row_filter", RowFilter),
        RowValue.Of("denied_fields", DeniedFields),
        RowValue.Of("area_regions", AreaRegions),
        RowValue.Of("area_wkt", AreaWkt),
        RowValue.Of("label_limit", LabelLimit),
        RowValue.Of("granted_by", GrantedBy),
        RowValue.Of("granted_utc", GrantedUtc),
        RowValue.Of("is_revoked", IsRevoked),
    ];

    public GrantRow Revoked() => new()
    {
        GrantId = GrantId,
        RoleCode = RoleCode,
        LayerCode = LayerCode,
        IsHidden = IsHidden,
        RowFilter = RowFilter,
        DeniedFields = DeniedFields,
        AreaRegions = AreaRegions,
        AreaWkt = AreaWkt,
        LabelLimit = LabelLimit,
        GrantedBy = GrantedBy,
        GrantedUtc = GrantedUtc,
        IsRevoked = true,
    };
}

/// <summary>The one row of <c>mp_policy</c>: it closes over all grants, so that one removed behind the application's back is noticed.</summary>
internal sealed class PolicyRow
{
    public const long OnlyId = 1;

    public static readonly ProtectedTable Table = new("mp_policy", "policy_id", ["version_no", "grant_digest"], new HashSet<string>(), "row_mac");

    public long VersionNo { get; init; }

    public string GrantDigest { get; init; } = string.Empty;

    public string RowMac { get; init; } = string.Empty;

    public long PolicyId { get; init; } = OnlyId;

    public IReadOnlyList<RowValue> Values => [RowValue.Of("version_no", VersionNo), RowValue.Of("grant_digest", GrantDigest)];
}
