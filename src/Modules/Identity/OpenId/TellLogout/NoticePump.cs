using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>Looks every two seconds whether a system is to be told of an ended session.</summary>
internal sealed class NoticePump(TellSystems tell, IClock clock, ILogger<NoticePump> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await tell.RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: what is to be told is still told by the rows.
                log.TellingFailed(exception);
            }

            await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
        }
    }
}

internal static partial class NoticePumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Systems could not be told of ended sessions; it is tried again")]
    public static partial void TellingFailed(this ILogger log, Exception exception);
}
