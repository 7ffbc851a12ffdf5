using System.Globalization;
using Guotu.Database.Work;
using Guotu.Hosting.Http;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.DualControl;

/// <summary>HTTP of dual control: open to the three administrators, and each request to those whom its kind concerns.</summary>
internal static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var control = endpoints.MapGroup("/api/v1/control-requests").WithTags("双人复核");
        control.MapGet("/kinds", (HttpContext http, IDualControl two) => Results.Ok(two.KindsOf(http.Caller()))).ForAdministrators().Produces<IReadOnlyList<ControlKindView>>();
        control.MapGet(string.Empty, ListAsync).ForAdministrators().Produces<Page<ControlRequestView>>();
        control.MapGet("/{id:long}", async (HttpContext http, long id, IDualControl two, CancellationToken ct) => (await two.FindAsync(http.Caller(), id, ct)).ToHttp())
            .ForAdministrators().Produces<ControlRequestView>();
        control.MapPost(string.Empty, AskAsync).ForAdministrators().NeedsProof().Produces<ControlRequestView>();
        control.MapPost("/{id:long}/approve", ApproveAsync).ForAdministrators().NeedsProof().Produces<ControlRequestView>();
        control.MapPost("/{id:long}/reject", RejectAsync).ForAdministrators().Produces<ControlRequestView>();
        control.MapPost("/{id:long}/withdraw", WithdrawAsync).ForAdministrators().Produces<ControlRequestView>();
    }

    /// <summary>What any kind of this build is asked for or confirmed by.</summary>
    private static TBuilder ForAdministrators<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequiresAny(
            IdentityPermissions.ConfirmSecurity, IdentityPermissions.ConfirmSystem, IdentityPermissions.ConfirmAccounts, IdentityPermissions.ManageAccounts, IdentityPermissions.ManageGrants, IdentityPermissions.ManageKeys);

    private static async Task<IResult> ListAsync(HttpContext http, string? state, int? page, int? size, IDualControl two, CancellationToken ct)
    {
        if (state is not (null or "open" or "all"))
        {
            return ProblemAnswer.Of(new Error(KernelErrors.FieldInvalid, ("field", "state"), ("reason", "是 open 或 all")) { Field = "state" });
        }

        var filter = state == "all" ? ControlFilter.All : ControlFilter.Open;
        return Results.Ok(await two.ListAsync(http.Caller(), filter, new PageRequest(page ?? 1, size ?? PageRequest.DefaultSize), ct));
    }

    private static async Task<IResult> AskAsync(HttpContext http, AskBody body, IDualControl two, CancellationToken ct)
    {
        var asked = new ControlAsked(body.Kind ?? string.Empty, body.Parameters ?? new Dictionary<string, string>(StringComparer.Ordinal), body.Reason ?? string.Empty);
        return (await two.AskAsync(http.Command(ControlRequesting.AskKind, "control-kind", asked.Kind), http.Caller(), asked, ct)).ToHttp();
    }

    private static async Task<IResult> ApproveAsync(HttpContext http, long id, DecisionBody body, IDualControl two, CancellationToken ct) =>
        (await two.ApproveAsync(Command(http, ControlDeciding.ApproveKind, id), http.Caller(), new ControlDecision(id, body.Text ?? string.Empty), ct)).ToHttp();

    private static async Task<IResult> RejectAsync(HttpContext http, long id, DecisionBody body, IDualControl two, CancellationToken ct) =>
        (await two.RejectAsync(Command(http, ControlDeciding.RejectKind, id), http.Caller(), new ControlDecision(id, body.Text ?? string.Empty), ct)).ToHttp();

    private static async Task<IResult> WithdrawAsync(HttpContext http, long id, IDualControl two, CancellationToken ct) =>
        (await two.WithdrawAsync(Command(http, ControlRequesting.WithdrawKind, id), http.Caller(), id, ct)).ToHttp();

    private static CommandContext Command(HttpContext http, string name, long id) =>
        http.Command(name, "control-request", id.ToString(CultureInfo.InvariantCulture));

    private sealed record AskBody(string? Kind, IReadOnlyDictionary<string, string>? Parameters, string? Reason);

    private sealed record DecisionBody(string? Text);
}
