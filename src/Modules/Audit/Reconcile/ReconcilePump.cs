using Guotu.Hosting.Pumps;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Audit.Reconcile;

/// <summary>Takes reconciliations one after the other (对账队列).</summary>
internal sealed class ReconcilePump(ReconcileWork runs, HomeClaim claim, IClock clock, ILogger<ReconcilePump> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await runs.ClaimAsync(claim.Claimer, stoppingToken) is { } job)
                {
                    await runs.RunAsync(job, stoppingToken);
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: the run keeps its lease, and when that is over it is ended as broken off.
                log.RunFailed(exception);
            }

            await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
        }
    }
}

internal static partial class ReconcilePumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A reconciliation could not be worked on; it is tried again")]
    public static partial void RunFailed(this ILogger log, Exception exception);
}
