using Guotu.Database.Work;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.ManageProvider;

/// <summary>HTTP of the registered systems: the security administrator's.</summary>
internal static class OpenIdAdministrationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var openid = endpoints.MapGroup("/api/v1/openid").WithTags("单点登录");
        openid.MapGet("/administration", async (IOpenIdAdministration all, CancellationToken ct) => (await all.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<OpenIdView>();
        openid.MapPut("/provider", async (HttpContext http, OpenIdProviderBody body, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.SetProviderAsync(http.Command(OpenIdKinds.Provider, "openid-provider", "1"), body, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        openid.MapPost("/keys/rotate", async (HttpContext http, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.RotateKeyAsync(http.Command(OpenIdKinds.Key, "openid-key", string.Empty), ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        openid.MapPost("/keys/withdraw", async (HttpContext http, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.WithdrawKeysAsync(http.Command(OpenIdKinds.Key, "openid-key", string.Empty), ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        MapClients(openid.MapGroup("/clients"));
    }

    private static void MapClients(RouteGroupBuilder clients)
    {
        clients.MapPost(string.Empty, async (HttpContext http, OpenIdClientBody body, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.AddAsync(Of(http, OpenIdKinds.Client, body.Code), body, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces<OpenIdClientMade>();
        clients.MapPut("/{code}", async (HttpContext http, string code, OpenIdClientBody body, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.ChangeAsync(Of(http, OpenIdKinds.Client, code), code, body, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        clients.MapPut("/{code}/logout-notice", async (HttpContext http, string code, LogoutNoticeBody body, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.SetLogoutNoticeAsync(Of(http, OpenIdKinds.Client, code), code, body.Address, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        clients.MapPost("/{code}/enable", async (HttpContext http, string code, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.EnableAsync(Of(http, OpenIdKinds.Standing, code), code, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        clients.MapPost("/{code}/disable", async (HttpContext http, string code, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.DisableAsync(Of(http, OpenIdKinds.Standing, code), code, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        clients.MapPost("/{code}/secret", async (HttpContext http, string code, IOpenIdAdministration all, CancellationToken ct) =>
            (await all.ReplaceSecretAsync(Of(http, OpenIdKinds.Secret, code), code, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces<OpenIdClientMade>();
    }

    private sealed record LogoutNoticeBody(string? Address);

    private static CommandContext Of(HttpContext http, string kind, string? code) => http.Command(kind, "openid-client", code is null or { Length: <= 60 } ? code ?? string.Empty : code[..60]);
}
