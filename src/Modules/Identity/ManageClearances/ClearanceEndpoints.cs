using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ManageClearances;

/// <summary>HTTP of people's labels: the security administrator's.</summary>
internal static class ClearanceEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var clearances = endpoints.MapGroup("/api/v1/clearances").WithTags("安全标记");
        clearances.MapGet(string.Empty, async (ClearanceList list, CancellationToken ct) => Results.Ok(await list.ReadAsync(ct)))
            .Requires(IdentityPermissions.ManageGrants).Produces<ClearancesView>();
        clearances.MapPut("/{account}", SetAsync).Requires(IdentityPermissions.ManageGrants).NeedsProof().Produces<LabelView>();
        clearances.MapPost("/{account}/preview", PreviewAsync).Requires(IdentityPermissions.ManageGrants).Produces<EffectView>();
    }

    /// <summary>Of a label as the form has it; the reason is not asked for yet.</summary>
    private static async Task<IResult> PreviewAsync(string account, ClearancePreviewBody body, ClearanceCommands commands, CancellationToken ct) =>
        (await commands.PreviewAsync(account, body.Level ?? string.Empty, body.Categories ?? [], ct)).ToHttp();

    private static async Task<IResult> SetAsync(HttpContext http, string account, LabelBody body, ClearanceCommands commands, CancellationToken ct) =>
        (await commands.SetAsync(http.Command(ClearanceCommands.SetKind, "account", account), account, body, ct)).ToHttp();

    private sealed record ClearancePreviewBody(string? Level, IReadOnlyList<string>? Categories);
}
