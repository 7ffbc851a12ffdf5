using Guotu.Hosting.Pumps;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.MapPublishing.Print.Jobs;

/// <summary>Takes print jobs and has them drawn, so many at once (出图队列); removes results whose time is over.</summary>
internal sealed class PrintPump(PrintRun run, PrintsUnderWay underWay, PrintLimits limits, HomeClaim claim, PumpBoard board, IClock clock, ILogger<PrintPump> log)
    : BackgroundService
{
    /// <summary>A turn waits until one of those that are drawn is done.</summary>
    private readonly Pump _itself = new("prints", "出图", limits.Longest + TimeSpan.FromMinutes(5));

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var room = new SemaphoreSlim(limits.AtOnce, limits.AtOnce);
        var (released, swept) = (!claim.IsAlone, default(Instant));
        while (!stoppingToken.IsCancellationRequested)
        {
            board.Turned(_itself);
            try
            {
                if (!released)
                {
                    await run.ReleaseAsync(claim.Claimer, stoppingToken);
                    released = true;
                }

                if (clock.Now.Minus(swept) >= SweepEvery)
                {
                    await run.SweepAsync(stoppingToken);
                    swept = clock.Now;
                }

                await NextAsync(room, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: the jobs wait in their rows.
                board.Failed(_itself, exception);
                log.QueueUnreadable(exception);
                await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
            }
        }

        // Those that still draw give their jobs back.
        for (var i = 0; i < limits.AtOnce; i++)
        {
            await room.WaitAsync(CancellationToken.None);
        }
    }

    private async Task NextAsync(SemaphoreSlim room, CancellationToken ct)
    {
        await room.WaitAsync(ct);
        var given = false;
        try
        {
            if (await run.ClaimAsync(claim.Claimer, ct) is { } job)
            {
                given = true;
                _ = DrawAsync(job, room, ct);
                return;
            }
        }
        finally
        {
            if (!given)
            {
                room.Release();
            }
        }

        await underWay.WaitAsync(Pause, ct);
    }

    private async Task DrawAsync(PrintClaim job, SemaphoreSlim room, CancellationToken stopping)
    {
        try
        {
            await run.RunAsync(job, stopping);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The row keeps its lease; when that runs out the job is taken again, as often as allowed.
            board.Failed(_itself, exception);
            log.DrawingFailed(job.Row.PrintId, job.Attempt, exception);
        }
        finally
        {
            room.Release();
        }
    }
}

internal static partial class PrintPumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The print jobs could not be read; it is tried again")]
    public static partial void QueueUnreadable(this ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Print {PrintId} failed at try {Attempt}")]
    public static partial void DrawingFailed(this ILogger log, long printId, int attempt, Exception exception);
}
