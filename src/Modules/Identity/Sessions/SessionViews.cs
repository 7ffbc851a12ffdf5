using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Identity.Domain;
using Guotu.Identity.Login;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Sessions;

/// <summary>Assembles what the pages need to know of who is signed in.</summary>
internal sealed class SessionViews(
    IPeople people, IUnitsOfWork units, Accounts accounts, PasswordPolicies policies, SessionPolicies sessions, CertificateLists certificates, CallerOfAccount callers, NodeSettings node, IClock clock)
{
    public async Task<Result<SessionView>> OfAsync(Caller caller, AttemptTaken? attempt, CancellationToken ct)
    {
        var ruled = await RulesAsync(caller, ct);
        if (ruled.Error is { } tampered)
        {
            return tampered;
        }

        var names = await people.PostNamesAsync(ct);
        var county = node.County;
        return new SessionView(
            new SessionUser(
                caller.UserId,
                caller.Account,
                caller.Name,
                new SessionOrganisation(caller.OrganisationId, caller.OrganisationName),
                caller.Posts.Order(StringComparer.Ordinal).Select(p => new SessionPost(p, names.GetValueOrDefault(p, p))).ToList(),
                caller.MustChangePassword,
                caller.MustBindSecondFactor),
            caller.Permissions.Order(StringComparer.Ordinal).ToList(),
            caller.CsrfToken,
            ruled.Value.Password,
            attempt?.LastLoginAt is { } at ? new LastLogin(at, attempt.LastAddress ?? string.Empty) : null,
            attempt?.FailuresSince ?? 0,
            ruled.Value.IdleMinutes,
            node.Demonstration,
            new SessionCounty(county.Code, county.Name, county.Bureau, county.BureauShort, county.CentralMeridian, county.Zone, county.Extent4490))
        {
            Certificate = ruled.Value.Certificate,
        };
    }

    private async Task<Result<Rules>> RulesAsync(Caller caller, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var account = await accounts.FindAsync(session, caller.UserId, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        if (account.Value is not { } row)
        {
            return new Error(KernelErrors.NotFound, ("what", "账号"));
        }

        var audience = await policies.AudienceAsync(session, row, ct);
        if (audience.Error is { } broken)
        {
            return broken;
        }

        var (password, idle) = (await policies.ReadAsync(session, audience.Value, ct), await sessions.ReadAsync(session, audience.Value, ct));
        var notice = await certificates.NoticeAsync(session, row.UserId, ct);
        return (password.Error ?? idle.Error ?? notice.Error) is { } altered
            ? altered
            : new Rules(ViewOf(password.Value, row), idle.Value.IdleMinutes, notice.Value);
    }

    private SessionPassword ViewOf(PasswordPolicy policy, AccountRow row)
    {
        var left = policy.DaysLeft(row.PasswordUtc, clock.Now);
        return new SessionPassword(policy.LeastLength, policy.LeastClasses, left <= policy.WarnDays ? left : null);
    }

    /// <summary>The caller of an account by its rows as they stand now, for the answer to a login or a change of password.</summary>
    public async Task<Result<Caller>> CallerAsync(long userId, CallerChannel channel, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var account = await accounts.FindAsync(session, userId, ct);
        if (account.Error is { } tampered)
        {
            return tampered;
        }

        return account.Value is { } row
            ? await callers.MakeAsync(session, row, channel, ct)
            : new Error(KernelErrors.NotFound, ("what", "账号"));
    }

    private sealed record Rules(SessionPassword Password, int IdleMinutes, CertificateNotice? Certificate);
}
