using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_user</c>, whose MAC covers all of it.</summary>
internal sealed class AccountRow
{
    public static readonly ProtectedTable Table = new(
        "id_user",
        "user_id",
        ["account_name", "user_name", "org_id", "is_enabled", "password_hash", "must_change", "password_utc", "expires_on"],
        new HashSet<string>(),
        "row_mac");

    public long UserId { get; init; }

    public string AccountName { get; init; } = string.Empty;

    public string UserName { get; init; } = string.Empty;

    public long OrgId { get; init; }

    public bool IsEnabled { get; init; }

    public string PasswordHash { get; init; } = string.Empty;

    public bool MustChange { get; init; }

    public Instant PasswordUtc { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("account_name", AccountName),
        RowValue.Of("user_name", UserName),
        RowValue.Of("org_id", OrgId),
        RowValue.Of("is_enabled", IsEnabled),
        RowValue.Of("password_hash", PasswordHash),
        RowValue.Of("must_change", MustChange),
        RowValue.Of("password_utc", PasswordUtc),
        RowValue.Of("expires_on", ExpiresOn),
    ];

    /// <summary>The same account with another last day, or none.</summary>
    public AccountRow Expiring(DateOnly? on) => new()
    {
        UserId = UserId,
        AccountName = AccountName,
        UserName = UserName,
        OrgId = OrgId,
        IsEnabled = IsEnabled,
        PasswordHash = PasswordHash,
        MustChange = MustChange,
        PasswordUtc = PasswordUtc,
        ExpiresOn = on,
        RowMac = RowMac,
    };

    /// <summary>The same account under another name or in another organisation.</summary>
    public AccountRow Placed(string name, long organisation) => new()
    {
        UserId = UserId,
        AccountName = AccountName,
        UserName = name,
        OrgId = organisation,
        IsEnabled = IsEnabled,
        PasswordHash = PasswordHash,
        MustChange = MustChange,
        PasswordUtc = PasswordUtc,
        ExpiresOn = ExpiresOn,
        RowMac = RowMac,
    };

    public AccountRow With(bool? enabled = null, string? passwordHash = null, bool? mustChange = null, Instant? passwordAt = null) => new()
    {
        UserId = UserId,
        AccountName = AccountName,
        UserName = UserName,
        OrgId = OrgId,
        IsEnabled = enabled ?? IsEnabled,
        PasswordHash = passwordHash ?? PasswordHash,
        MustChange = mustChange ?? MustChange,
        PasswordUtc = passwordAt ?? PasswordUtc,
        ExpiresOn = ExpiresOn,
        RowMac = RowMac,
    };
}
