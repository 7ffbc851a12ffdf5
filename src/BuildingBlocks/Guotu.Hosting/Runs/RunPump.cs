using Guotu.Hosting.Pumps;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Runs;

/// <summary>Takes runs one after the other (任务队列的执行).</summary>
/// <param name="claim">Under which name.</param>
/// <param name="board">Where it says that it works.</param>
/// <param name="itself">What it says it is; one turn lasts as long as a run.</param>
/// <param name="clock">Time between two looks.</param>
/// <param name="log">What it could not work on.</param>
public abstract class RunPump(HomeClaim claim, PumpBoard board, Pump itself, IClock clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Removes what a process that is gone left half done; called where no other process works on this home.</summary>
    protected virtual void Clear()
    {
    }

    /// <summary>Works on the next run to its end; false where none waits.</summary>
    protected abstract Task<bool> WorkAsync(string claimer, CancellationToken stopping);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (claim.IsAlone)
        {
            Clear();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            board.Turned(itself);
            try
            {
                if (await WorkAsync(claim.Claimer, stoppingToken))
                {
                    continue;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: the run keeps its lease, and when that is over it is ended as broken off.
                board.Failed(itself, exception);
                log.RunNotWorkedOn(itself.Code, exception);
            }

            await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
        }
    }
}

internal static partial class RunPumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "A run of {Pump} could not be worked on; it is tried again")]
    public static partial void RunNotWorkedOn(this ILogger log, string pump, Exception exception);
}
