using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>Looks every two seconds whether a system is to be told of an ended session.</summary>
internal sealed class NoticePump(TellSystems tell, PumpBoard board, IClock clock, ILogger<NoticePump> log) : BackgroundService
{
    private static readonly Pump Itself = new("logout-notices", "退出通知", TimeSpan.FromMinutes(5));
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            board.Turned(Itself);
            try
            {
                await tell.RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: what is to be told is still told by the rows.
                board.Failed(Itself, exception);
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
