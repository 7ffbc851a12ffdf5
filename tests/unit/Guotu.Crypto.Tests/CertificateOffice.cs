using Guotu.Crypto.Certificates;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;

namespace Guotu.Crypto.Tests;

/// <summary>A root, an authority below it, and fresh revocation lists of both: where each test starts from.</summary>
internal sealed class CertificateOffice
{
    private static readonly CertificateSubject RootName = new("西乡县自然资源局", null, "测试根证书");
    private static readonly CertificateSubject AuthorityName = new("西乡县自然资源局", "证书", "测试签发机构");

    public CertificateOffice()
    {
        Root = CertificateAuthority.MakeRoot(Order(CertificateUse.Authority, RootName) with { PathLength = 1 }, NewKey(), Random);
        var key = NewKey();
        Authority = new CertificateAuthority(Root.Issue(Order(CertificateUse.Authority, AuthorityName), key.PublicKey), key, Random);
    }

    public static Instant Start { get; } = Instant.Parse("2026-03-02T00:00:00.000000Z");

    public static Instant Noon { get; } = Start.Plus(TimeSpan.FromHours(12));

    public SystemRandomSource Random { get; } = new();

    public CertificateAuthority Root { get; }

    public CertificateAuthority Authority { get; }

    public Sm2Certificate Person { get; private set; } = null!;

    public static CertificateOrder Order(CertificateUse use, CertificateSubject subject) => new(use, subject, Start, Start.Plus(TimeSpan.FromDays(365)));

    public static CertificateOrder OfPerson(CertificateUse use) => Order(use, new CertificateSubject("西乡县自然资源局", "行政审批股", "王晓燕"));

    public Sm2Certificate Certify(CertificateUse use) => Person = Authority.Issue(OfPerson(use), NewKey().PublicKey);

    public TrustMaterial Trust(params RevokedCertificate[] revoked) => new(
        [Root.Certificate],
        [Authority.Certificate],
        [
            Root.Revoke([], Start, Start.Plus(TimeSpan.FromDays(30)), 1),
            Authority.Revoke(revoked, Start, Start.Plus(TimeSpan.FromDays(30)), 1),
        ]);

    public static Sm2PrivateKey NewKey() => Sm2PrivateKey.Generate(new SystemRandomSource());
}
