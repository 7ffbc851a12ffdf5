using Guotu.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.Portal;

/// <summary>HTTP of the portal: everybody's own, and its assembly by the system administrator.</summary>
internal static class AssemblyEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var portal = endpoints.MapGroup("/api/v1/portal").WithTags("门户");
        portal.MapGet("/layout", async (HttpContext http, PortalLayout layout, CancellationToken ct) => Results.Ok(await layout.ForAsync(http.Caller(), ct)))
            .RequiresSession().Produces<PortalView>();
        portal.MapGet("/assemblies", async (AssemblyCommands commands, CancellationToken ct) => (await commands.ReadAsync(ct)).ToHttp())
            .Requires(IdentityPermissions.AssemblePortal).Produces<AssembliesView>();
        portal.MapPost("/assemblies/{role}/preview", async (string role, AssemblyPreviewBody body, AssemblyCommands commands, CancellationToken ct) =>
                (await commands.PreviewAsync(role, body, ct)).ToHttp())
            .Requires(IdentityPermissions.AssemblePortal).Produces<PortalView>();
        portal.MapPut("/assemblies/{role}", async (HttpContext http, string role, AssemblyBody body, AssemblyCommands commands, CancellationToken ct) =>
                (await commands.SaveAsync(http.Command(AssemblyCommands.ChangeKind, AssemblyCommands.ObjectType, role), role, body, ct)).ToHttp())
            .Requires(IdentityPermissions.AssemblePortal).NeedsProof().Produces<RoleAssembly>();
        portal.MapPost("/assemblies/{role}/reset", async (HttpContext http, string role, AssemblyResetBody body, AssemblyCommands commands, CancellationToken ct) =>
                (await commands.ResetAsync(http.Command(AssemblyCommands.ChangeKind, AssemblyCommands.ObjectType, role), role, body, ct)).ToHttp())
            .Requires(IdentityPermissions.AssemblePortal).NeedsProof().Produces<RoleAssembly>();
    }
}
