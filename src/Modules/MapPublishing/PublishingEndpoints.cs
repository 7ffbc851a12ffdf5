using System.Globalization;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.MapPublishing.Grants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.MapPublishing;

/// <summary>HTTP of the module under <c>/api/v1</c>: administration. The services lie under <c>/ogc</c>.</summary>
internal static class PublishingEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var grants = endpoints.MapGroup("/api/v1/map-grants").WithTags("地图发布");
        grants.MapGet(string.Empty, async (GrantCommands commands, CancellationToken ct) => (await commands.ListAsync(ct)).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<IReadOnlyList<LayerGrantView>>();
        grants.MapPost(string.Empty, GrantAsync).Requires(GrantPermissions.Manage).Produces<LayerGrantView>();
        grants.MapPost("/{id:long}/revoke", RevokeAsync).Requires(GrantPermissions.Manage).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> GrantAsync(HttpContext http, LayerGrantBody body, GrantCommands commands, CancellationToken ct) =>
        (await commands.GrantAsync(http.Command(GrantCommands.GrantKind, "layer-grant", body.Role), body, ct)).ToHttp();

    private static async Task<IResult> RevokeAsync(HttpContext http, long id, GrantCommands commands, CancellationToken ct) =>
        (await commands.RevokeAsync(http.Command(GrantCommands.RevokeKind, "layer-grant", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();
}
