using System.ComponentModel.DataAnnotations;
using Guotu.Approval.KeepDraft;
using Guotu.Approval.ListMatters;
using Guotu.Approval.ParseParcel;
using Guotu.Approval.RegisterCase;
using Guotu.Approval.StageFile;
using Guotu.ComplianceReview.Contracts;
using Guotu.Database.Work;
using Guotu.Hosting.Http;
using Guotu.Kernel.Labels;
using Guotu.OneMap.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Approval;

/// <summary>HTTP of matters, files, drafts and intake.</summary>
internal static class IntakeEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/v1").WithTags("收件");
        group.MapGet("/matters", (MatterCatalogue matters) => matters.All.Select(m => new MatterItem(m.Code, m.Name)).ToList()).RequiresSession();
        group.MapGet("/matters/{code}", async (string code, MattersInForce matters, CancellationToken ct) => (await matters.FindAsync(code, ct)).Map(MatterView.Of).ToHttp())
            .RequiresSession()
            .Produces<MatterView>();
        group.MapPost("/files", StageAsync).RequiresSession().TakesAnUpload().DisableAntiforgery().Produces<StagedFileView>();
        group.MapPost("/parcels/parse", ParseAsync).Requires(ApprovalPermissions.Register).Produces<ParcelFileView>();
        group.MapPost("/parcels/precheck", PrecheckAsync).Requires(ApprovalPermissions.Register).Produces<ReviewView>();
        group.MapGet("/drafts/{key}", FindDraftAsync).RequiresSession().Produces<DraftView>();
        group.MapPut("/drafts/{key}", SaveDraftAsync).RequiresSession().Produces<DraftSaved>();
        group.MapDelete("/drafts/{key}", DeleteDraftAsync).RequiresSession().Produces(StatusCodes.Status204NoContent);
        group.MapPost("/cases", RegisterAsync).Requires(ApprovalPermissions.Register).Produces<RegisteredCase>();
    }

    private static async Task<IResult> StageAsync(HttpContext http, IFormFile file, FileStaging staging, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        var staged = await staging.StageAsync(http.Command("approval.file.stage", "file", string.Empty), file.FileName, content, ct);
        return staged.Map(f => new StagedFileView(f.Digest, f.Name, (int)f.Bytes, f.MediaType)).ToHttp();
    }

    private static async Task<IResult> ParseAsync(HttpContext http, ParseBody body, FileStaging staging, ParcelFiles files, IPositionDoubts positions, IUnitsOfWork units, CancellationToken ct)
    {
        var caller = http.Caller();
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var staged = await staging.FindAsync(session, caller.UserId, new NamedDigest(body.Digest, "坐标文件"), ct);
        if (staged.Error is { } missing)
        {
            return ProblemAnswer.Of(missing);
        }

        var read = await files.ReadAsync(new ParcelFileChoice(body.Digest, staged.Value.Name, body.Axis, body.Zone, body.Layer), ct);
        if (read.Error is { } unreadable)
        {
            return ProblemAnswer.Of(unreadable);
        }

        // What could not be compared is said like what was found: the review will not measure either of them.
        var file = read.Value;
        var position = await positions.AgainstCountyAsync([.. file.Parcels.Select(p => p.Shape)], ct);
        var warned = (position.Error ?? position.Value.Doubt) is { } doubt ? file with { Warnings = [doubt, .. file.Warnings] } : file;
        return Results.Ok(ParcelFileView.Of(body.Digest, warned, ct));
    }

    /// <summary>The review as it would come out now; nothing of it is stored.</summary>
    private static async Task<IResult> PrecheckAsync(
        HttpContext http, PrecheckBody body, FileStaging staging, IReviews reviews, IReviewViews views, IUnitsOfWork units, CancellationToken ct)
    {
        var caller = http.Caller();
        await using var session = await units.ReadAsync(caller.Scope, ct);
        var staged = await staging.FindAsync(session, caller.UserId, new NamedDigest(body.Digest, "坐标文件"), ct);
        if (staged.Error is { } missing)
        {
            return ProblemAnswer.Of(missing);
        }

        var input = new VerdictInput(body.Digest, staged.Value.Name, body.Axis ?? "asWritten", body.Zone) { Layer = body.Layer };
        var prepared = await reviews.PrepareAsync(new ReviewRequest(body.Matter, input, ReviewStage.Intake, null), ct);
        return prepared.IsSuccess && SubjectMustDominateLabel.Breach(caller.Clearance, prepared.Value.Label, "这次审查") is { } above
            ? ProblemAnswer.Of(above)
            : prepared.Map(views.Of).ToHttp();
    }

    private static async Task<IResult> FindDraftAsync(HttpContext http, string key, Drafts drafts, CancellationToken ct) =>
        (await drafts.FindAsync(http.Caller().UserId, key, ct)).ToHttp();

    private static async Task<IResult> SaveDraftAsync(HttpContext http, string key, DraftBody body, Drafts drafts, CancellationToken ct) =>
        (await drafts.SaveAsync(http.Command("approval.draft.save", "draft", string.Empty), key, body.Body, ct)).ToHttp();

    private static async Task<IResult> DeleteDraftAsync(HttpContext http, string key, Drafts drafts, CancellationToken ct) =>
        (await drafts.DeleteAsync(http.Command("approval.draft.delete", "draft", string.Empty), key, ct)).ToHttp();

    private static async Task<IResult> RegisterAsync(HttpContext http, RegisterCommand body, CaseRegistration registration, CancellationToken ct) =>
        (await registration.RegisterAsync(http.Command("approval.case.register", "case", string.Empty), body, ct)).ToHttp();

    private sealed record ParseBody(string Digest, [property: AllowedValues("asWritten", "northFirst", "eastFirst")] string? Axis, int? Zone, [property: MaxLength(200)] string? Layer = null);

    private sealed record PrecheckBody(string Matter, string Digest, [property: AllowedValues("asWritten", "northFirst", "eastFirst")] string? Axis, int? Zone, [property: MaxLength(200)] string? Layer = null);

    private sealed record DraftBody(string Body);

    private sealed record StagedFileView(string Digest, string Name, int Size, string MediaType);
}
