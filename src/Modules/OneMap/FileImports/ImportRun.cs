using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Files;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.ImportLayer;
using Microsoft.Extensions.Logging;

namespace Guotu.OneMap.FileImports;

/// <summary>Runs one import from claim to end. The end of one that succeeds commits together with its revision.</summary>
internal sealed class ImportRun(
    IUnitsOfWork units, ILayerCatalogue catalogue, ILayerUpkeep layers, IFileStore files, ImportStanding standing, MarkedFiles marked, ImportsUnderWay underWay, NodeSettings node, IClock clock, ILogger<ImportRun> log)
{
    public const string FinishKind = "onemap.import.finish";
    private const string Process = "layer-imports";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Ends what this node left when it died; answers how many imports that were.</summary>
    public Task<int> InterruptLeftAsync(string claimer, Instant before, CancellationToken ct)
    {
        var stopped = new Error(OneMapErrors.ImportStopped, ("reason", ImportReports.NodeStopped));
        return units.RunUpkeepWhereAsync(
            Process,
            (session, token) => ImportTable.AnyLeftAsync(session, (claimer, before), token),
            (work, token) => ImportTable.InterruptAsync(work, (claimer, before), (stopped.Code.Value, ImportText.Of(ImportReports.Of(stopped, null))), token),
            ct);
    }

    public async Task RunAsync(ImportOrder order, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var time = new CancellationTokenSource(Longest, clock.TimeProvider);
        using var outOfTime = time.Token.Register(stop.Cancel);
        var examination = Examination(order.Row, out var progress);
        underWay.Begin(order.Row.ImportId, stop, progress);
        try
        {
            if (!await units.RunUpkeepAsync(Process, (work, token) => ImportTable.ClaimAsync(work, order.Row, work.At.Plus(Longest + Longest), token), stop.Token))
            {
                return;
            }

            var imported = await WatchedAsync(order, (examination, progress), stop);
            await (imported.Error is { } refused ? EndAsync(order, refused, examination) : NoteAsync(order, imported.Value, examination));
        }
        catch (OperationCanceledException)
        {
            await EndAsync(order, Why(time.IsCancellationRequested, stopping.IsCancellationRequested), examination);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A fault of a reader, or of the database, ends its import, which says so; where that cannot be written either, its lease runs out.
            log.ImportBroke(order.Row.ImportId, fault);
            await EndAsync(order, new Error(OneMapErrors.ImportStopped, ("reason", "程序出错,已记入运行日志")), examination);
        }
        finally
        {
            underWay.End(order.Row.ImportId);
        }
    }

    /// <summary>Null where the owner cancelled it.</summary>
    private static Error? Why(bool outOfTime, bool stopping) =>
        stopping ? new Error(OneMapErrors.ImportStopped, ("reason", ImportReports.NodeStopped))
        : outOfTime ? new Error(OneMapErrors.ImportStopped, ("reason", $"用时超过 {(int)Longest.TotalMinutes} 分钟"))
        : null;

    private FeatureExamination Examination(ImportRow row, out ImportProgress progress)
    {
        progress = new ImportProgress(ImportText.Read<ImportInspectionView>(row.InspectText)?.Count);
        return new FeatureExamination(catalogue.Find(row.LayerCode)!, progress.Checking);
    }

    /// <summary>The import, stopped where its row says so: the cancellation may have been asked of another node.</summary>
    private async Task<Result<LayerImported>> WatchedAsync(ImportOrder order, (FeatureExamination Examination, ImportProgress Progress) told, CancellationTokenSource stop)
    {
        using var ended = new CancellationTokenSource();
        var watching = WatchAsync(order.Row.ImportId, stop, ended.Token);
        try
        {
            return await ImportAsync(order, told, stop.Token);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }
    }

    private async Task WatchAsync(long id, CancellationTokenSource stop, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Look, clock.TimeProvider, ended);
                await using var session = await units.ReadAsync(DataScope.WholeNode, ended);
                if (await ImportTable.IsStoppingAsync(session, id, ended))
                {
                    await stop.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The import has ended.
        }
    }

    private async Task<Result<LayerImported>> ImportAsync(ImportOrder order, (FeatureExamination Examination, ImportProgress Progress) told, CancellationToken ct)
    {
        var row = order.Row;
        var asked = ImportText.Read<ImportStartBody>(row.RequestText)!;
        var (choices, present) = (asked.Choices.Read(), await standing.OfAsync(order, ct));
        if ((choices.Error ?? present.Error) is { } wrong)
        {
            return wrong;
        }

        var caller = present.Value;

        var stored = await files.OpenAsync(row.FileDigest, ct);
        if (stored.Error is { } gone)
        {
            return gone;
        }

        await using var stream = stored.Value;
        var import = new LayerImport(row.LayerCode, asked.AsOf, asked.Source)
        {
            Demonstration = node.Demonstration,
            Label = row.Label,
            Choices = choices.Value,
            PositionsChecked = asked.PositionsChecked,
            FileName = row.FileName,
            Progress = told.Progress.Storing(() => told.Examination.Examined),
            Examination = told.Examination,
            Alongside = (work, revision, token) => DoneAsync(work, row, (revision, told.Examination), token),
        };
        var context = new CommandContext(caller.Actor, caller.Scope, "onemap.layer.import") { ObjectType = "layer", ObjectId = row.LayerCode };
        return await layers.ImportStreamAsync(context, import, stream, ct);
    }

    private static async Task<Result> DoneAsync(IUnitOfWork work, ImportRow row, (LayerRevision Revision, FeatureExamination Examination) came, CancellationToken ct)
    {
        var done = row with
        {
            RevisionNo = came.Revision.Number,
            ReportText = ImportText.Of(ImportReports.Of(came.Revision, came.Examination, [])),
            LabelLevel = came.Revision.Label.Level,
            LabelCategory = came.Revision.Label.CategoryText,
        };
        return await ImportTable.DoneAsync(work, done, ct) ? Result.Done : new Error(OneMapErrors.ImportStopped, ("reason", "已经取消"));
    }

    /// <summary>Warnings are complete only when the file has been read to its end, after the revision was committed.</summary>
    private async Task NoteAsync(ImportOrder order, LayerImported imported, FeatureExamination examination)
    {
        if (imported.Warnings.Count > 0)
        {
            var noted = order.Row with { ReportText = ImportText.Of(ImportReports.Of(imported.Revision, examination, imported.Warnings)) };
            await units.RunUpkeepAsync(Process, (work, token) => ImportTable.ReportAsync(work, noted, token), CancellationToken.None);
        }
    }

    private Task EndAsync(ImportOrder order, Error? problem, FeatureExamination examination)
    {
        var context = new CommandContext(order.Caller.Actor, DataScope.WholeNode, FinishKind) { ObjectType = "layer", ObjectId = order.Row.LayerCode };
        return problem?.Code == SecrecyErrors.SecretMark ? marked.RefuseAsync(context, order.Row, problem) : EndedAsync(context, order, problem, examination);
    }

    private Task<Result> EndedAsync(CommandContext context, ImportOrder order, Error? problem, FeatureExamination examination) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var cancelled = problem is null || await ImportTable.IsStoppingAsync(work, order.Row.ImportId, token);
            var ended = order.Row with
            {
                StateCode = (cancelled ? ImportState.Cancelled : ImportState.Failed).ToString(),
                ErrorCode = cancelled ? null : problem!.Code.Value,
                ReportText = ImportText.Of(ImportReports.Of(cancelled ? null : problem, examination)),
            };
            if (await ImportTable.EndAsync(work, ended, token))
            {
                work.Audit(new AuditEntry(FinishKind, "layer", order.Row.LayerCode, Summary(order.Row, cancelled ? null : problem, examination)));
            }

            return Result.Done;
        },
        CancellationToken.None);

    private static string Summary(ImportRow row, Error? problem, FeatureExamination examination) => problem is null
        ? $"图层入库已取消,没有存入:“{row.FileName}”"
        : string.Create(CultureInfo.InvariantCulture, $"图层没有入库:“{row.FileName}”,{problem.Code};检查 {examination.Examined} 个要素,不合格 {examination.Refused} 个");
}

internal static partial class ImportRunLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Import {ImportId} broke")]
    public static partial void ImportBroke(this ILogger log, long importId, Exception exception);
}
