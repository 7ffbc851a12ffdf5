using Guotu.Database.Outbox;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Pumps;

/// <summary>Keeps the outbox moving: at once after a commit of this process, every second for rows of others.</summary>
public sealed class OutboxPump(OutboxDispatcher dispatcher, OutboxWriter writer, HomeClaim claim, PumpBoard board, IClock clock, ILogger<OutboxPump> log) : BackgroundService
{
    private static readonly Pump Itself = new("outbox", "出件箱投递", TimeSpan.FromMinutes(5));
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var released = !claim.IsAlone;
        while (!stoppingToken.IsCancellationRequested)
        {
            board.Turned(Itself);
            try
            {
                if (!released)
                {
                    await dispatcher.ReleaseClaimsAsync(claim.Claimer, stoppingToken);
                    released = true;
                }

                if (await dispatcher.DeliverDueAsync(claim.Claimer, stoppingToken) == 0)
                {
                    await writer.WaitAsync(Pause, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: nothing is lost, the rows wait. Doctor reads the age of the oldest row.
                board.Failed(Itself, exception);
                log.PumpFailed(exception);
                await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
            }
        }
    }
}

internal static partial class PumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be read; it is tried again")]
    public static partial void PumpFailed(this ILogger log, Exception exception);
}
