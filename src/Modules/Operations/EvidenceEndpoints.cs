using System.Globalization;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Operations.FillByHand;
using Guotu.Operations.ReadReport;
using Guotu.Operations.RunAssessment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Operations;

/// <summary>HTTP of the assessment: the security and the audit administrator's, each by the own permission; every reading of a report is journalled.</summary>
internal static class EvidenceEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var mlps = endpoints.MapGroup("/api/v1/mlps").WithTags("等保与密评");
        mlps.MapGet("/runs", async (AssessmentCommands runs, CancellationToken ct) => Results.Ok(await runs.ListAsync(ct)))
            .ForEvidence().Produces<IReadOnlyList<AssessmentView>>();
        mlps.MapPost("/runs", async (HttpContext http, AssessmentCommands runs, CancellationToken ct) =>
                (await runs.StartAsync(http.Command(AssessmentCommands.StartKind, AssessmentCommands.ObjectType, string.Empty), ct)).ToHttp())
            .ForEvidence().Produces<AssessmentView>();
        mlps.MapPost("/runs/{id:long}/cancel", async (HttpContext http, long id, AssessmentCommands runs, CancellationToken ct) =>
                (await runs.CancelAsync(http.Command(AssessmentCommands.CancelKind, AssessmentCommands.ObjectType, Text(id)), id, ct)).ToHttp())
            .ForEvidence().Produces<AssessmentView>();
        MapReading(mlps);
        mlps.MapGet("/entries", async (HandEntryCommands entries, CancellationToken ct) => (await entries.ListAsync(ct)).Map(Views).ToHttp())
            .ForEvidence().Produces<IReadOnlyList<HandView>>();
        mlps.MapPost("/entries", async (HttpContext http, HandEntryBody body, HandEntryCommands entries, CancellationToken ct) =>
                (await entries.FillAsync(http.Command(HandEntryCommands.Kind, "mlps-clause", body.Clause), body, ct)).Map(HandView.Of).ToHttp())
            .ForEvidence().NeedsProof().Produces<HandView>();
    }

    private static void MapReading(RouteGroupBuilder mlps)
    {
        mlps.MapGet("/runs/{id:long}/form", async (long id, StoredReports reports, CancellationToken ct) => (await reports.FormAsync(id, ct)).Map(FormView.Of).ToHttp())
            .ForEvidence().ReadsProtected(AssessmentCommands.ObjectType, "id").Produces<FormView>();
        mlps.MapGet("/runs/{id:long}/evidence/{code}", async (long id, string code, StoredReports reports, CancellationToken ct) =>
                (await reports.EvidenceAsync(id, code, ct)).ToHttp())
            .ForEvidence().ReadsProtected(AssessmentCommands.ObjectType, "id").Produces<EvidenceView>();
        mlps.MapGet("/runs/{id:long}/compare/{other:long}", async (long id, long other, RunComparison comparison, CancellationToken ct) =>
                (await comparison.CompareAsync(id, other, ct)).ToHttp())
            .ForEvidence().ReadsProtected(AssessmentCommands.ObjectType, "id").Produces<ComparisonView>();
        mlps.MapGet("/runs/{id:long}/package", async (HttpContext http, long id, StoredReports reports, IExportRegister exports, CancellationToken ct) =>
                await AsFileAsync(http, exports, await reports.PackageAsync(id, ct), new Given("测评包", "application/zip", $"mlps-{Text(id)}.zip"), ct))
            .ForEvidence().ReadsProtected(AssessmentCommands.ObjectType, "id").Produces(StatusCodes.Status200OK, contentType: "application/zip");
        mlps.MapGet("/runs/{id:long}/paper", async (HttpContext http, long id, StoredReports reports, IExportRegister exports, CancellationToken ct) =>
                await AsFileAsync(http, exports, await reports.PaperAsync(id, ct), new Given("测评表", "application/pdf", $"mlps-{Text(id)}.pdf"), ct))
            .ForEvidence().ReadsProtected(AssessmentCommands.ObjectType, "id").Produces(StatusCodes.Status200OK, contentType: "application/pdf");
    }

    private static RouteHandlerBuilder ForEvidence(this RouteHandlerBuilder builder) =>
        builder.RequiresAny(OperationsPermissions.SecurityEvidence, OperationsPermissions.AuditEvidence);

    private static IReadOnlyList<HandView> Views(IReadOnlyList<HandEntry> entries) => [.. entries.Select(HandView.Of)];

    /// <summary>Signed: the bytes stay as they are, the number of the export stands in the name that is offered.</summary>
    private static async Task<IResult> AsFileAsync(HttpContext http, IExportRegister exports, Result<byte[]> made, Given file, CancellationToken ct)
    {
        if (made.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var asked = new ExportAsked(ExportClass.Original, AssessmentCommands.ObjectType, http.Request.RouteValues["id"]?.ToString() ?? string.Empty, file.What, LabelScheme.Shipped.Records);
        var mark = await exports.RegisterAsync(http.Caller(), asked, ct);
        return mark.Error is { } unmarked ? ProblemAnswer.Of(unmarked) : Results.File(made.Value, file.MediaType, mark.Value.NameOf(file.Name));
    }

    private sealed record Given(string What, string MediaType, string Name);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
