using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Contracts;

/// <summary>Systems that people sign on to by the platform (单点登录的管理): the security administrator's, by name and in the audit trail.</summary>
public interface IOpenIdAdministration
{
    Task<Result<OpenIdView>> ReadAsync(CancellationToken ct);

    /// <summary>Sets the platform's own address and whether it provides; the first time it makes the first signing key.</summary>
    Task<Result> SetProviderAsync(CommandContext context, OpenIdProviderBody wanted, CancellationToken ct);

    /// <summary>Publishes the next signing key, which signs an hour later.</summary>
    Task<Result> RotateKeyAsync(CommandContext context, CancellationToken ct);

    /// <summary>For a key that may be known: the next one signs at once and the old ones are no longer published.</summary>
    Task<Result> WithdrawKeysAsync(CommandContext context, CancellationToken ct);

    /// <summary>Registers a system; its secret is in the answer and nowhere else.</summary>
    Task<Result<OpenIdClientMade>> AddAsync(CommandContext context, OpenIdClientBody wanted, CancellationToken ct);

    Task<Result> ChangeAsync(CommandContext context, string code, OpenIdClientBody wanted, CancellationToken ct);

    /// <summary>Where the system is told that a person's session ended; null or empty for nowhere.</summary>
    Task<Result> SetLogoutNoticeAsync(CommandContext context, string code, string? address, CancellationToken ct);

    Task<Result> EnableAsync(CommandContext context, string code, CancellationToken ct);

    /// <summary>Nobody signs on any more, and what was issued is worth nothing.</summary>
    Task<Result> DisableAsync(CommandContext context, string code, CancellationToken ct);

    /// <summary>A new secret in the place of the old one, which is worth nothing from now on.</summary>
    Task<Result<OpenIdClientMade>> ReplaceSecretAsync(CommandContext context, string code, CancellationToken ct);
}

/// <summary>The provider with its systems.</summary>
/// <param name="Issuer">Address of the platform; null where it was never set.</param>
/// <param name="Roles">Roles that may be named.</param>
public sealed record OpenIdView(
    string? Issuer, bool Enabled, IReadOnlyList<OpenIdKeyLine> Keys, IReadOnlyList<OpenIdClientLine> Clients, IReadOnlyList<OpenIdRole> Roles);

/// <summary>A signing key that is published.</summary>
public sealed record OpenIdKeyLine(string Name, Instant ActiveAt, Instant? RetireAt);

public sealed record OpenIdRole(string Code, string Name);

/// <summary>A registered system.</summary>
/// <param name="Code">client_id.</param>
/// <param name="BySecret">Proves itself by a secret; otherwise by a key of its own.</param>
/// <param name="Intact">False where the row was altered behind the application: the system is then refused.</param>
public sealed record OpenIdClientLine(
    string Code,
    string Name,
    bool BySecret,
    string? Keys,
    IReadOnlyList<string> Redirects,
    IReadOnlyList<string> Logouts,
    string? Home,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Roles,
    bool Enabled,
    bool Intact,
    Instant ChangedAt)
{
    /// <summary>Where it is told of ended sessions; null where it is not.</summary>
    public string? LogoutNotice { get; init; }
}

public sealed record OpenIdProviderBody(string Issuer, bool Enabled);

/// <summary>What is registered of a system.</summary>
/// <param name="Code">client_id: lower-case letters, digits and hyphens; never changed.</param>
/// <param name="Keys">JWKS of the system's public keys, where it proves itself by them; otherwise it gets a secret.</param>
/// <param name="Redirects">Where people come back to, letter by letter.</param>
/// <param name="Logouts">Where they come back to after logging out.</param>
/// <param name="Home">First page, for the list of applications.</param>
/// <param name="Scopes">profile, account, organisation, roles; <c>openid</c> is always there.</param>
/// <param name="Roles">Who may use it; only these are told to it.</param>
public sealed record OpenIdClientBody(
    string Code, string Name, string? Keys, IReadOnlyList<string> Redirects, IReadOnlyList<string>? Logouts, string? Home, IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles);

/// <summary>A system with its secret, which is shown this once.</summary>
/// <param name="Secret">Null where it proves itself by a key.</param>
public sealed record OpenIdClientMade(string Code, string? Secret);
