using System.Collections;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Guotu.Crypto.Certificates;

/// <summary>A distinguished name to be certified (证书主体), always in the country CN and in the order C, O, OU, CN.</summary>
/// <param name="Organisation">O, the bureau.</param>
/// <param name="Unit">OU, or null.</param>
/// <param name="CommonName">CN: name of the person, server or authority.</param>
public sealed record CertificateSubject(string Organisation, string? Unit, string CommonName)
{
    internal X509Name ToName()
    {
        var parts = new List<(DerObjectIdentifier Kind, string Value)> { (X509Name.C, "CN"), (X509Name.O, Organisation) };
        if (Unit is not null)
            parts.Add((X509Name.OU, Unit));

        parts.Add((X509Name.CN, CommonName));
        return new X509Name((IList)parts.ConvertAll(p => p.Kind), parts.ConvertAll(p => p.Value));
    }
}
