using Guotu.Hosting.Decisions;
using Guotu.Hosting.Http;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Reading;
using Guotu.Identity.ManageAccounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ExplainAccess;

/// <summary>HTTP of explanations: the security administrator's. Each question is journalled under the person asked about.</summary>
internal static class ExplainEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var decisions = endpoints.MapGroup("/api/v1/access-decisions").WithTags("安全标记");
        decisions.MapGet("/kinds", (AccessExplanation explanation) => Results.Ok(explanation.Kinds))
            .Requires(IdentityPermissions.ManageGrants).Produces<IReadOnlyList<ObjectKind>>();
        decisions.MapGet("/{account}/{kind}/{objectId}", AskAsync)
            .Requires(IdentityPermissions.ManageGrants).ReadsProtected("access-decision", "account").Produces<AccessExplanationView>();
        decisions.MapGet("/use-cases", (PermissionCatalogue permissions) => Results.Ok(permissions.All.Select(u => new NamedCode(u.Code, u.Title))))
            .Requires(IdentityPermissions.ManageGrants).Produces<IReadOnlyList<NamedCode>>();
        endpoints.MapGet("/api/v1/access-reach/{account}", async (string account, PersonReach reach, CancellationToken ct) => (await reach.AskAsync(account, ct)).ToHttp())
            .WithTags("安全标记").Requires(IdentityPermissions.ManageGrants).ReadsProtected("access-reach", "account").Produces<PersonReachView>();
    }

    private static async Task<IResult> AskAsync(string account, string kind, string objectId, AccessExplanation explanation, CancellationToken ct) =>
        (await explanation.AskAsync(account, kind, objectId, ct)).ToHttp();
}
