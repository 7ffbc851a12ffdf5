using System.Globalization;
using Guotu.Approval.ClaimTask;
using Guotu.Approval.CompleteTask;
using Guotu.Approval.EnterNumber;
using Guotu.Approval.ListTasks;
using Guotu.Approval.StageFile;
using Guotu.Hosting.Http;
using Guotu.Kernel.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Approval;

/// <summary>HTTP of tasks.</summary>
internal static class TaskEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/v1/tasks").WithTags("待办");
        group.MapGet(string.Empty, ListAsync).Requires(ApprovalPermissions.Work).Produces<Page<TaskListItem>>();
        group.MapGet("/summary", SummaryAsync).Requires(ApprovalPermissions.Work).Produces<TaskSummary>();
        group.MapPost("/{id:long}/claim", ClaimAsync).Requires(ApprovalPermissions.Work).Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/release", ReleaseAsync).Requires(ApprovalPermissions.Work).Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/complete", CompleteAsync).Requires(ApprovalPermissions.Work).NeedsProof().Produces<TaskDone>();
        group.MapPost("/{id:long}/certificate-number", EnterNumberAsync).Requires(ApprovalPermissions.Number).NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> EnterNumberAsync(HttpContext http, long id, NumberGiven body, NumberEntry entry, TaskActors actors, CancellationToken ct) =>
        (await entry.EnterAsync(await actors.ForAsync(http.Command("approval.certificate.number", "task", Text(id)), http.Caller(), id, ct), http.Caller(), id, body, ct)).ToHttp();

    private static async Task<IResult> ListAsync(HttpContext http, [AsParameters] TaskListParameters query, TaskLists lists, CancellationToken ct)
    {
        var page = new PageRequest(query.Page ?? 1, query.Size ?? PageRequest.DefaultSize);
        return (await lists.FindAsync(http.Caller(), new TaskQuery(query.State, query.Q, query.Sort, page), ct)).ToHttp();
    }

    private static async Task<IResult> SummaryAsync(HttpContext http, TaskLists lists, CancellationToken ct) =>
        Results.Ok(await lists.SummaryAsync(http.Caller(), ct));

    private static async Task<IResult> ClaimAsync(HttpContext http, long id, TaskClaims claims, TaskActors actors, CancellationToken ct) =>
        (await claims.ClaimAsync(await actors.ForAsync(http.Command("approval.task.claim", "task", Text(id)), http.Caller(), id, ct), http.Caller(), id, ct)).ToHttp();

    private static async Task<IResult> ReleaseAsync(HttpContext http, long id, TaskClaims claims, TaskActors actors, CancellationToken ct) =>
        (await claims.ReleaseAsync(await actors.ForAsync(http.Command("approval.task.release", "task", Text(id)), http.Caller(), id, ct), http.Caller(), id, ct)).ToHttp();

    private static async Task<IResult> CompleteAsync(HttpContext http, long id, CompleteBody body, TaskCompletion completion, TaskActors actors, CancellationToken ct) =>
        (await completion.CompleteAsync(await actors.ForAsync(http.Command("approval.task.complete", "task", Text(id)), http.Caller(), id, ct), http.Caller(), id, body.ToAction(), ct)).ToHttp();

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record TaskListParameters(string? State, string? Q, string? Sort, int? Page, int? Size);

    private sealed record CompleteBody(
        int RowVersion,
        string Action,
        string? Opinion,
        string? Target,
        IReadOnlyDictionary<string, string>? Fields,
        IReadOnlyList<NamedDigest>? Attachments,
        IReadOnlyList<CorrectionItem>? Corrections)
    {
        public TaskAction ToAction() => new()
        {
            RowVersion = RowVersion,
            Action = Action,
            Opinion = Opinion ?? string.Empty,
            Fields = Fields ?? new Dictionary<string, string>(),
            Attachments = Attachments ?? [],
            Corrections = Corrections ?? [],
        };
    }
}
