using Guotu.Audit.ProveRecord;
using Guotu.Audit.SearchRecords;
using Guotu.Audit.ShowStatus;
using Guotu.Audit.VerifyTrail;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
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
    }

    private static async Task<IResult> SearchAsync(
        HttpContext http, [AsParameters] RecordQuery query, int? page, int? size, RecordSearch search, CancellationToken ct)
    {
        var result = await search.RunAsync(http.Caller().Actor, query, new PageRequest(page ?? 1, size ?? PageRequest.DefaultSize), ct);
        return result.ToHttp();
    }
}
