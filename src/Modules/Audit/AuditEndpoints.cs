using System.Globalization;
using Guotu.Audit.Archiving;
using Guotu.Audit.ProveArchives;
using Guotu.Audit.ProveRecord;
using Guotu.Audit.Reconcile;
using Guotu.Audit.SearchRecords;
using Guotu.Audit.SearchTrail;
using Guotu.Audit.ShowArchives;
using Guotu.Audit.ShowStatus;
using Guotu.Audit.VerifyTrail;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Audit;

/// <summary>HTTP of the module: the auditor's alone.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var audit = endpoints.MapGroup("/api/v1/audit").WithTags("审计");
        audit.MapGet("/records", SearchAsync).Requires(AuditModule.Read).Produces<Page<AuditRecordView>>();
        audit.MapGet("/status", async (TrailStatus status, CancellationToken ct) => Results.Ok(await status.ReadAsync(ct)))
            .Requires(AuditModule.Read)
            .Produces<TrailStatusView>();
        audit.MapPost("/verify", async (HttpContext http, TrailProving proving, CancellationToken ct) =>
                (await proving.RunAsync(http.Command("audit.verify", "audit", "trail"), ct)).ToHttp())
            .Requires(AuditModule.Verify)
            .Produces<VerifyAnswer>();
        audit.MapGet("/records/{id:long}/proof", async (long id, RecordProving proving, CancellationToken ct) => (await proving.RunAsync(id, ct)).ToHttp())
            .Requires(AuditModule.Read)
            .ReadsProtected("audit-record", "id")
            .Produces<RecordProof>();
        MapArchives(audit);
        ReconcileEndpoints.Map(audit);
    }

    private static void MapArchives(RouteGroupBuilder audit)
    {
        audit.MapGet("/trail-records", async (HttpContext http, [AsParameters] RecordQuery query, TrailSearch search, CancellationToken ct) =>
                (await search.RunAsync(http.Caller().Actor, query, ct)).ToHttp())
            .Requires(AuditModule.Read).Produces<TrailSearchView>();
        audit.MapGet("/archives", async (ArchiveList archives, CancellationToken ct) => Results.Ok(await archives.ReadAsync(ct)))
            .Requires(AuditModule.Read).Produces<ArchivesView>();
        audit.MapGet("/checkpoints", async (int? page, int? size, ArchiveList archives, CancellationToken ct) =>
                Results.Ok(await archives.CheckpointsAsync(new PageRequest(page ?? 1, size ?? PageRequest.DefaultSize), ct)))
            .Requires(AuditModule.Read).Produces<Page<CheckpointLineView>>();
        audit.MapPost("/archives", async (HttpContext http, ArchiveBody body, TrailArchiving archiving, CancellationToken ct) =>
                (await archiving.RunAsync(http.Command("audit.archive", "audit", "trail"), body.Before, ct)).Map(a => new ArchivedCount(a.Archives.Count, checked((int)a.Archives.Sum(x => x.RecordCount)))).ToHttp())
            .Requires(AuditModule.Archive).NeedsProof().Produces<ArchivedCount>();
        audit.MapPost("/archives/{archive:long}/verify", async (HttpContext http, long archive, ArchivesProving proving, CancellationToken ct) =>
                (await proving.RunAsync(http.Command(ArchivesProving.Kind, "audit", "archive"), archive, ct)).ToHttp())
            .Requires(AuditModule.Verify).Produces<ArchiveProof>();
        audit.MapGet("/archives/{archive:long}/file", FileAsync)
            .Requires(AuditModule.Archive).ReadsProtected("audit-archive", "archive")
            .Produces(StatusCodes.Status200OK, contentType: "application/gzip");
    }

    private static async Task<IResult> SearchAsync(
        HttpContext http, [AsParameters] RecordQuery query, int? page, int? size, RecordSearch search, CancellationToken ct)
    {
        var result = await search.RunAsync(http.Caller().Actor, query, new PageRequest(page ?? 1, size ?? PageRequest.DefaultSize), ct);
        return result.ToHttp();
    }

    /// <summary>Signed: the bytes stay as they are, the number of the export stands in the name that is offered.</summary>
    private static async Task<IResult> FileAsync(HttpContext http, long archive, ArchiveList archives, IExportRegister exports, CancellationToken ct)
    {
        var opened = await archives.OpenAsync(archive, ct);
        if (opened.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var asked = new ExportAsked(ExportClass.Original, "audit-archive", archive.ToString(CultureInfo.InvariantCulture), "审计归档", LabelScheme.Shipped.Records);
        var mark = await exports.RegisterAsync(http.Caller(), asked, ct);
        if (mark.Error is { } unmarked)
        {
            await opened.Value.File.DisposeAsync();
            return ProblemAnswer.Of(unmarked);
        }

        return Results.File(opened.Value.File, "application/gzip", mark.Value.NameOf(opened.Value.Name));
    }

    private sealed record ArchiveBody(DateOnly Before);
}

/// <summary>What an archiving moved.</summary>
internal sealed record ArchivedCount(int Archives, int Records);
