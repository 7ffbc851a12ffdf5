using System.Net.Http.Headers;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Http;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.TellPerson;

/// <summary>Tells a system of the person who signed on, by its access token (用户资料). The token stands in the header alone, never in an address.</summary>
internal sealed class UserInfo(IUnitsOfWork units, Providers providers, SignOns signOns, Clients clients, SignedOnPersons persons, Subjects subjects, IClock clock)
{
    private const int LongestToken = 100;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(OpenIdPaths.UserInfo, ["GET", "POST"], AnswerAsync).BehindProtocolGate().AllowsAnyone().ExcludeFromDescription();

    /// <summary>Null where the token is worth nothing, for whatever reason.</summary>
    public async Task<Result<Dictionary<string, object>?>> ReadAsync(string token, string address, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var issuer = await providers.IssuerAsync(session, ct);
        var found = issuer.IsSuccess ? await signOns.ByTokenAsync(session, token, ct) : issuer.Error!;
        if (found.Error is { } refused)
        {
            return refused;
        }

        if (found.Value is not { EndedUtc: null, TokenUntil: { } until } row || until < clock.Now)
        {
            return Result<Dictionary<string, object>?>.Of(null);
        }

        var client = await clients.FindAsync(session, row.ClientKey, ct);
        var person = client.IsSuccess ? await persons.FindAsync(session, row.SessionId, address, ct) : client.Error!;
        return person.Error is { } gone ? (client.Error is null ? Result<Dictionary<string, object>?>.Of(null) : gone)
            : client.Value is not { IsEnabled: true } system || !system.IsFor(person.Value.Roles) ? Result<Dictionary<string, object>?>.Of(null)
            : PersonClaims.Of(person.Value, subjects.OfPerson(row.UserId), system, OpenIdTerms.Words(row.ScopesText));
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, UserInfo info, CancellationToken ct)
    {
        var given = AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization.ToString(), out var header)
            && header is { Scheme: "Bearer", Parameter: { Length: > 0 and <= LongestToken } token } ? token : null;
        var told = given is null ? Result<Dictionary<string, object>?>.Of(null) : await info.ReadAsync(given, http.ClientAddress(), ct);
        if (told.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        if (told.Value is { } claims)
        {
            return Results.Json(claims);
        }

        http.Response.Headers.WWWAuthenticate = given is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }
}
