using System.ComponentModel.DataAnnotations;
using Guotu.Identity.Certificates;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Sessions;

/// <summary>The session as the pages get it.</summary>
public sealed record SessionView(
    SessionUser User,
    IReadOnlyList<string> Permissions,
    string CsrfToken,
    SessionPassword Password,
    LastLogin? LastLogin,
    int FailuresSince,
    int IdleMinutes,
    bool Demonstration,
    SessionCounty County)
{
    /// <summary>The own certificate that ends within thirty days or has ended; null where none is to be told of.</summary>
    public CertificateNotice? Certificate { get; init; }
}

public sealed record SessionUser(
    long Id, string Account, string Name, SessionOrganisation Organisation, IReadOnlyList<SessionPost> Posts, bool MustChangePassword, bool MustBindSecondFactor);

public sealed record SessionOrganisation(long Id, string Name);

public sealed record SessionPost(string Code, string Name);

/// <summary>What the page says of the own password.</summary>
/// <param name="LeastLength">Characters at least.</param>
/// <param name="LeastClasses">Of capital letters, small letters, digits and marks, how many at least.</param>
/// <param name="DaysLeft">Days until it must be changed, from when on the person is to be told; null before; 0 and less where it is expired.</param>
public sealed record SessionPassword(int LeastLength, int LeastClasses, int? DaysLeft);

public sealed record LastLogin(Instant At, string Address);

public sealed record SessionCounty(
    string Code, string Name, string Bureau, string BureauShort, int CentralMeridian, int Zone, [property: Length(4, 4)] IReadOnlyList<double> Extent4490);
