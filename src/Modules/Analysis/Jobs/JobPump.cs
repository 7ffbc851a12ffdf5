using System.Data.Common;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Analysis.Jobs;

/// <summary>Works off the queue while the node runs, one run at a time, and clears what has expired.</summary>
internal sealed class JobPump(JobWork work, JobBell bell, JobLimits limits, PumpBoard board, IClock clock, ILogger<JobPump> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClearEvery = TimeSpan.FromMinutes(10);

    /// <summary>One turn may last as long as a run.</summary>
    private readonly Pump _itself = new("analyses", "空间分析", limits.QueuedTime + TimeSpan.FromMinutes(5));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var cleared = new Instant(0);
        while (!stoppingToken.IsCancellationRequested)
        {
            board.Turned(_itself);
            try
            {
                if (clock.Now.Minus(cleared) >= ClearEvery)
                {
                    await work.ClearExpiredAsync(stoppingToken);
                    cleared = clock.Now;
                }

                if (!await work.RunNextAsync(stoppingToken))
                {
                    await bell.WaitAsync(Idle, stoppingToken);
                }
            }
            catch (DbException exception)
            {
                // The database is away: the run keeps its row and is taken up again when its lease has run out.
                board.Failed(_itself, exception);
                log.QueueStopped(exception);
                await bell.WaitAsync(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}

internal static partial class JobPumpLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of analysis runs could not be worked off for now")]
    public static partial void QueueStopped(this ILogger log, Exception exception);
}
