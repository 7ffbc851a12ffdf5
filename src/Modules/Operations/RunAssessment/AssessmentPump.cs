using Guotu.Hosting.Pumps;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Operations.RunAssessment;

/// <summary>Takes runs one after the other (测评队列).</summary>
internal sealed class AssessmentPump(AssessmentWork runs, HomeClaim claim, PumpBoard board, IClock clock, ILogger<AssessmentPump> log) : BackgroundService
{
    /// <summary>One turn lasts as long as an assessment.</summary>
    private static readonly Pump Itself = new("assessments", "等保测评", TimeSpan.FromHours(2));

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        if (claim.IsAlone)
        {
            runs.ClearUnfinished();
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            board.Turned(Itself);
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
                board.Failed(Itself, exception);
                log.RunFailed(exception);
            }

            await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
        }
    }
}

internal static partial class AssessmentPumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "An assessment could not be worked on; it is tried again")]
    public static partial void RunFailed(this ILogger log, Exception exception);
}
