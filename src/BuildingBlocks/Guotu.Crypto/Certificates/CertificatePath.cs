using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Certificates;

/// <summary>What a certificate is judged by (信任依据).</summary>
/// <param name="Anchors">Roots that are trusted by the bureau's decision; found by their exact bytes.</param>
/// <param name="Intermediates">Authorities in between, trusted only by their path.</param>
/// <param name="RevocationLists">One fresh list of every authority on the path.</param>
public sealed record TrustMaterial(
    IReadOnlyList<Sm2Certificate> Anchors,
    IReadOnlyList<Sm2Certificate> Intermediates,
    IReadOnlyList<Sm2RevocationList> RevocationLists);

/// <summary>
/// Judges a certificate by its path (证书链校验, RFC 5280, 6; GM/T 0015): signatures, validity, constraints, usage, revocation. Doubt is a refusal:
/// a revocation list that is missing, stale or partial refuses too.
/// </summary>
public static class CertificatePath
{
    private const int Longest = 5;

    /// <summary>The path from the certificate to its anchor, or the first reason why it is not trusted.</summary>
    /// <param name="certificate">The one to be used.</param>
    /// <param name="use">For what.</param>
    /// <param name="trust">Anchors, authorities and lists.</param>
    /// <param name="at">When: now, or the time of an old signature that is proved otherwise.</param>
    public static Result<IReadOnlyList<Sm2Certificate>> Judge(Sm2Certificate certificate, CertificateUse use, TrustMaterial trust, Instant at)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(trust);
        if (UsageFault(certificate, use) is { } misused)
            return Refused(certificate, misused);

        var path = new List<Sm2Certificate> { certificate };
        while (!IsAnchor(path[^1], trust))
        {
            if (path.Count == Longest)
                return Refused(certificate, "证书链过长");

            if (IssuerOf(path[^1], trust) is not { } issuer)
                return Refused(path[^1], "签发它的机构不在受信任的机构之中,或签名不符");

            path.Add(issuer);
        }

        return FirstFault(path, trust, at) is { } fault ? fault : path;
    }

    private static bool IsAnchor(Sm2Certificate certificate, TrustMaterial trust) =>
        trust.Anchors.Any(a => a.Der.Span.SequenceEqual(certificate.Der.Span));

    private static Sm2Certificate? IssuerOf(Sm2Certificate certificate, TrustMaterial trust) => trust.Anchors.Concat(trust.Intermediates)
        .FirstOrDefault(c => c.SubjectName.Equivalent(certificate.IssuerName, inOrder: true) && certificate.IsSignedBy(c.PublicKey));

    private static Error? FirstFault(List<Sm2Certificate> path, TrustMaterial trust, Instant at)
    {
        for (var i = 0; i < path.Count; i++)
        {
            var fault = ValidityFault(path[i], at)
                ?? (path[i].HasUnknownCriticalExtension ? "有本系统不认识的关键扩展项" : null)
                ?? (i > 0 ? AuthorityFault(path[i], i - 1) : null)
                ?? (i + 1 < path.Count ? RevocationFault(path[i], path[i + 1], trust, at) : null);
            if (fault is not null)
                return Refused(path[i], fault);
        }

        return null;
    }

    private static string? ValidityFault(Sm2Certificate certificate, Instant at)
    {
        if (at < certificate.ValidFrom)
            return "还没有到有效期";

        return at > certificate.ValidUntil ? "已过有效期" : null;
    }

    /// <param name="certificate">One that certified the one before it.</param>
    /// <param name="below">Authorities between it and the certificate in question.</param>
    private static string? AuthorityFault(Sm2Certificate certificate, int below)
    {
        if (!certificate.IsAuthority)
            return "它不是签发机构的证书";

        if (!certificate.HasUsage(CertificateUsageBit.KeyCertSign))
            return "密钥用法不含签发证书";

        return below > certificate.PathLength ? "下级机构的层数超出限制" : null;
    }

    private static string? UsageFault(Sm2Certificate certificate, CertificateUse use)
    {
        var fits = use switch
        {
            CertificateUse.Authority => certificate.IsAuthority && certificate.HasUsage(CertificateUsageBit.KeyCertSign),
            CertificateUse.Signing or CertificateUse.Authentication or CertificateUse.Server => certificate.HasUsage(CertificateUsageBit.DigitalSignature),
            CertificateUse.Encryption => certificate.HasUsage(CertificateUsageBit.KeyEncipherment),

            // The suites of TLCP with a key exchange agree on a key where the others encipher one.
            _ => certificate.HasUsage(CertificateUsageBit.KeyEncipherment) || certificate.HasUsage(CertificateUsageBit.KeyAgreement),
        };
        if (!fits)
            return "密钥用法与用途不符";

        if (use != CertificateUse.Authority && certificate.IsAuthority)
            return "机构的证书不能作为使用者的证书";

        if (use == CertificateUse.Authentication && !certificate.MayAuthenticate)
            return "扩展密钥用法不含身份鉴别";

        return use is CertificateUse.Server or CertificateUse.ServerEncryption && !certificate.MayBeServer ? "扩展密钥用法不含服务器身份" : null;
    }

    private static string? RevocationFault(Sm2Certificate certificate, Sm2Certificate issuer, TrustMaterial trust, Instant at)
    {
        if (!issuer.HasUsage(CertificateUsageBit.CrlSign))
            return "签发机构的密钥用法不含签发撤销列表";

        var lists = trust.RevocationLists
            .Where(l => l.IssuerName.Equivalent(issuer.SubjectName, inOrder: true) && !l.IsPartial && l.IsSignedBy(issuer.PublicKey))
            .ToList();
        if (lists.Count == 0)
            return "没有签发机构的撤销列表";

        // One that is revoked in any list of the authority is revoked, whichever is fresh.
        if (lists.Exists(l => l.RevokedAt(certificate) is { } since && since <= at))
            return "已被撤销";

        return lists.Exists(l => l.ThisUpdate <= at && l.NextUpdate is { } next && at <= next) ? null : "签发机构的撤销列表已过期";
    }

    private static Error Refused(Sm2Certificate certificate, string reason) =>
        new(CryptoErrors.CertificateNotTrusted, ("subject", certificate.Subject), ("reason", reason));
}
