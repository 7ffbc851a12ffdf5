using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>
/// Signs a person of a running session on to a system (登录到其他系统): no consent is asked, because the bureau registered the system for its
/// people. The code is bound to system, address, PKCE challenge and session.
/// </summary>
internal sealed class SignOnToSystem(IUnitsOfWork units, SystemsAsking systems, SignOnTicket tickets, SignOns signOns, IIdSource ids)
{
    private static readonly OAuthRefusal LoginRequired = new("login_required", "the person has to prove themselves anew");
    private static readonly OAuthRefusal AccessDenied = new("access_denied", "the person may not use this system");

    private const string SessionSql =
        "SELECT session_id, created_utc, proved_utc FROM id_session WHERE token_digest = :p_token AND user_id = :p_user AND ended_utc IS NULL";

    public async Task<Result<SignOnMade>> RunAsync(CommandContext context, SignOnWish wish, CancellationToken ct)
    {
        var seen = tickets.Open(wish.Ticket, wish.Query, wish.Browser);
        var code = signOns.NewSecret();
        // The answer is not kept under the request id: there is a code in it.
        return await units.RunAsync<SignOnMade>(
            context with { RequestId = null },
            async (work, token) =>
            {
                var found = await systems.FindAsync(work, wish.Query, token);
                if ((seen.Error ?? found.Error) is { } refused)
                {
                    return refused;
                }

                var asking = found.Value;
                return asking.Request.Refusal() is { } wrong
                    ? NotDone(work, asking, wrong)
                    : await DecideAsync(work, new Deciding(asking, wish, seen.Value, code), token);
            },
            ct);
    }

    private async Task<Result<SignOnMade>> DecideAsync(IUnitOfWork work, Deciding deciding, CancellationToken ct)
    {
        var (asking, wish) = (deciding.Asking, deciding.Wish);
        if (await work.SingleOrDefaultAsync<SessionRow>(SessionSql, new { p_token = wish.SessionDigest, p_user = wish.Caller.UserId }, ct) is not { } session)
        {
            return new Error(AccessErrors.NotSignedIn);
        }

        if (!asking.Client.IsFor(wish.Caller.Roles))
        {
            return asking.Request.IsSilent ? NotDone(work, asking, AccessDenied) : new Error(OpenIdErrors.NotForRoles, ("system", asking.Client.ClientName));
        }

        if (!IsFresh(asking.Request, session.ProvedAt, deciding.SeenAt, work.At))
        {
            return asking.Request.IsSilent ? NotDone(work, asking, LoginRequired) : new Error(AccessErrors.ProofWanted);
        }

        var digest = signOns.DigestOfCode(deciding.Code);
        if (digest.Error is { } noKey)
        {
            return noKey;
        }

        await SignOns.InsertAsync(work, RowOf(work, deciding, session, digest.Value), ct);
        work.Audit(EntryOf(asking, $"登录到 {asking.Client.ClientName}({asking.Client.ClientCode}),给出 {asking.GrantedScopes}"));
        return new SignOnMade(ReturnAddress.WithCode(asking, deciding.Code));
    }

    private SignOnRow RowOf(IUnitOfWork work, Deciding deciding, SessionRow session, string codeDigest) => new()
    {
        SignOnId = ids.Next(),
        ClientKey = deciding.Asking.Client.ClientKey,
        UserId = deciding.Wish.Caller.UserId,
        SessionId = session.SessionId,
        CodeDigest = codeDigest,
        RedirectUri = deciding.Asking.Request.RedirectUri,
        ChallengeText = deciding.Asking.Request.Challenge,
        NonceText = deciding.Asking.Request.Nonce is { Length: > 0 } nonce ? nonce : null,
        ScopesText = deciding.Asking.GrantedScopes,
        AuthUtc = session.ProvedAt,
        CreatedUtc = work.At,
    };

    /// <summary>Whether the last proof is what the system asks for: after it asked, and not older than it says.</summary>
    private static bool IsFresh(AuthorizationRequest request, Instant proved, Instant asked, Instant now) =>
        (!request.WantsLogin || proved >= asked) && (request.MaxAge is not { } seconds || now.Minus(proved) <= TimeSpan.FromSeconds(seconds) || proved >= asked);

    private static SignOnMade NotDone(IUnitOfWork work, SystemAsking asking, OAuthRefusal refusal)
    {
        work.Audit(EntryOf(asking, $"没有登录到 {asking.Client.ClientName}({asking.Client.ClientCode}):{refusal.Error}"));
        return new SignOnMade(ReturnAddress.WithRefusal(asking, refusal));
    }

    private static AuditEntry EntryOf(SystemAsking asking, string summary) =>
        new(OpenIdKinds.SignOn, "openid-client", asking.Client.ClientKey.ToString(CultureInfo.InvariantCulture), summary);

    private sealed record Deciding(SystemAsking Asking, SignOnWish Wish, Instant SeenAt, string Code);

    private sealed class SessionRow
    {
        public long SessionId { get; init; }

        public Instant CreatedUtc { get; init; }

        public Instant? ProvedUtc { get; init; }

        public Instant ProvedAt => ProvedUtc ?? CreatedUtc;
    }
}

/// <summary>Who is to be signed on where.</summary>
/// <param name="Browser">Mark of the browser, from its cookie; empty where it brought none.</param>
internal sealed record SignOnWish(Caller Caller, string SessionDigest, string Query, string Ticket, string Browser);

/// <summary>Where the person goes now.</summary>
internal sealed record SignOnMade(string Location);
