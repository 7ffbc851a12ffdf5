using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Guotu.ComplianceReview.Contracts;
using Guotu.ComplianceReview.ReadReview;
using Guotu.ComplianceReview.ReplayReview;
using Guotu.ComplianceReview.Report;
using Guotu.ComplianceReview.RunReview;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.ComplianceReview;

/// <summary>HTTP of the module.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/v1/reviews").WithTags("合规审查");
        group.MapPost(string.Empty, RunAsync).Requires(ReviewPermissions.Run).Produces<ReviewIdView>();
        group.MapGet(string.Empty, ListAsync).Requires(ReviewPermissions.Read).Produces<Page<ReviewListItem>>();
        group.MapGet("/{id:long}", ReadAsync).Requires(ReviewPermissions.Read).ReadsProtected("review", "id").Produces<ReviewView>();
        group.MapGet("/{id:long}/report", ReportAsync)
            .Requires(ReviewPermissions.Read)
            .ReadsProtected("review", "id")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf");
        group.MapPost("/{id:long}/replay", ReplayAsync).Requires(ReviewPermissions.Read).Produces<ReplayOutcome>();
    }

    private static async Task<IResult> RunAsync(HttpContext http, RunReviewBody body, ReviewAlone alone, CancellationToken ct)
    {
        var input = new VerdictInput(body.Digest, body.Name, body.Axis ?? "asWritten", body.Zone) { Layer = body.Layer };
        var result = await alone.RunAsync(http.Command("review.run", "review", string.Empty), body.Matter, input, ct);
        return result.Map(id => new ReviewIdView(id)).ToHttp();
    }

    private static async Task<IResult> ListAsync(HttpContext http, ReviewList list, int? page, int? size, CancellationToken ct) =>
        Results.Ok(await list.FindAsync(http.Caller().Scope, new PageRequest(page ?? 1, size ?? PageRequest.DefaultSize), ct));

    private static async Task<IResult> ReadAsync(HttpContext http, long id, ReviewsInScope reviews, ReviewViews views, CancellationToken ct)
    {
        var found = await reviews.FindAsync(id, http.Caller(), ct);
        return found.Error is { } error ? ProblemAnswer.Of(error) : Results.Ok(await views.OfAsync(found.Value, ct));
    }

    private static async Task<IResult> ReportAsync(HttpContext http, long id, ReviewsInScope inScope, ReviewReport report, IExportRegister exports, CancellationToken ct)
    {
        var found = await inScope.FindAsync(id, http.Caller(), ct);
        if (found.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var text = id.ToString(CultureInfo.InvariantCulture);
        var mark = await exports.RegisterAsync(http.Caller(), new ExportAsked(ExportClass.Report, "review", text, "合规审查报告", found.Value.Label), ct);
        if (mark.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var made = await report.RenderAsync(found.Value, mark.Value, ct);
        return made.Error is { } failed ? ProblemAnswer.Of(failed) : Results.File(made.Value, "application/pdf", $"review-{text}.pdf");
    }

    private static async Task<IResult> ReplayAsync(HttpContext http, long id, ReplayAudited replay, CancellationToken ct) =>
        (await replay.RunAsync(http.Command("review.replay", "review", id.ToString(CultureInfo.InvariantCulture)), id, ct)).ToHttp();

    private sealed record ReviewIdView(long ReviewId);
}

/// <summary>Body of a review without a case.</summary>
/// <param name="Matter">Matter code.</param>
/// <param name="Digest">The staged coordinate file.</param>
/// <param name="Name">Its name.</param>
/// <param name="Axis">Confirmed axis order, or null.</param>
/// <param name="Zone">Confirmed zone, or null.</param>
/// <param name="Layer">Layer, or file of an archive, that is read where there are several; null where none was chosen.</param>
public sealed record RunReviewBody(
    string Matter, string Digest, string Name, [property: AllowedValues("asWritten", "northFirst", "eastFirst")] string? Axis, int? Zone, [property: MaxLength(200)] string? Layer = null);

/// <summary>Permissions of the module.</summary>
public static class ReviewPermissions
{
    public const string Run = "review.run";
    public const string Read = "review.read";
}
