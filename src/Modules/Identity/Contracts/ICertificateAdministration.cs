using Guotu.Crypto.Certificates;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Contracts;

/// <summary>
/// Certificates of people, and the authorities and revocation lists that they are judged by (人员证书与信任的机构), for the security administrator. The
/// caller has checked the permission.
/// </summary>
public interface ICertificateAdministration
{
    Task<Result<CertificatesView>> ListAsync(CancellationToken ct);

    /// <summary>Judges a certificate, PEM or DER, as a binding would, and binds nothing.</summary>
    Task<Result<CertificateLook>> LookAsync(ReadOnlyMemory<byte> certificate, CancellationToken ct);

    /// <summary>Binds a certificate to an account; the account's sessions end, since they were begun without it. An administrator's needs two persons.</summary>
    Task<Result<CertificateLook>> BindAsync(CommandContext context, NewCertificate wanted, CancellationToken ct);

    /// <summary>Takes a certificate off an account by its serial number or SM3; the account's sessions end. An administrator's needs two persons.</summary>
    Task<Result> UnbindAsync(CommandContext context, string account, string certificate, CancellationToken ct);

    /// <summary>
    /// Registers the certificate of an authority in between, PEM or DER. An anchor, which nothing vouches for but this act, is refused with
    /// <see cref="ControlErrors.SecondPersonNeeded"/>.
    /// </summary>
    Task<Result<TrustLine>> AddAuthorityAsync(CommandContext context, TrustKind kind, ReadOnlyMemory<byte> certificate, CancellationToken ct);

    /// <summary>Takes in a revocation list in the place of its authority's older ones.</summary>
    Task<Result<TrustLine>> ImportListAsync(CommandContext context, ReadOnlyMemory<byte> list, CancellationToken ct);

    /// <summary>Takes out an authority or list by its SM3 or the beginning of it, at least 8 digits.</summary>
    Task<Result> RemoveTrustAsync(CommandContext context, string digest, CancellationToken ct);

    /// <summary>What certificates are judged by now.</summary>
    Task<Result<TrustMaterial>> TrustAsync(CancellationToken ct);
}

/// <summary>A certificate to be bound.</summary>
/// <param name="Account">Login name.</param>
/// <param name="Certificate">PEM or DER.</param>
public sealed record NewCertificate(string Account, ReadOnlyMemory<byte> Certificate);

/// <summary>What a certificate says, before it is bound.</summary>
/// <param name="Digest">SM3, lower-case hexadecimal.</param>
/// <param name="Refusal">Why it could not be bound; null where it could.</param>
public sealed record CertificateLook(string Digest, string Serial, string Issuer, string Subject, Instant ValidFrom, Instant ValidUntil, string? Refusal);

/// <summary>Certificates and what they are judged by.</summary>
/// <param name="Enabled">Whether this node lets people log in with them.</param>
public sealed record CertificatesView(bool Enabled, IReadOnlyList<CertificateLine> Certificates, IReadOnlyList<TrustLine> Trust);

/// <summary>A bound certificate.</summary>
/// <param name="Reason">Why it is refused; null where it is not.</param>
public sealed record CertificateLine(
    long Id, string Account, string Name, string Digest, string Serial, string Issuer, string Subject, Instant ValidFrom, Instant ValidUntil, CertificateStanding Standing, string? Reason, string BoundBy, Instant BoundAt);

/// <summary>Whether a certificate serves now (证书状态).</summary>
public enum CertificateStanding
{
    /// <summary>有效.</summary>
    Good,

    /// <summary>将到期: within 30 days.</summary>
    Expiring,

    /// <summary>不能用: out of its time, revoked, or its authority or list is missing or stale.</summary>
    Refused,

    /// <summary>被改动: the row was changed outside the platform.</summary>
    Tampered,
}

/// <summary>An authority or a revocation list.</summary>
/// <param name="Fresh">Whether its time has begun and is not over.</param>
public sealed record TrustLine(long Id, TrustKind Kind, string Subject, string Digest, Instant From, Instant? Until, bool Fresh);

/// <summary>What is trusted (信任的内容).</summary>
public enum TrustKind
{
    /// <summary>根证书.</summary>
    Anchor,

    /// <summary>中间机构.</summary>
    Authority,

    /// <summary>撤销列表.</summary>
    RevocationList,
}
