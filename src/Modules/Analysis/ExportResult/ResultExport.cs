using System.Globalization;
using Guotu.Analysis.Jobs;
using Guotu.Analysis.ReadResult;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Geo.Formats;
using Guotu.Geo.Formats.Parcels;
using Guotu.Geo.Formats.Reference;
using Guotu.Hosting.Callers;
using Guotu.Hosting.Exports;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.OneMap.Contracts;

namespace Guotu.Analysis.ExportResult;

/// <summary>A file of a result.</summary>
/// <param name="Content">To be read once; closing it removes the file.</param>
/// <param name="Name">As it is offered for saving.</param>
/// <param name="Losses">What the format could not carry, in Chinese.</param>
internal sealed record ExportedFile(Stream Content, string Name, IReadOnlyList<string> Losses);

/// <summary>
/// Writes a result by the layer file writers (导出), metres of the county's zone, with plane and ellipsoidal area behind the fields. Recorded before anything is given out.
/// </summary>
internal sealed class ResultExport(IUnitsOfWork units, KeptResults results, IPublishedLayers published, IExportRegister exports)
{
    public const string Kind = "analysis.export";
    private static readonly FileFormat[] Tables = [FileFormat.Csv];

    public async Task<Result<ExportedFile>> WriteAsync(CommandContext context, Caller caller, (long JobId, string Format, string Encoding) asked, CancellationToken ct)
    {
        var opened = await results.OpenAsync(caller, asked.JobId, ct);
        var format = FileFormats.OfCode(asked.Format);
        var hasFigures = opened.IsSuccess && await HasFiguresAsync(asked.JobId, ct);
        var refused = opened.Error
            ?? (format is null or FileFormat.CoordinateText ? Invalid("format", "没有这种格式") : null)
            ?? (asked.Encoding is not ("UTF-8" or "GB18030") ? Invalid("encoding", "只能是 UTF-8 或 GB18030") : null)
            ?? (!hasFigures && !Tables.Contains(format!.Value) ? Invalid("format", "没有图形的表只能导出为 CSV") : null);
        var recorded = await units.RunAsync(
            context with { RequestId = null },
            (work, _) =>
            {
                if (refused is null)
                {
                    var rows = opened.Value.RowTotal.ToString(CultureInfo.InvariantCulture);
                    work.Audit(new AuditEntry(Kind, "analysis-job", context.ObjectId, $"导出分析结果 {rows} 行({format!.Value.ChineseName()})"));
                }

                return Task.FromResult(refused is null ? Result.Done : Result.Refused(refused));
            },
            ct);
        if (recorded.Error is { } error)
        {
            return error;
        }

        var job = opened.Value;
        var label = SecurityLabel.OfRow(job.LabelLevel, job.LabelCategory);
        var marked = await exports.RegisterAsync(caller, new ExportAsked(ExportClass.Features, "analysis-job", context.ObjectId, "分析结果", label), ct);
        return marked.Error is { } above ? above : await FileAsync(job, new HowWritten(format!.Value, asked.Encoding, hasFigures, marked.Value), ct);
    }

    private static Error Invalid(string field, string reason) => new Error(KernelErrors.FieldInvalid, ("field", field), ("reason", reason)) { Field = field };

    private async Task<bool> HasFiguresAsync(long jobId, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return (await ResultTable.FirstAsync(session, jobId, 1, ct)) is [{ FigureWkb: not null }];
    }

    private async Task<Result<ExportedFile>> FileAsync(JobRow job, HowWritten how, CancellationToken ct)
    {
        var head = JobText.Head(job)!;
        var schema = new FeatureSchema("RESULT", ResultColumns.Of(head.Fields, how.HasFigures)) { Geometry = how.HasFigures ? GeometryKind.Polygon : GeometryKind.None };
        var plan = new WritePlan(schema, CoordinateSystem.OfZone(published.Zone)) { Encoding = how.Encoding, Companion = how.Companion };
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), "guotu-analysis-" + Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        var written = await WriteAsync(head, job, how, plan, file, ct);
        if (written.Error is { } failure)
        {
            await file.DisposeAsync();
            return failure;
        }

        file.Position = 0;
        return new ExportedFile(file, job.OperatorCode + "-" + job.JobId.ToString(CultureInfo.InvariantCulture) + how.Format.ExtensionOf(plan), [.. written.Value.Losses.Select(l => l.ToString())]);
    }

    private async Task<Result<WriteReport>> WriteAsync(
        ResultHead head, JobRow job, HowWritten how, WritePlan plan, Stream target, CancellationToken ct)
    {
        var created = FeatureFiles.Create(how.Format, plan, target);
        if (created.Error is { } unable)
        {
            return unable;
        }

        await using var writer = created.Value;
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        await foreach (var row in ResultTable.StreamAsync(session, job.JobId, ct))
        {
            var figure = KeptResults.Figure(row);
            if (figure.Error is { } damaged)
            {
                return damaged;
            }

            var geometry = figure.Value is { } shape ? GridFigure.ToNts(shape) : null;
            var written = await writer.WriteAsync(new Feature(new FeatureOrigin(row.RowNo, null), geometry, ResultColumns.Values(head.Fields, row, how.HasFigures)), ct);
            if (written.Error is { } refused)
            {
                return refused;
            }
        }

        return await writer.CompleteAsync(ct);
    }

    private sealed record HowWritten(FileFormat Format, string Encoding, bool HasFigures, ExportMark Mark)
    {
        public CompanionText? Companion => Mark.Shown ? new CompanionText(ExportMark.CompanionName, Mark.Companion, Mark.Line) : null;
    }
}
