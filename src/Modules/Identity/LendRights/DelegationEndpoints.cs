using System.Globalization;
using Guotu.Database.Work;
using Guotu.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.LendRights;

/// <summary>HTTP of delegation: everybody's own, and the security administrator's part.</summary>
internal static class DelegationEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var own = endpoints.MapGroup("/api/v1/delegations").WithTags("代理授权");
        own.MapGet(string.Empty, async (HttpContext http, DelegationList list, CancellationToken ct) => (await list.OwnAsync(http.Caller(), ct)).ToHttp())
            .RequiresSession().Produces<OwnDelegationsView>();
        own.MapPost(string.Empty, AskAsync).RequiresSession().NeedsProof().Produces(StatusCodes.Status204NoContent);
        own.MapPost("/{id:long}/end", async (HttpContext http, long id, DelegationCommands commands, CancellationToken ct) =>
                (await commands.EndAsync(Command(http, DelegationCommands.EndKind, id), id, DelegationParty.OneOfTheTwo, ct)).ToHttp())
            .RequiresSession().Produces(StatusCodes.Status204NoContent);

        var all = endpoints.MapGroup("/api/v1/security/delegations").WithTags("代理授权");
        all.MapGet(string.Empty, async (DelegationList list, CancellationToken ct) => Results.Ok(await list.AllAsync(ct)))
            .Requires(IdentityPermissions.ManageGrants).Produces<IReadOnlyList<DelegationView>>();
        all.MapPost("/{id:long}/confirm", async (HttpContext http, long id, DelegationCommands commands, CancellationToken ct) =>
                (await commands.ConfirmAsync(Command(http, DelegationCommands.ConfirmKind, id), id, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        all.MapPost("/{id:long}/refuse", async (HttpContext http, long id, DelegationCommands commands, CancellationToken ct) =>
                (await commands.RefuseAsync(Command(http, DelegationCommands.RefuseKind, id), id, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces(StatusCodes.Status204NoContent);
        all.MapPost("/{id:long}/end", async (HttpContext http, long id, DelegationCommands commands, CancellationToken ct) =>
                (await commands.EndAsync(Command(http, DelegationCommands.EndKind, id), id, DelegationParty.SecurityAdministrator, ct)).ToHttp())
            .Requires(IdentityPermissions.ManageGrants).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> AskAsync(HttpContext http, DelegationBody body, DelegationCommands commands, CancellationToken ct) =>
        (await commands.AskAsync(
            http.Command(DelegationCommands.AskKind, "account", body.To), new DelegationWanted(body.To, body.Roles, body.Posts, body.Until, body.Reason), ct)).ToHttp();

    private static CommandContext Command(HttpContext http, string name, long id) => http.Command(name, "delegation", id.ToString(CultureInfo.InvariantCulture));

    private sealed record DelegationBody(string To, IReadOnlyList<string> Roles, IReadOnlyList<string> Posts, DateOnly Until, string Reason);
}
