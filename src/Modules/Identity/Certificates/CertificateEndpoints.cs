using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.Certificates;

/// <summary>HTTP of certificates: what the login page asks, the own ones, and the security administrator's part.</summary>
internal static class CertificateEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var session = endpoints.MapGroup("/api/v1/session").WithTags("登录");
        session.MapGet("/certificate-login", (CertificateLists lists) => Results.Ok(lists.LoginView())).AllowsAnyone().Produces<CertificateLoginView>();
        session.MapGet("/certificates", async (HttpContext http, CertificateLists lists, CancellationToken ct) => (await lists.OwnAsync(http.Caller().UserId, ct)).ToHttp())
            .RequiresSessionEvenExpired().Produces<OwnCertificatesView>();

        var all = endpoints.MapGroup("/api/v1/security/certificates").WithTags("安全策略");
        all.MapGet(string.Empty, async (CertificateLists lists, CancellationToken ct) => (await lists.AllAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<CertificatesView>();
        all.MapPost("/look", LookAsync).Requires(IdentityPermissions.ManageGrants).Produces<CertificateLook>();
        all.MapPost(string.Empty, BindAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces<CertificateLook>();
        all.MapPost("/unbind", UnbindAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> LookAsync(LookBody body, BindCertificate bind, CancellationToken ct)
    {
        var bytes = GivenCertificate.Decode(body.Certificate);
        return bytes.Error is { } unreadable ? ProblemAnswer.Of(unreadable) : (await bind.LookAsync(bytes.Value, ct)).ToHttp();
    }

    private static async Task<IResult> BindAsync(HttpContext http, BindBody body, BindCertificate bind, CancellationToken ct)
    {
        var bytes = GivenCertificate.Decode(body.Certificate);
        var account = body.Account ?? string.Empty;
        return bytes.Error is { } refused
            ? ProblemAnswer.Of(refused)
            : (await bind.RunAsync(http.Command(BindCertificate.BindKind, "account", account), new NewCertificate(account, bytes.Value), ct)).ToHttp();
    }

    private static async Task<IResult> UnbindAsync(HttpContext http, UnbindBody body, BindCertificate bind, CancellationToken ct)
    {
        var account = body.Account ?? string.Empty;
        return (await bind.UnbindAsync(http.Command(BindCertificate.UnbindKind, "account", account), account, body.Certificate ?? string.Empty, ct)).ToHttp();
    }

    private sealed record LookBody(string? Certificate);

    private sealed record BindBody(string? Account, string? Certificate);

    private sealed record UnbindBody(string? Account, string? Certificate);
}
