using System.Globalization;
using Guotu.Analysis.ExportResult;
using Guotu.Analysis.ListLayers;
using Guotu.Analysis.ReadFigures;
using Guotu.Analysis.ReadResult;
using Guotu.Analysis.RunOperator;
using Guotu.Hosting.Http;
using Guotu.Kernel.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Analysis;

/// <summary>HTTP of the module.</summary>
internal static class AnalysisEndpoints
{
    private const string FileType = "application/octet-stream";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var analysis = endpoints.MapGroup("/api/v1/analysis").WithTags("空间分析");
        analysis.MapGet("/operators", (IAnalysisOperators operators) => Results.Ok(operators.Definitions))
            .Requires(AnalysisModule.ReadPermission).Produces<IReadOnlyList<OperatorDefinition>>();
        analysis.MapGet("/layers", async (HttpContext http, AnalysisLayers layers, CancellationToken ct) => Results.Ok(await layers.ListAsync(http.Caller(), ct)))
            .Requires(AnalysisModule.ReadPermission).Produces<IReadOnlyList<AnalysisLayerView>>();
        analysis.MapPost("/run", RunAsync).Requires(AnalysisModule.ReadPermission).TakesFiguresInJson().Produces<AnalysisJobView>();
        analysis.MapPost("/figures", FiguresAsync).Requires(AnalysisModule.ReadPermission).TakesAnUpload().DisableAntiforgery().Produces<FigureFileView>();
        MapJobs(analysis.MapGroup("/jobs"));
    }

    private static void MapJobs(RouteGroupBuilder jobs)
    {
        jobs.MapGet(string.Empty, async (HttpContext http, ResultReading reading, CancellationToken ct) => Results.Ok(await reading.ListAsync(http.Caller(), ct)))
            .Requires(AnalysisModule.ReadPermission).Produces<IReadOnlyList<AnalysisJobView>>();
        jobs.MapGet("/{id:long}", async (HttpContext http, long id, ResultReading reading, CancellationToken ct) => (await reading.JobAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(AnalysisModule.ReadPermission).Produces<AnalysisJobView>();
        jobs.MapGet("/{id:long}/rows", async (HttpContext http, long id, int? page, int? size, ResultReading reading, CancellationToken ct) =>
                (await reading.PageAsync(http.Caller(), id, new PageRequest(page ?? 1, size ?? PageRequest.DefaultSize), ct)).ToHttp())
            .Requires(AnalysisModule.ReadPermission).Produces<AnalysisPageView>();
        jobs.MapGet("/{id:long}/figures", async (HttpContext http, long id, ResultReading reading, CancellationToken ct) => (await reading.FiguresAsync(http.Caller(), id, ct)).ToHttp())
            .Requires(AnalysisModule.ReadPermission).Produces<AnalysisFiguresView>();
        jobs.MapPost("/{id:long}/cancel", async (HttpContext http, long id, RunCommands runs, CancellationToken ct) =>
                (await runs.CancelAsync(http.Command(RunCommands.CancelKind, "analysis-job", Text(id)), id, ct)).ToHttp())
            .Requires(AnalysisModule.ReadPermission).Produces(StatusCodes.Status204NoContent);
        jobs.MapDelete("/{id:long}", async (HttpContext http, long id, RunCommands runs, CancellationToken ct) =>
                (await runs.ClearAsync(http.Command(RunCommands.ClearKind, "analysis-job", Text(id)), id, ct)).ToHttp())
            .Requires(AnalysisModule.ReadPermission).Produces(StatusCodes.Status204NoContent);
        jobs.MapPost("/{id:long}/export", ExportAsync).Requires(AnalysisModule.ReadPermission).Produces(StatusCodes.Status200OK, contentType: FileType);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static async Task<IResult> RunAsync(HttpContext http, RunBody body, RunCommands runs, CancellationToken ct) =>
        (await runs.RunAsync(http.Command(RunCommands.RunKind, "analysis-job", string.Empty), http.Caller(), body, ct)).ToHttp();

    private static async Task<IResult> FiguresAsync(IFormFile file, string? layer, int? zone, FigureFile figures, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        return (await figures.ReadAsync(content, new FigureReading(layer, zone), ct)).ToHttp();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, long id, ExportBody body, ResultExport export, CancellationToken ct)
    {
        var written = await export.WriteAsync(http.Command(ResultExport.Kind, "analysis-job", Text(id)), http.Caller(), (id, body.Format, body.Encoding ?? "UTF-8"), ct);
        if (written.Error is { } error)
        {
            return ProblemAnswer.Of(error);
        }

        http.Response.Headers["X-Losses"] = Text(written.Value.Losses.Count);
        return Results.Stream(written.Value.Content, FileType, written.Value.Name);
    }
}

/// <summary>How a result is to be written.</summary>
/// <param name="Format">Code of a file format such as <c>geojson</c>, <c>shapefile</c>, <c>gpkg</c>, <c>csv</c>.</param>
/// <param name="Encoding"><c>UTF-8</c> or <c>GB18030</c>.</param>
public sealed record ExportBody(string Format, string? Encoding);
