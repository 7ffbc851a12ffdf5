using System.Globalization;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Guotu.MapPublishing.Grants;
using Guotu.MapPublishing.Labels;
using Guotu.MapPublishing.Maps;
using Guotu.MapPublishing.Ogc;
using Guotu.MapPublishing.OgcFeatures;
using Guotu.MapPublishing.Print;
using Guotu.MapPublishing.Tokens;
using Guotu.MapPublishing.Usage;
using Guotu.MapPublishing.Wfs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.MapPublishing;

/// <summary>HTTP of the module under <c>/api/v1</c>: administration. The services lie under <c>/ogc</c>.</summary>
internal static class PublishingEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var grants = endpoints.MapGroup("/api/v1/map-grants").WithTags("地图发布");
        grants.MapGet(string.Empty, async (GrantCommands commands, CancellationToken ct) => (await commands.ListAsync(ct)).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<IReadOnlyList<LayerGrantView>>();
        grants.MapGet("/choices", async (GrantChoices choices, CancellationToken ct) => Results.Ok(await choices.ReadAsync(ct)))
            .Requires(GrantPermissions.Manage).Produces<GrantChoicesView>();
        grants.MapPost(string.Empty, GrantAsync).Requires(GrantPermissions.Manage).NeedsProof().Produces<LayerGrantView>();
        grants.MapPost("/{id:long}/revoke", RevokeAsync).Requires(GrantPermissions.Manage).NeedsProof().Produces(StatusCodes.Status204NoContent);
        grants.MapPost("/preview", async (LayerGrantBody body, GrantPreview preview, CancellationToken ct) => (await preview.GrantAsync(body, ct)).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<EffectView>();
        grants.MapPost("/{id:long}/revoke/preview", async (long id, GrantPreview preview, CancellationToken ct) => (await preview.RevokeAsync(id, ct)).ToHttp())
            .Requires(GrantPermissions.Manage).Produces<EffectView>();
        LabelEndpoints.Map(endpoints);
        PrintEndpoints.Map(endpoints);
        MapTokens(endpoints.MapGroup("/api/v1/map-tokens").WithTags("地图发布"));
        endpoints.MapGet("/api/v1/map-usage", async (UsageList list, CancellationToken ct) => Results.Ok(await list.ReadAsync(ct)))
            .Requires(GrantPermissions.Manage).WithTags("地图发布").Produces<IReadOnlyList<MapUsageView>>();
        var ogc = endpoints.MapGroup("/ogc").WithTags("地图服务").Requires(MapPublishingModule.ReadPermission).WithMetadata(new AcceptsTokens());
        ogc.AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ServiceGate>().InvokeAsync(context, next));
        FeaturesEndpoints.Map(ogc);
        WfsEndpoint.Map(ogc);
        MapsEndpoints.Map(ogc);
    }

    /// <summary>Also the system administrator makes them, for a monitoring system.</summary>
    private static void MapTokens(RouteGroupBuilder tokens)
    {
        tokens.MapGet(string.Empty, async (HttpContext http, TokenCommands commands, CancellationToken ct) => Results.Ok(await commands.OfAsync(http.Caller().UserId, ct)))
            .RequiresAny(MapPublishingModule.ReadPermission, WatchPermission.Code).Produces<IReadOnlyList<MapTokenView>>();
        tokens.MapPost(string.Empty, CreateTokenAsync).RequiresAny(MapPublishingModule.ReadPermission, WatchPermission.Code).NeedsProof().Produces<MapTokenMade>();
        tokens.MapPost("/{id:long}/revoke", RevokeTokenAsync).RequiresAny(MapPublishingModule.ReadPermission, WatchPermission.Code).Produces(StatusCodes.Status204NoContent);
        tokens.MapGet("/everyone", async (TokenCommands commands, CancellationToken ct) => Results.Ok(await commands.AllAsync(ct)))
            .Requires(GrantPermissions.Manage).Produces<IReadOnlyList<MapTokenView>>();
        tokens.MapPost("/{id:long}/withdraw", WithdrawTokenAsync).Requires(GrantPermissions.Manage).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> CreateTokenAsync(HttpContext http, MapTokenBody body, TokenCommands commands, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return (await commands.CreateAsync(http.Command(TokenCommands.CreateKind, "map-token", string.Empty), body, ct)).ToHttp();
    }

    private static async Task<IResult> RevokeTokenAsync(HttpContext http, long id, TokenCommands commands, CancellationToken ct) =>
        (await commands.RevokeAsync(http.Command(TokenCommands.RevokeKind, "map-token", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();

    private static async Task<IResult> WithdrawTokenAsync(HttpContext http, long id, TokenCommands commands, CancellationToken ct) =>
        (await commands.WithdrawAsync(http.Command(TokenCommands.WithdrawKind, "map-token", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();

    private static async Task<IResult> GrantAsync(HttpContext http, LayerGrantBody body, GrantCommands commands, CancellationToken ct) =>
        (await commands.GrantAsync(http.Command(GrantCommands.GrantKind, "layer-grant", body.Role), body, ct)).ToHttp();

    private static async Task<IResult> RevokeAsync(HttpContext http, long id, GrantCommands commands, CancellationToken ct) =>
        (await commands.RevokeAsync(http.Command(GrantCommands.RevokeKind, "layer-grant", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();
}
