using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_grant</c>, whose MAC covers all of it.</summary>
internal sealed class GrantRow
{
    public static readonly ProtectedTable Table = new(
        "id_grant",
        "grant_id",
        ["user_id", "role_code", "scope_kind", "scope_value", "until_on", "granted_by", "granted_utc", "is_revoked"],
        new HashSet<string>(),
        "row_mac");

    public long GrantId { get; init; }

    public long UserId { get; init; }

    public string RoleCode { get; init; } = string.Empty;

    public string ScopeKind { get; init; } = string.Empty;

    public string? ScopeValue { get; init; }

    public DateOnly? UntilOn { get; init; }

    public long GrantedBy { get; init; }

    public Instant GrantedUtc { get; init; }

    public bool IsRevoked { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("user_id", UserId),
        RowValue.Of("role_code", RoleCode),
        RowValue.Of("scope_kind", ScopeKind),
        RowValue.Of("scope_value", ScopeValue),
        RowValue.Of("until_on", UntilOn),
        RowValue.Of("granted_by", GrantedBy),
        RowValue.Of("granted_utc", GrantedUtc),
        RowValue.Of("is_revoked", IsRevoked),
    ];

    /// <summary>The same grant, reaching as far as another office does.</summary>
    public GrantRow Reaching(string kind, string? value) => new()
    {
        GrantId = GrantId,
        UserId = UserId,
        RoleCode = RoleCode,
        ScopeKind = kind,
        ScopeValue = value,
        UntilOn = UntilOn,
        GrantedBy = GrantedBy,
        GrantedUtc = GrantedUtc,
        IsRevoked = IsRevoked,
    };

    public GrantRow Revoked() => new()
    {
        GrantId = GrantId,
        UserId = UserId,
        RoleCode = RoleCode,
        ScopeKind = ScopeKind,
        ScopeValue = ScopeValue,
        UntilOn = UntilOn,
        GrantedBy = GrantedBy,
        GrantedUtc = GrantedUtc,
        IsRevoked = true,
    };
}
