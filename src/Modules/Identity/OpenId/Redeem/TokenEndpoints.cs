using System.Text.Json;
using Guotu.Hosting.Http;
using Guotu.Identity.OpenId.Describe;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>What other systems' programs call (RFC 6749 3.2, RFC 7009): no cookie counts here, only the system's own proof.</summary>
internal static class TokenEndpoints
{
    private const int LongestBody = 16 << 10;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(OpenIdPaths.Token, TokenAsync).BehindProtocolGate().AllowsAnyone().ExcludeFromDescription();
        endpoints.MapPost(OpenIdPaths.Revoke, RevokeAsync).BehindProtocolGate().AllowsAnyone().ExcludeFromDescription();
    }

    private static async Task<IResult> TokenAsync(HttpContext http, KnownSystems systems, RedeemCode redeem, CancellationToken ct)
    {
        if (await FormAsync(http, ct) is not { } form)
        {
            return Refused("invalid_request");
        }

        var found = await systems.FindAsync(http.Request, form, http.ClientAddress(), ct);
        if (found.Error is { } unproved)
        {
            return Unproved(http, unproved);
        }

        if (ClientProof.One(form, "grant_type") != "authorization_code")
        {
            return Refused("unsupported_grant_type");
        }

        var given = new CodeGiven(
            ClientProof.One(form, "code") ?? string.Empty, ClientProof.One(form, "redirect_uri") ?? string.Empty, ClientProof.One(form, "code_verifier") ?? string.Empty);
        var redeemed = await redeem.RunAsync(found.Value, given, ct);
        return redeemed.Error is { } refused ? (refused.Code == OpenIdErrors.CodeRefused ? Refused("invalid_grant") : ProblemAnswer.Of(refused))
            : redeemed.Value.IsNothing ? Refused("invalid_grant")
            : Results.Json(
                new TokenAnswer(redeemed.Value.AccessToken, "Bearer", (int)OpenIdTerms.AccessTokenGoodFor.TotalSeconds, redeemed.Value.IdToken, redeemed.Value.Scopes), Json);
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, KnownSystems systems, RevokeToken revoke, CancellationToken ct)
    {
        if (await FormAsync(http, ct) is not { } form)
        {
            return Refused("invalid_request");
        }

        var found = await systems.FindAsync(http.Request, form, http.ClientAddress(), ct);
        if (found.Error is { } unproved)
        {
            return Unproved(http, unproved);
        }

        var done = await revoke.RunAsync(found.Value, ClientProof.One(form, "token") ?? string.Empty, ct);
        return done.Error is { } refused ? ProblemAnswer.Of(refused) : Results.Ok();
    }

    private static async Task<IFormCollection?> FormAsync(HttpContext http, CancellationToken ct) =>
        http.Request.HasFormContentType && http.Request.ContentLength is null or <= LongestBody && http.Request.ContentType?.StartsWith("multipart", StringComparison.OrdinalIgnoreCase) == false
            ? await http.Request.ReadFormAsync(ct)
            : null;

    private static IResult Unproved(HttpContext http, Error error)
    {
        if (error.Code != OpenIdErrors.ClientUnproved)
        {
            return ProblemAnswer.Of(error);
        }

        http.Response.Headers.WWWAuthenticate = "Basic realm=\"guotu openid\"";
        return Results.Json(new OAuthAnswer("invalid_client"), Json, statusCode: StatusCodes.Status401Unauthorized);
    }

    private static IResult Refused(string error) => Results.Json(new OAuthAnswer(error), Json, statusCode: StatusCodes.Status400BadRequest);

    private sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, string IdToken, string Scope);

    private sealed record OAuthAnswer(string Error);
}
