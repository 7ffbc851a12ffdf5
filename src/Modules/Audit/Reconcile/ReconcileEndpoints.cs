using System.Globalization;
using Guotu.Hosting.Exports;
using Guotu.Hosting.Http;
using Guotu.Hosting.Reading;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guotu.Audit.Reconcile;

/// <summary>HTTP of the reconciliation: the auditor's alone.</summary>
internal static class ReconcileEndpoints
{
    public static void Map(RouteGroupBuilder audit)
    {
        audit.MapGet("/reconciliations", async (ReconcileCommands runs, CancellationToken ct) => Results.Ok(await runs.ListAsync(ct)))
            .Requires(AuditModule.Read).Produces<IReadOnlyList<ReconcileView>>();
        audit.MapPost("/reconciliations", async (HttpContext http, ReconcileCommands runs, CancellationToken ct) =>
                (await runs.StartAsync(http.Command(ReconcileCommands.StartKind, ReconcileCommands.ObjectType, string.Empty), ct)).ToHttp())
            .Requires(AuditModule.Verify).Produces<ReconcileView>();
        audit.MapPost("/reconciliations/{id:long}/cancel", async (HttpContext http, long id, ReconcileCommands runs, CancellationToken ct) =>
                (await runs.CancelAsync(http.Command(ReconcileCommands.CancelKind, ReconcileCommands.ObjectType, Text(id)), id, ct)).ToHttp())
            .Requires(AuditModule.Verify).Produces<ReconcileView>();
        audit.MapGet("/reconciliations/{id:long}/differences", async (long id, [AsParameters] DifferenceQuery query, ReconcileCommands runs, CancellationToken ct) =>
                (await runs.DifferencesAsync(id, new DifferenceFilter(Sought(query.Direction), Sought(query.Title)), query.Request, ct)).ToHttp())
            .Requires(AuditModule.Read).ReadsProtected(ReconcileCommands.ObjectType, "id").Produces<Page<TrailDifference>>();
        audit.MapGet("/reconciliations/{id:long}/table", TableAsync)
            .Requires(AuditModule.Read).ReadsProtected(ReconcileCommands.ObjectType, "id").Produces(StatusCodes.Status200OK, contentType: "text/csv");
    }

    private static async Task<IResult> TableAsync(HttpContext http, long id, ReconcileCommands runs, IExportRegister exports, CancellationToken ct)
    {
        var found = await runs.ResultAsync(id, ct);
        if (found.Error is { } refused)
        {
            return ProblemAnswer.Of(refused);
        }

        var mark = await exports.RegisterAsync(http.Caller(), new ExportAsked(ExportClass.Table, ReconcileCommands.ObjectType, Text(id), "对账表", LabelScheme.Shipped.Records), ct);
        return mark.Error is { } unmarked
            ? ProblemAnswer.Of(unmarked)
            : Results.File(SheetOf(found.Value.Run, found.Value.Differences, mark.Value), ExportSheet.MediaType, $"reconciliation-{Text(id)}.csv");
    }

    private static byte[] SheetOf(ReconcileView run, IReadOnlyList<TrailDifference> differences, ExportMark mark)
    {
        var sheet = new ExportSheet(mark);
        sheet.Add("对账", Text(run.Id), "发起人", run.By, "对到", string.Create(CultureInfo.InvariantCulture, $"{run.CheckedAt!.Value.LocalDateTime:yyyy-MM-dd HH:mm:ss}"));
        sheet.Add("对账项", "业务表", "对象种类", "表中", "审计中", "差", "无法判定的原因");
        foreach (var line in run.Lines)
        {
            sheet.Add(
                line.Title, line.Table, line.ObjectType,
                line.Undetermined is null ? Text(line.Rows) : string.Empty,
                line.Undetermined is null ? Text(line.Records) : string.Empty,
                line.Undetermined is null ? Text(line.Differences) : "无法判定",
                line.Undetermined);
        }

        sheet.Add("差异", "业务表", "对象种类", "对象", "方向", "表中", "审计中", "事项");
        foreach (var d in differences)
        {
            sheet.Add(d.Title, d.Table, d.ObjectType, d.ObjectId, d.DirectionName, Text(d.Rows), Text(d.Records), d.Kinds);
        }

        return sheet.ToBytes();
    }

    private static string? Sought(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record DifferenceQuery(string? Direction, string? Title, int? Page, int? Size)
    {
        public PageRequest Request => new(Page ?? 1, Size ?? PageRequest.DefaultSize);
    }
}
