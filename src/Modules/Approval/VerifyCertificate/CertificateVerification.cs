using Guotu.Approval.Contracts;
using Guotu.Approval.Store;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Approval.VerifyCertificate;

/// <summary>
/// 证书查验, for anyone who has the paper: the code cannot be guessed, and the answer has no personal data. Valid only where the paper's
/// file is in the store and is still the one that was issued, and the row is as the platform wrote it.
/// </summary>
public sealed class CertificateVerification(IUnitsOfWork units, IFileStore files, CertificateStore certificates, IClock clock)
{
    private const int CodeLength = 20;

    public async Task<Result<VerifiedCertificate>> FindAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length != CodeLength)
        {
            return new Error(ApprovalErrors.VerificationUnknown);
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        if (await CertificateStore.ByCodeAsync(session, code.ToUpperInvariant(), ct) is not { DocumentDigest: { } digest } certificate)
        {
            return new Error(ApprovalErrors.VerificationUnknown);
        }

        var opened = await files.OpenAsync(digest, ct);
        if (opened.IsSuccess)
        {
            await opened.Value.DisposeAsync();
        }

        var (valid, state) = StateOf(certificate, opened.IsSuccess);
        return new VerifiedCertificate(
            valid, state, certificate.KindCode, certificate.CertificateNumber, certificate.ProvisionalFlag, certificate.ProjectName, certificate.IssuedOn, certificate.ValidUntil, digest);
    }

    private (bool Valid, string State) StateOf(CertificateRow certificate, bool paperIsThere) =>
        !certificates.IsIntact(certificate) ? (false, "登记信息核对不上")
        : certificate.RevokedUtc is not null ? (false, "已撤销")
        : !paperIsThere ? (false, "存档文件核对不上")
        : certificate.DeliveredUtc is null ? (false, "尚未发证")
        : certificate.ValidUntil < clock.Now.LocalDate ? (false, "已过有效期")
        : (true, "有效");
}

/// <summary>What anyone may know of a certificate.</summary>
public sealed record VerifiedCertificate(
    bool Valid, string State, string Kind, string Number, bool Provisional, string ProjectName, DateOnly IssuedOn, DateOnly ValidUntil, string Digest);
