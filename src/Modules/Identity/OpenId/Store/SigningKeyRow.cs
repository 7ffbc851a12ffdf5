using Guotu.Database.Rows;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Store;

/// <summary>A row of <c>id_openid_key</c>: the private key is encrypted under the node's key hierarchy, and the MAC covers the plain one.</summary>
internal sealed record SigningKeyRow
{
    public const string SecretColumn = "secret_text";

    public static readonly ProtectedTable Table = new(
        "id_openid_key", "key_id", ["modulus_text", "exponent_text", SecretColumn, "active_utc", "retire_utc"], new HashSet<string> { SecretColumn }, "row_mac");

    public long KeyId { get; init; }

    /// <summary>Base64url, as in a JWK.</summary>
    public string ModulusText { get; init; } = string.Empty;

    public string ExponentText { get; init; } = string.Empty;

    /// <summary>As stored: encrypted. In plain it is PKCS #8 in Base64.</summary>
    public string SecretText { get; init; } = string.Empty;

    public Instant ActiveUtc { get; init; }

    public Instant? RetireUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public string Name => "guotu-" + KeyId.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public bool IsPublishedAt(Instant now) => RetireUtc is null || RetireUtc > now;

    public IReadOnlyList<RowValue> ValuesWith(string secret) =>
    [
        RowValue.Of("modulus_text", ModulusText),
        RowValue.Of("exponent_text", ExponentText),
        RowValue.Of(SecretColumn, secret),
        RowValue.Of("active_utc", ActiveUtc),
        RowValue.Of("retire_utc", RetireUtc),
    ];

    /// <summary>For the proof of the rows.</summary>
    public static OpenedRow Open(RowWriter rows, SigningKeyRow row)
    {
        var secret = rows.Decrypt(Table, SecretColumn, row.KeyId, row.SecretText);
        return secret.Error is { } closed
            ? new OpenedRow(row.KeyId, row.RowMac, closed) { Closed = SecretColumn }
            : new OpenedRow(row.KeyId, row.RowMac, Result<IReadOnlyList<RowValue>>.Of(row.ValuesWith(secret.Value)));
    }
}
