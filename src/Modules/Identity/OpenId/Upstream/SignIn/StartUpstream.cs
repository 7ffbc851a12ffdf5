using System.Security.Cryptography;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.WebUtilities;

namespace Guotu.Identity.OpenId.Upstream.SignIn;

/// <summary>Begins a login over the city's provider (开始市级登录): state, nonce and PKCE are ours, and the state counts only in the browser that asked.</summary>
internal sealed class StartUpstream(IUnitsOfWork units, Upstreams upstreams, UpstreamLogins logins, UpstreamDirectory directory, UpstreamExchange exchange)
{
    /// <summary>What the login page offers; nothing where there is no provider, and nothing where its row was altered.</summary>
    public async Task<UpstreamOffer> OfferAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await upstreams.EnabledAsync(session, ct);
        return new UpstreamOffer(found.IsSuccess ? found.Value.Row.UpstreamName : null);
    }

    public async Task<Result<UpstreamStarted>> RunAsync(CancellationToken ct)
    {
        // The city may take its time, and anyone may ask: no connection is held over that.
        var (found, back) = await SettingsAsync(ct);
        var described = back.IsSuccess ? await directory.DescribeAsync(found.Value.Row.IssuerText, ct) : back.Error!;
        if (described.Error is { } refused)
        {
            return refused;
        }

        var login = new LoginUnderWay(logins.New(), logins.New(), logins.New(), logins.New());
        var stored = await units.RunUpkeepAsync("upstream-login", (work, token) => logins.InsertAsync(work, login, token), ct);
        return stored.Error is { } unwritten ? unwritten : new UpstreamStarted(AddressOf(described.Value, found.Value, login, back.Value), login.Browser);
    }

    private async Task<(Result<UpstreamSettings> Found, Result<string> Back)> SettingsAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await upstreams.EnabledAsync(session, ct);
        return (found, found.IsSuccess ? await exchange.ReturnAddressAsync(session, ct) : found.Error!);
    }

    private static string AddressOf(UpstreamDescription described, UpstreamSettings settings, LoginUnderWay login, string back) => QueryHelpers.AddQueryString(
        described.Authorize,
        new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = settings.Row.ClientCode,
            ["redirect_uri"] = back,
            ["scope"] = "openid",
            ["state"] = login.State,
            ["nonce"] = login.Nonce,
            ["code_challenge"] = Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(login.Verifier))),
            ["code_challenge_method"] = "S256",
        });
}

/// <summary>The provider's name on the login page; null where none is offered.</summary>
internal sealed record UpstreamOffer(string? Name);

/// <summary>A login that has begun.</summary>
/// <param name="Location">Where the browser goes.</param>
/// <param name="Browser">Mark of the browser, for its cookie.</param>
internal sealed record UpstreamStarted(string Location, string Browser);
