using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Tokens;

/// <summary>A row of <c>mp_token</c>, whose MAC covers all of it. The token itself is nowhere, only its SM3 digest.</summary>
internal sealed class TokenRow
{
    public static readonly ProtectedTable Table = new(
        "mp_token",
        "token_id",
        ["user_id", "token_name", "token_digest", "address_list", "created_utc", "expires_utc", "revoked_utc"],
        new HashSet<string>(),
        "row_mac");

    public long TokenId { get; init; }

    public long UserId { get; init; }

    public string TokenName { get; init; } = string.Empty;

    public string TokenDigest { get; init; } = string.Empty;

    public string? AddressList { get; init; }

    public Instant CreatedUtc { get; init; }

    public Instant ExpiresUtc { get; init; }

    public Instant? RevokedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<string> Addresses => AddressList?.Split(',') ?? [];

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("user_id", UserId),
        RowValue.Of("token_name", TokenName),
        RowValue.Of("token_digest", TokenDigest),
        RowValue.Of("address_list", AddressList),
        RowValue.Of("created_utc", CreatedUtc),
        RowValue.Of("expires_utc", ExpiresUtc),
        RowValue.Of("revoked_utc", RevokedUtc),
    ];

    public bool IsValidAt(Instant now) => RevokedUtc is null && now.CompareTo(ExpiresUtc) < 0;

    public TokenRow Revoked(Instant at) => new()
    {
        TokenId = TokenId,
        UserId = UserId,
        TokenName = TokenName,
        TokenDigest = TokenDigest,
        AddressList = AddressList,
        CreatedUtc = CreatedUtc,
        ExpiresUtc = ExpiresUtc,
        RevokedUtc = at,
    };
}
