using Guotu.Hosting.Callers;
using Guotu.Hosting.Http;
using Guotu.Hosting.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Operations;

/// <summary>HTTP of the node's state: the system administrator's page, and monitoring systems with a token.</summary>
internal static class NodeStateEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/api/v1/node-state", async (HttpContext http, NodeWatch watch, CancellationToken ct) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return Results.Ok(await watch.LookAsync(ct));
            })
            .Requires(WatchPermission.Code).WithMetadata(new AcceptsTokens()).WithTags("运维监控").Produces<NodeStateView>();
}
