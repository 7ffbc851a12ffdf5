using System.Globalization;
using System.Text;
using Guotu.Database.Work;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Identity.Domain;
using Guotu.Identity.ShowRoles;
using Guotu.Identity.Store;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Identity.ReviewAccess;

/// <summary>HTTP of access reviews: opening is the security administrator's; the rest is for who reviews, and for others a review does not exist.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var reviews = endpoints.MapGroup("/api/v1/access-reviews").WithTags("权限复核");
        reviews.MapGet(string.Empty, async (HttpContext http, ReviewLists lists, CancellationToken ct) => Results.Ok(await lists.ListAsync(http.Caller(), ct)))
            .RequiresSession().Produces<AccessReviewsView>();
        reviews.MapPost(string.Empty, OpenAsync).Requires(IdentityPermissions.ManageGrants).Produces<OpenedReview>();
        reviews.MapGet("/{id:long}", async (HttpContext http, long id, ReviewLists lists, CancellationToken ct) => (await lists.FindAsync(http.Caller(), id, ct)).ToHttp())
            .RequiresSession().ReadsProtected("access-review", "id").Produces<AccessReviewDetail>();
        reviews.MapGet("/{id:long}/export", ExportAsync).RequiresSession().ReadsProtected("access-review", "id")
            .Produces(StatusCodes.Status200OK, contentType: "text/csv");
        reviews.MapGet("/{id:long}/workbook", WorkbookAsync).RequiresSession().ReadsProtected("access-review", "id")
            .Produces(StatusCodes.Status200OK, contentType: RoleMatrixEndpoints.SheetType);
        reviews.MapPost("/{id:long}/lines/{line:long}/keep", (HttpContext http, long id, long line, NoteBody body, ReviewDeciding deciding, CancellationToken ct) =>
                DecideAsync(http, new LineDecision(id, line, AccessLineRow.Kept, body.Note ?? string.Empty), deciding, ct))
            .RequiresSession().Produces(StatusCodes.Status204NoContent);
        reviews.MapPost("/{id:long}/lines/{line:long}/withdraw", (HttpContext http, long id, long line, NoteBody body, ReviewDeciding deciding, CancellationToken ct) =>
                DecideAsync(http, new LineDecision(id, line, AccessLineRow.Withdrawn, body.Note ?? string.Empty), deciding, ct))
            .RequiresSession().NeedsProof().Produces(StatusCodes.Status204NoContent);
        reviews.MapPost("/{id:long}/sign", async (HttpContext http, long id, ReviewDeciding deciding, CancellationToken ct) =>
                (await deciding.SignAsync(Command(http, ReviewDeciding.SignKind, id), http.Caller(), id, ct)).ToHttp())
            .RequiresSession().NeedsProof().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, OpenBody body, ReviewOpening opening, CancellationToken ct) =>
        (await opening.RunAsync(http.Command(ReviewOpening.OpenKind, "organisation", body.Organisation), body.Organisation, body.DueOn, ct))
            .Map(id => new OpenedReview(id)).ToHttp();

    private static async Task<IResult> DecideAsync(HttpContext http, LineDecision decision, ReviewDeciding deciding, CancellationToken ct)
    {
        var kind = decision.Verdict == AccessLineRow.Kept ? ReviewDeciding.KeepKind : ReviewDeciding.WithdrawKind;
        return (await deciding.DecideAsync(Command(http, kind, decision.ReviewId), http.Caller(), decision, ct)).ToHttp();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, long id, ReviewLists lists, IExportRegister exports, CancellationToken ct)
    {
        var made = await lists.ExportAsync(http.Caller(), id, ct);
        if (made.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var mark = await MarkAsync(http, id, exports, ct);
        return mark.Error is { } unmarked
            ? ProblemAnswer.Of(unmarked)
            : Results.File(Encoding.UTF8.GetBytes(made.Value(mark.Value)), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"access-review-{id}.csv"));
    }

    private static async Task<IResult> WorkbookAsync(HttpContext http, long id, ReviewLists lists, IExportRegister exports, CancellationToken ct)
    {
        var made = await lists.WorkbookAsync(http.Caller(), id, ct);
        if (made.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var mark = await MarkAsync(http, id, exports, ct);
        return mark.Error is { } unmarked
            ? ProblemAnswer.Of(unmarked)
            : Results.File(made.Value(RoleMatrixEndpoints.FooterOf(mark.Value)), RoleMatrixEndpoints.SheetType, string.Create(CultureInfo.InvariantCulture, $"access-review-{id}.xlsx"));
    }

    private static Task<Result<ExportMark>> MarkAsync(HttpContext http, long id, IExportRegister exports, CancellationToken ct) => exports.RegisterAsync(
        http.Caller(), new ExportAsked(ExportClass.Table, "access-review", id.ToString(CultureInfo.InvariantCulture), "权限复核表", LabelScheme.Shipped.Records), ct);

    private static CommandContext Command(HttpContext http, string name, long id) =>
        http.Command(name, "access-review", id.ToString(CultureInfo.InvariantCulture)) with { Actor = ReviewerMustBeEntitled.Acting(http.Caller()).Actor };

    private sealed record OpenBody(string Organisation, DateOnly DueOn);

    private sealed record NoteBody(string? Note);
}

/// <summary>The review that was opened.</summary>
internal sealed record OpenedReview(long Id);
