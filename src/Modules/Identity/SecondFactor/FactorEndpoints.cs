using Guotu.Hosting.Http;
using Guotu.Identity.ManageSessions;
using Guotu.Identity.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.SecondFactor;

/// <summary>HTTP of second factors: the own one, and the security administrator's part.</summary>
internal static class FactorEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.MapGroup("/api/v1/session/second-factor").WithTags("登录");
        own.MapGet(string.Empty, async (HttpContext http, BindOtp bind, CancellationToken ct) => (await bind.ReadAsync(http.Caller(), ct)).ToHttp())
            .RequiresSessionEvenExpired().Produces<OwnFactorView>();
        own.MapPost("/otp", StartAsync).RequiresSessionEvenExpired().NeedsProof().Produces<OtpOffer>();
        own.MapPost("/otp/confirm", ConfirmAsync).RequiresSessionEvenExpired().Produces(StatusCodes.Status204NoContent);

        var all = endpoints.MapGroup("/api/v1/security/second-factors").WithTags("安全策略");
        all.MapGet(string.Empty, async (FactorAdministration factors, CancellationToken ct) => (await factors.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<FactorsView>();
        all.MapPut("/roles/{role}", SetRoleAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        all.MapPost("/accounts/{account}/reset", ResetAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> StartAsync(HttpContext http, BindOtp bind, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return (await bind.StartAsync(http.Command(BindOtp.StartKind, "account", http.Caller().Account), ct)).ToHttp();
    }

    private static async Task<IResult> ConfirmAsync(HttpContext http, CodeBody body, SessionTokens tokens, BindOtp bind, CancellationToken ct)
    {
        var digest = OpenSessionEndpoints.DigestOf(http, tokens);
        return digest.Error is { } none
            ? ProblemAnswer.Of(none)
            : (await bind.ConfirmAsync(http.Command(BindOtp.BindKind, "account", http.Caller().Account), digest.Value, body.Code, ct)).ToHttp();
    }

    private static async Task<IResult> SetRoleAsync(HttpContext http, string role, RoleFactorBody body, FactorAdministration factors, CancellationToken ct)
    {
        var wanted = body.Required ? RoleFactor.Required : RoleFactor.Optional;
        return (await factors.SetRoleAsync(http.Command(FactorAdministration.RoleKind, "role", role), role, wanted, ct)).ToHttp();
    }

    private static async Task<IResult> ResetAsync(HttpContext http, string account, FactorAdministration factors, CancellationToken ct) =>
        (await factors.ResetAsync(http.Command(FactorAdministration.ResetKind, "account", account), account, ct)).ToHttp();

    private sealed record CodeBody(string Code);

    private sealed record RoleFactorBody(bool Required);
}
