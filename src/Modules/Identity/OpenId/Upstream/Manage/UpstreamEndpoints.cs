using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.OpenId.Upstream.Manage;

/// <summary>HTTP of the city's provider: the security administrator's.</summary>
internal static class UpstreamEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var upstream = endpoints.MapGroup("/api/v1/openid/upstream").WithTags("单点登录");
        upstream.MapGet(string.Empty, async (UpstreamList list, CancellationToken ct) => (await list.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces<UpstreamView>();
        upstream.MapPost("/check", async (UpstreamList list, CancellationToken ct) => await list.TryAsync(ct) is { Error: { } away } ? ProblemAnswer.Of(away) : Results.NoContent())
            .Requires(IdentityPermissions.ManageGrants).Produces(StatusCodes.Status204NoContent);
        upstream.MapPut(string.Empty, async (HttpContext http, UpstreamBody body, UpstreamCommands commands, CancellationToken ct) =>
            (await commands.SetAsync(http.Command(UpstreamKinds.Settings, "upstream", "1"), body, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        upstream.MapPost("/bindings", async (HttpContext http, BindingBody body, UpstreamCommands commands, CancellationToken ct) =>
            (await commands.BindPersonAsync(http.Command(UpstreamKinds.Bind, "account", Short(body.Account)), body, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        upstream.MapPost("/bindings/{account}/end", async (HttpContext http, string account, UpstreamCommands commands, CancellationToken ct) =>
            (await commands.UnbindAsync(http.Command(UpstreamKinds.Unbind, "account", Short(account)), account, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static string Short(string? account) => account is null ? string.Empty : account.Length <= 40 ? account : account[..40];
}
