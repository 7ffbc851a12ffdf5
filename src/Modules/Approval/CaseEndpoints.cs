using System.Globalization;
using Guotu.Approval.AttestCheck;
using Guotu.Approval.FindPerson;
using Guotu.Approval.KeepClock;
using Guotu.Approval.ListCases;
using Guotu.Approval.ReadCase;
using Guotu.Approval.ReceiveCorrection;
using Guotu.Approval.RerunReview;
using Guotu.Approval.UnmaskField;
using Guotu.Approval.VerifyCertificate;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Approval;

/// <summary>HTTP of cases: reading them, their papers, clock and corrections; verification of certificates.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/api/v1/cases").WithTags("办件");
        group.MapGet(string.Empty, ListAsync).Requires(ApprovalPermissions.Read).Produces<Page<CaseListItem>>();
        group.MapPost("/find-person", FindPersonAsync).Requires(ApprovalPermissions.Read).Produces<Page<CaseListItem>>();
        MapReading(group);
        MapActs(group);
        var root = endpoints.MapGroup("/api/v1").WithTags("办件");
        root.MapGet("/documents/{id:long}", DocumentAsync).Requires(ApprovalPermissions.Read).ReadsProtected("document", "id")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf", additionalContentTypes: "application/zip");
        root.MapGet("/files/{digest}", FileAsync).Requires(ApprovalPermissions.Read).ReadsProtected("file", "digest")
            .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream");
        root.MapGet("/verify/{code}", VerifyAsync).AllowsAnyone().Produces<VerifiedCertificate>();
    }

    private static void MapReading(RouteGroupBuilder group)
    {
        group.MapGet("/{id:long}", async (HttpContext http, long id, CasePages pages, CancellationToken ct) => (await pages.FindAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(ApprovalPermissions.Read).ReadsProtected("case", "id").Produces<CasePageView>();
        group.MapGet("/{id:long}/map", async (HttpContext http, long id, CaseMaps maps, CancellationToken ct) => (await maps.FindAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(ApprovalPermissions.Read).ReadsProtected("case", "id").Produces<CaseMapView>();
        group.MapGet("/{id:long}/process", async (HttpContext http, long id, CaseProcesses processes, CancellationToken ct) => (await processes.FindAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(ApprovalPermissions.Read).ReadsProtected("case", "id").Produces<CaseProcessView>();
        group.MapGet("/{id:long}/history", async (HttpContext http, long id, CaseHistory history, CancellationToken ct) => (await history.FindAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(ApprovalPermissions.Read).ReadsProtected("case", "id").Produces<IReadOnlyList<HistoryItem>>();
        group.MapGet("/{id:long}/clock", async (HttpContext http, long id, ClockQuery clock, CancellationToken ct) => (await clock.LedgerAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(ApprovalPermissions.Read).ReadsProtected("case", "id").Produces<ClockLedgerView>();
    }

    private static void MapActs(RouteGroupBuilder group)
    {
        group.MapPost("/{id:long}/fields/{key}/unmask", UnmaskAsync).Requires(ApprovalPermissions.Unmask).ReadsProtected("personal-field", "id").Produces<UnmaskedField>();
        group.MapPost("/{id:long}/corrected", CorrectedAsync).Requires(ApprovalPermissions.Register).Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/reviews", RerunAsync).Requires(ApprovalPermissions.Work).Produces<ReviewStarted>();
        group.MapPost("/{id:long}/attestations", AttestAsync).Requires(ApprovalPermissions.Attest).NeedsProof().Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/exemptions", ExemptAsync).Requires(ApprovalPermissions.Attest).NeedsProof().Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/clock/stop", StopAsync).Requires(ApprovalPermissions.Clock).Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/clock/resume", ResumeAsync).Requires(ApprovalPermissions.Clock).Produces(StatusCodes.Status204NoContent);
        group.MapPost("/{id:long}/clock/extend", ExtendAsync).Requires(ApprovalPermissions.Clock).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(HttpContext http, [AsParameters] CaseListParameters query, CaseList list, CancellationToken ct)
    {
        var page = new PageRequest(query.Page ?? 1, query.Size ?? PageRequest.DefaultSize);
        return Results.Ok(await list.FindAsync(http.Caller(), new CaseQuery(query.Q, query.State, query.Matter, page), ct));
    }

    private static async Task<IResult> CorrectedAsync(HttpContext http, long id, CorrectionBody body, Corrections corrections, CancellationToken ct)
    {
        var given = new CorrectionGiven(body.Materials ?? [], body.ParcelFile);
        return (await corrections.ReceiveAsync(Command(http, "approval.case.corrected", id), http.Caller(), id, given, ct)).ToHttp();
    }

    private static async Task<IResult> RerunAsync(HttpContext http, long id, ReviewRerun rerun, CancellationToken ct) =>
        (await rerun.RunAsync(Command(http, "approval.case.review", id), id, ct)).ToHttp();

    /// <summary>By POST: a number in an address would stand in logs. Not under the request's id, which keeps answers.</summary>
    private static async Task<IResult> FindPersonAsync(HttpContext http, FindPersonBody body, PersonSearch search, CancellationToken ct)
    {
        var context = http.Command(PersonSearch.Kind, "blind-index", string.Empty) with { RequestId = null };
        return (await search.FindAsync(context, body.Number, new PageRequest(body.Page ?? 1, body.Size ?? PageRequest.DefaultSize), ct)).ToHttp();
    }

    /// <summary>The record commits first, then the read is journalled, and only then is the value given.</summary>
    private static async Task<IResult> UnmaskAsync(HttpContext http, long id, string key, UnmaskBody body, PersonalFields personal, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";

        // Not under the request's id: the kept answer would hold the value in clear.
        var context = Command(http, PersonalFields.Kind, id) with { RequestId = null };
        return (await personal.ShowAsync(context, new UnmaskAsked(id, key, body.Reason), ct)).ToHttp();
    }

    private static async Task<IResult> AttestAsync(HttpContext http, long id, AttestationGiven body, CasePapers papers, CancellationToken ct) =>
        (await papers.AttestAsync(Command(http, "approval.case.attest", id), id, body, ct)).ToHttp();

    private static async Task<IResult> ExemptAsync(HttpContext http, long id, ExemptionGiven body, CasePapers papers, CancellationToken ct) =>
        (await papers.ExemptAsync(Command(http, "approval.case.exempt", id), id, body, ct)).ToHttp();

    private static async Task<IResult> StopAsync(HttpContext http, long id, ClockGiven body, ClockCommands clock, CancellationToken ct) =>
        (await clock.StopAsync(Command(http, "approval.case.clock-stop", id), id, body, ct)).ToHttp();

    private static async Task<IResult> ResumeAsync(HttpContext http, long id, ClockGiven body, ClockCommands clock, CancellationToken ct) =>
        (await clock.ResumeAsync(Command(http, "approval.case.clock-resume", id), id, body, ct)).ToHttp();

    private static async Task<IResult> ExtendAsync(HttpContext http, long id, ExtensionBody body, ClockCommands clock, CancellationToken ct)
    {
        var given = new ClockGiven(body.Reason, body.DocumentDigest, body.DocumentName);
        return (await clock.ExtendAsync(Command(http, "approval.case.clock-extend", id), id, body.Days, given, ct)).ToHttp();
    }

    private static async Task<IResult> DocumentAsync(HttpContext http, long id, CaseFiles files, CancellationToken ct) =>
        Answer(http, await files.DocumentAsync(http.Caller(), id, ct));

    private static async Task<IResult> FileAsync(HttpContext http, string digest, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "case")] long caseId, CaseFiles files, CancellationToken ct) =>
        Answer(http, await files.FileAsync(http.Caller(), caseId, digest, ct));

    private static async Task<IResult> VerifyAsync(string code, CertificateVerification verification, CancellationToken ct) =>
        (await verification.FindAsync(code, ct)).ToHttp();

    /// <summary>Papers of the platform open in the browser; what others uploaded is only ever downloaded.</summary>
    private static IResult Answer(HttpContext http, Result<OpenedFile> opened)
    {
        if (opened.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        var shown = opened.Value.MediaType is "application/pdf" or "image/png" or "image/jpeg";
        http.Response.Headers.ContentDisposition = (shown ? "inline" : "attachment") + "; filename*=UTF-8''" + Uri.EscapeDataString(opened.Value.Name);
        return Results.Stream(opened.Value.Content, opened.Value.MediaType);
    }

    private static Database.Work.CommandContext Command(HttpContext http, string name, long id) =>
        http.Command(name, "case", id.ToString(CultureInfo.InvariantCulture));

    private sealed record CaseListParameters(string? Q, string? State, string? Matter, int? Page, int? Size);

    private sealed record CorrectionBody(IReadOnlyList<RegisterCase.GivenMaterial>? Materials, ParseParcel.ParcelFileChoice? ParcelFile);

    private sealed record FindPersonBody(string Number, int? Page, int? Size);

    private sealed record UnmaskBody(string Reason);

    private sealed record ExtensionBody(int Days, string Reason, string DocumentDigest, string DocumentName);
}
