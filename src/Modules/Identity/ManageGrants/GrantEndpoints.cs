using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ManageGrants;

/// <summary>HTTP of people's roles: the security administrator's. Accounts themselves are another's.</summary>
internal static class GrantEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var grants = endpoints.MapGroup("/api/v1/role-grants").WithTags("角色授权");
        grants.MapGet(string.Empty, async (GrantList list, CancellationToken ct) => Results.Ok(await list.ReadAsync(ct)))
            .Requires(IdentityPermissions.ManageGrants).Produces<RoleGrantsView>();
        grants.MapPost(string.Empty, GrantAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        grants.MapPost("/revoke", RevokeAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces(StatusCodes.Status204NoContent);
        grants.MapPost("/preview", PreviewAsync).Requires(IdentityPermissions.ManageGrants).Produces<EffectView>();
    }

    private static async Task<IResult> GrantAsync(HttpContext http, RoleGrantBody body, IAccountAdministration administration, IClock clock, CancellationToken ct)
    {
        if (body.Until < clock.Today)
        {
            return ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", "最后一天"), ("reason", "不能早于今天")) { Field = "until" });
        }

        var account = body.Account ?? string.Empty;
        return (await administration.GrantAsync(http.Command(GrantCommands.GrantKind, "account", account), account, new RoleGrant(body.Role ?? string.Empty, body.Until), ct)).ToHttp();
    }

    private static async Task<IResult> RevokeAsync(HttpContext http, RoleRevokeBody body, IAccountAdministration administration, CancellationToken ct)
    {
        var account = body.Account ?? string.Empty;
        return (await administration.RevokeAsync(http.Command(GrantCommands.RevokeKind, "account", account), account, body.Role ?? string.Empty, ct)).ToHttp();
    }

    private static async Task<IResult> PreviewAsync(HttpContext http, RolePreviewBody body, EffectPreview preview, CancellationToken ct) =>
        (await preview.OfRoleAsync(http.Caller().UserId, body.Account ?? string.Empty, (body.Role ?? string.Empty, body.Act), ct)).ToHttp();

    private sealed record RoleGrantBody(string? Account, string? Role, DateOnly? Until);

    private sealed record RoleRevokeBody(string? Account, string? Role);

    private sealed record RolePreviewBody(string? Account, string? Role, RoleAct Act);
}
