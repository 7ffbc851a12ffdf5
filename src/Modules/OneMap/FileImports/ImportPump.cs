using System.Data.Common;
using Guotu.Hosting.Pumps;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.OneMap.FileImports;

/// <summary>
/// Runs the imports that were asked of this node, one at a time (入库队列). They are not taken up again after a restart: nothing of them was stored, and the
/// person who asked is there to ask again.
/// </summary>
internal sealed class ImportPump(
    ImportRun run, MarkedFiles marked, ImportsUnderWay underWay, HomeClaim claim, PumpBoard board, IClock clock, ILogger<ImportPump> log) : BackgroundService
{
    private static readonly Pump Itself = new("imports", "入库", LongestTurn: null);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        board.Turned(Itself);
        try
        {
            if (claim.IsAlone)
            {
                await TryAsync(() => run.InterruptLeftAsync(claim.Claimer, clock.Now, stoppingToken), stoppingToken);
            }

            await TryAsync(() => marked.RemoveLeftAsync(stoppingToken), stoppingToken);
            await foreach (var order in underWay.TakeAsync(stoppingToken))
            {
                await TryAsync(() => run.RunAsync(order, stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Those that waited are ended when the node starts again.
        }
    }

    /// <summary>The database may be away: an import that could not even be ended is told as interrupted once its lease has run out.</summary>
    private async Task TryAsync(Func<Task> work, CancellationToken ct)
    {
        try
        {
            await work();
            board.WentWell(Itself);
        }
        catch (DbException exception)
        {
            board.Failed(Itself, exception);
            log.ImportsHeldUp(exception);
            await Task.Delay(Pause, clock.TimeProvider, ct);
        }
    }
}

internal static partial class ImportPumpLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "An import could not be brought to its end for now")]
    public static partial void ImportsHeldUp(this ILogger log, Exception exception);
}
