using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Audit.Collecting;

/// <summary>
/// Keeps the log server up with the checkpoint file while the node runs (外送泵). While the server is away checkpoints wait in the file, it is told once
/// in the log, and doctor names how many wait.
/// </summary>
internal sealed class CollectorPump(CheckpointSending sending, PumpBoard board, IClock clock, ILogger<CollectorPump> log) : BackgroundService
{
    private static readonly Pump Itself = new("collector", "检查点外送", TimeSpan.FromMinutes(5));
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (pause, isAway) = (Pause, false);
        while (sending.IsConfigured && !stoppingToken.IsCancellationRequested)
        {
            board.Turned(Itself);
            try
            {
                await sending.SendAsync(stoppingToken);
                if (isAway)
                {
                    log.CollectorBack(sending.Where);
                }

                (pause, isAway) = (Pause, false);
            }
            catch (IOException fault)
            {
                // What was not sent stays in the file and goes when the server is back.
                board.Failed(Itself, fault);
                if (!isAway)
                {
                    log.CollectorAway(sending.Where, fault.Message);
                }

                (pause, isAway) = (pause * 2 < LongestPause ? pause * 2 : LongestPause, true);
            }

            await Task.Delay(pause, clock.TimeProvider, stoppingToken);
        }
    }
}

internal static partial class CollectorLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The log server {Where} does not take checkpoints: {Reason}. They wait in the checkpoint file")]
    public static partial void CollectorAway(this ILogger log, string where, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The log server {Where} takes checkpoints again")]
    public static partial void CollectorBack(this ILogger log, string where);
}
