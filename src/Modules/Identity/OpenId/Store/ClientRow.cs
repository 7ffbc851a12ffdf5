using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Store;

/// <summary>A row of <c>id_openid_client</c>, a system that people may sign on to, whose MAC covers all of it.</summary>
internal sealed record ClientRow
{
    public const string BySecret = "SECRET";
    public const string ByKey = "KEY";

    public static readonly ProtectedTable Table = new(
        "id_openid_client",
        "client_key",
        [
            "client_code", "client_name", "proof_kind", "secret_hex", "key_text", "redirect_text", "logout_text", "home_text", "scopes_text", "roles_text", "is_enabled",
            "changed_by", "changed_utc",
        ],
        new HashSet<string>(),
        "row_mac");

    public long ClientKey { get; init; }

    public string ClientCode { get; init; } = string.Empty;

    public string ClientName { get; init; } = string.Empty;

    public string ProofKind { get; init; } = BySecret;

    /// <summary>SM3 of the secret; null where the system proves itself by a key.</summary>
    public string? SecretHex { get; init; }

    /// <summary>JWKS of the system's public keys; null where it proves itself by a secret.</summary>
    public string? KeyText { get; init; }

    public string RedirectText { get; init; } = string.Empty;

    public string? LogoutText { get; init; }

    public string? HomeText { get; init; }

    public string ScopesText { get; init; } = string.Empty;

    public string RolesText { get; init; } = string.Empty;

    public bool IsEnabled { get; init; }

    public long ChangedBy { get; init; }

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<string> Redirects => OpenIdTerms.Lines(RedirectText);

    public IReadOnlyList<string> Logouts => OpenIdTerms.Lines(LogoutText);

    public IReadOnlyList<string> Scopes => OpenIdTerms.Words(ScopesText);

    public IReadOnlyList<string> Roles => OpenIdTerms.Words(RolesText);

    public bool IsFor(IReadOnlySet<string> roles) => Roles.Any(roles.Contains);

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("client_code", ClientCode),
        RowValue.Of("client_name", ClientName),
        RowValue.Of("proof_kind", ProofKind),
        RowValue.Of("secret_hex", SecretHex),
        RowValue.Of("key_text", KeyText),
        RowValue.Of("redirect_text", RedirectText),
        RowValue.Of("logout_text", LogoutText),
        RowValue.Of("home_text", HomeText),
        RowValue.Of("scopes_text", ScopesText),
        RowValue.Of("roles_text", RolesText),
        RowValue.Of("is_enabled", IsEnabled),
        RowValue.Of("changed_by", ChangedBy),
        RowValue.Of("changed_utc", ChangedUtc),
    ];
}
