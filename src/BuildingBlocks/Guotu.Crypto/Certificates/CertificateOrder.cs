using Guotu.Kernel.Time;

namespace Guotu.Crypto.Certificates;

/// <summary>What a new certificate is to say (签发内容).</summary>
/// <param name="Use">Decides key usage and basic constraints.</param>
/// <param name="Subject">Whom it names.</param>
/// <param name="From">First instant of its validity.</param>
/// <param name="Until">Last instant of its validity.</param>
public sealed record CertificateOrder(CertificateUse Use, CertificateSubject Subject, Instant From, Instant Until)
{
    /// <summary>Names of a server, for its alternative names.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Code of the organisation (企业组织机构代码, GM/T 0015-2012, 5.2.4), today its 统一社会信用代码; null for none.</summary>
    public string? OrganisationCode { get; init; }

    /// <summary>How many authorities may stand below an authority.</summary>
    public int PathLength { get; init; }
}
