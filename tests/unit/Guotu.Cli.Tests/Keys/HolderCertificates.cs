using Guotu.Crypto;
using Guotu.Crypto.Certificates;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;

namespace Guotu.Cli.Tests.Keys;

/// <summary>A root that certifies the holders of shares, its list, and what they carry, as files.</summary>
internal sealed class HolderCertificates
{
    private static readonly SystemRandomSource Random = new();
    private readonly string _folder;
    private readonly Instant _start = new SystemClock(TimeProvider.System).Now.Plus(TimeSpan.FromMinutes(-10));
    private readonly CertificateAuthority _root;

    public HolderCertificates(string folder)
    {
        _folder = folder;
        _root = CertificateAuthority.MakeRoot(Order(CertificateUse.Authority, "测试根证书"), Sm2PrivateKey.Generate(Random), Random);
        RootFile = Written("root.crt", _root.Certificate.ToPem());
        ListFile = Written("root.crl", _root.Revoke([], _start, _start.Plus(TimeSpan.FromDays(30)), 1).ToPem());
    }

    public string RootFile { get; }

    public string ListFile { get; }

    public (string Certificate, string Key) Issue(string name, CertificateUse use)
    {
        using var key = Sm2PrivateKey.Generate(Random);
        var certificate = _root.Issue(Order(use, name), key.PublicKey);
        return (Written($"{name}-{use}.crt", certificate.ToPem()), Written($"{name}-{use}.key", key.ToPkcs8Pem()));
    }

    private CertificateOrder Order(CertificateUse use, string name) => new(use, new CertificateSubject("西乡县自然资源局", null, name), _start, _start.Plus(TimeSpan.FromDays(365)));

    private string Written(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
