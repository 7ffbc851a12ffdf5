using System.ComponentModel.DataAnnotations;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Sessions;

/// <summary>The session as the pages get it.</summary>
public sealed record SessionView(
    SessionUser User,
    IReadOnlyList<string> Permissions,
    string CsrfToken,
    LastLogin? LastLogin,
    int FailuresSince,
    int IdleMinutes,
    bool Demonstration,
    SessionCounty County);

public sealed record SessionUser(
    long Id, string Account, string Name, SessionOrganisation Organisation, IReadOnlyList<SessionPost> Posts, bool MustChangePassword);

public sealed record SessionOrganisation(long Id, string Name);

public sealed record SessionPost(string Code, string Name);

public sealed record LastLogin(Instant At, string Address);

public sealed record SessionCounty(
    string Code, string Name, string Bureau, string BureauShort, int CentralMeridian, int Zone, [property: Length(4, 4)] IReadOnlyList<double> Extent4490);
