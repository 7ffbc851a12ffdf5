using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Login;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.OpenId.SignOn;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.SignIn;

/// <summary>
/// Completes a login over the city's provider (完成市级登录). First the answer is proved, once; then, unless the city's login counts as the second factor, ours is asked
/// for as at any login, and the page comes again with it.
/// </summary>
internal sealed class CompleteUpstream(
    IUnitsOfWork units, Upstreams upstreams, UpstreamLogins logins, UpstreamExchange exchange, UpstreamAccounts accounts, LoginChallenge challenge, BeginSession begin, ProtocolGate gate, IClock clock)
{
    private const int LongestValue = 2000;

    public async Task<Result<SignedIn>> RunAsync(UpstreamReturn returned, CancellationToken ct)
    {
        var opened = challenge.Open(returned.Cipher);
        if (opened.Error is { } unusable)
        {
            return await RefuseAsync(returned, unusable, new KnownPerson(), ct);
        }

        using var wiped = opened.Value;
        var known = new KnownPerson();
        var proved = await ProveAsync(returned, opened.Value.Code, known, ct);
        if (proved.Error is { } refused)
        {
            return refused.Code == IdentityErrors.SecondFactorWanted ? refused : await RefuseAsync(returned, refused, known, ct);
        }

        var ended = await units.RunUpkeepAsync("upstream-login", (work, token) => logins.EndAsync(work, proved.Value.Login, token), ct);
        return ended.Error is { } unwritten ? unwritten
            : ended.Value is not null
            ? await begin.RunAsync(proved.Value.Account, opened.Value.Nonce!, returned.Address, ct)
            : await RefuseAsync(returned, Doubtful("这次登录已经用过"), known, ct);
    }

    private async Task<Result<ProvedByCity>> ProveAsync(UpstreamReturn returned, string? code, KnownPerson known, CancellationToken ct)
    {
        var begun = await BegunAsync(returned, ct);
        if (begun.Error is { } doubtful)
        {
            return doubtful;
        }

        // The city may take its time: no connection is held over what it is asked.
        var (settings, answered) = begun.Value;
        var login = answered.Login.UserId is null ? await FirstAsync(settings, answered, ct) : answered.Login;
        if (login.Error is { } refused)
        {
            return refused;
        }

        known.UserId = login.Value.UserId;
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var account = await accounts.ProveAsync(session, login.Value.UserId!.Value, settings.Row.CountsSecond ? SecondFactorOf.City : SecondFactorOf.Platform, code, ct);
        return account.Map(a => new ProvedByCity(a, login.Value));
    }

    /// <summary>The login that this answer is of, begun in this browser.</summary>
    private async Task<Result<(UpstreamSettings Settings, Answered Answered)>> BegunAsync(UpstreamReturn returned, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var settings = await upstreams.EnabledAsync(session, ct);
        if (settings.Error is { } notOffered)
        {
            return notOffered;
        }

        if (AuthorizationRequest.Read(returned.Query) is not { } answer || answer.Parameters.Values.Any(v => v.Length > LongestValue))
        {
            return Doubtful("参数太长或重复");
        }

        // The state says which login this is, the cookie that it is the browser that began it: nobody is signed in by a link of somebody else's.
        var (found, browser) = (await logins.FindAsync(session, answer.State, clock.Now, ct), logins.DigestOfBrowser(returned.Browser));
        if ((found.Error ?? browser.Error) is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { EndedUtc: null } login || !IsSame(login.BrowserDigest, browser.Value))
        {
            return Doubtful("登录不是在这个浏览器里开始的,或已经过期、用过");
        }

        var back = await exchange.ReturnAddressAsync(session, ct);
        return back.Map(b => (settings.Value, new Answered(answer, login, b, returned.Address)));
    }

    /// <summary>Uses the code up whatever comes of it, and finds the account behind the subject.</summary>
    private async Task<Result<UpstreamLoginRow>> FirstAsync(UpstreamSettings settings, Answered answered, CancellationToken ct)
    {
        var parameters = answered.Answer.Parameters;
        var used = await units.RunUpkeepAsync("upstream-login", (work, token) => logins.UseAsync(work, answered.Login, token), ct);
        if (used.Error is not null || used.Value is null)
        {
            return used.Error ?? Doubtful("这次登录的应答已经来过");
        }

        if (parameters.TryGetValue("error", out var error))
        {
            return new Error(UpstreamErrors.Away, ("reason", "对方没有完成登录 " + new string([.. error.Where(c => char.IsAsciiLetter(c) || c == '_').Take(40)])));
        }

        var subject = await exchange.SubjectAsync(
            settings, new CodeReturned(answered.Login, parameters.GetValueOrDefault("code", string.Empty), parameters.GetValueOrDefault("iss"), answered.ReturnAddress), ct);
        return subject.Error is { } refused ? refused : await StoreAsync(settings, subject.Value, answered with { Login = used.Value }, ct);
    }

    private Task<Result<UpstreamLoginRow>> StoreAsync(UpstreamSettings settings, string subject, Answered answered, CancellationToken ct)
    {
        var context = new CommandContext(new Actor(0, "?", "?", 0, "web", answered.Address), DataScope.WholeNode, UpstreamKinds.Login) { ObjectType = "upstream" };
        return units.RunAsync<UpstreamLoginRow>(
            context,
            async (work, token) =>
            {
                var bound = await accounts.OfSubjectAsync(work, settings.Row.IssuerText, subject, token);
                if (bound.Error is { } refused)
                {
                    return refused;
                }

                var proved = await logins.ProveAsync(work, answered.Login, bound.Value.UserId, token);
                if (proved.Error is not null || proved.Value is null)
                {
                    return proved.Error ?? Doubtful("这次登录的应答已经来过");
                }

                work.Audit(new AuditEntry(
                    UpstreamKinds.Login, "account", bound.Value.UserId.ToString(CultureInfo.InvariantCulture), $"{settings.Row.UpstreamName} 证明了 {bound.Value.AccountName}"));
                return proved.Value;
            },
            ct);
    }

    /// <summary>What is refused to a person whom the city proved is recorded of that person and always; the rest as often as the gate lets it.</summary>
    private async Task<Result<SignedIn>> RefuseAsync(UpstreamReturn returned, Error error, KnownPerson known, CancellationToken ct)
    {
        if (error.Code == UpstreamErrors.NotBound && known.UserId is null)
        {
            // It was recorded where the subject was looked for.
            return error;
        }

        if (known.UserId is null && !gate.MayRecord())
        {
            return new Error(OpenIdErrors.TooManyRequests);
        }

        var context = new CommandContext(new Actor(0, "?", "?", 0, "web", returned.Address), DataScope.WholeNode, UpstreamKinds.Login)
        {
            ObjectType = known.UserId is null ? "upstream" : "account",
            ObjectId = known.UserId?.ToString(CultureInfo.InvariantCulture) ?? string.Empty,
        };
        return await units.RunAsync<SignedIn>(context, (_, _) => Task.FromResult<Result<SignedIn>>(error), ct);
    }

    private static bool IsSame(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));

    private static Error Doubtful(string reason) => new(UpstreamErrors.Doubtful, ("reason", reason));

    /// <summary>Whom the city proved, as far as it came.</summary>
    private sealed class KnownPerson
    {
        public long? UserId { get; set; }
    }

    private sealed record ProvedByCity(ProvedAccount Account, UpstreamLoginRow Login);

    private sealed record Answered(AuthorizationRequest Answer, UpstreamLoginRow Login, string ReturnAddress, string Address);
}

/// <summary>What the page brings from the return address.</summary>
/// <param name="Query">The query as the provider made it.</param>
/// <param name="Cipher">A challenge of the login page, with our own second factor where it was asked for.</param>
/// <param name="Browser">Mark of the browser, from its cookie.</param>
/// <param name="Address">From where.</param>
internal sealed record UpstreamReturn(string Query, string Cipher, string Browser, string Address);
