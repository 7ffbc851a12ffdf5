using Guotu.Crypto.Certificates;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Certificates;

/// <inheritdoc cref="ICertificateAdministration"/>
internal sealed class CertificateAdministration(BindCertificate bind, TrustCommands trust, CertificateLists lists) : ICertificateAdministration
{
    public Task<Result<CertificatesView>> ListAsync(CancellationToken ct) => lists.AllAsync(ct);

    public Task<Result<CertificateLook>> LookAsync(ReadOnlyMemory<byte> certificate, CancellationToken ct) => bind.LookAsync(certificate, ct);

    public Task<Result<CertificateLook>> BindAsync(CommandContext context, NewCertificate wanted, CancellationToken ct) => bind.RunAsync(context, wanted, ct);

    public Task<Result> UnbindAsync(CommandContext context, string account, string certificate, CancellationToken ct) =>
        bind.UnbindAsync(context, account, certificate, ct);

    public Task<Result<TrustLine>> AddAuthorityAsync(CommandContext context, TrustKind kind, ReadOnlyMemory<byte> certificate, CancellationToken ct) =>
        trust.AddAuthorityAsync(context, kind, certificate, ct);

    public Task<Result<TrustLine>> ImportListAsync(CommandContext context, ReadOnlyMemory<byte> list, CancellationToken ct) => trust.ImportListAsync(context, list, ct);

    public Task<Result> RemoveTrustAsync(CommandContext context, string digest, CancellationToken ct) => trust.RemoveAsync(context, digest, ct);

    public Task<Result<TrustMaterial>> TrustAsync(CancellationToken ct) => lists.TrustAsync(ct);
}
