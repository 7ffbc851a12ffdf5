using Guotu.Database.Outbox;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Pumps;

/// <summary>Keeps the outbox moving: at once after a commit of this process, every second for rows of others.</summary>
public sealed class OutboxPump(OutboxDispatcher dispatcher, OutboxWriter writer, IClock clock, ILogger<OutboxPump> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly string _claimer = $"{Environment.MachineName}:{Environment.ProcessId}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await dispatcher.DeliverDueAsync(_claimer, stoppingToken) == 0)
                {
                    await writer.WaitAsync(Pause, stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: nothing is lost, the rows wait. Doctor reads the age of the oldest row.
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
