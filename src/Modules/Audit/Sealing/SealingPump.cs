using Guotu.Audit.Journal;
using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Audit.Sealing;

/// <summary>Takes journalled reads in and seals, every second while the node runs (封存泵). A refusal is written to the log once, and doctor reads the count of unsealed records.</summary>
public sealed class SealingPump(Sealer sealer, JournalIntake intake, PumpBoard board, IClock clock, ILogger<SealingPump> log) : BackgroundService
{
    private static readonly Pump Itself = new("sealing", "审计封存", TimeSpan.FromMinutes(5));
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private string? _lastRefusal;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await SealOnceAsync(stoppingToken) < Sealer.BatchLimit)
            {
                await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
            }
        }
    }

    private async Task<int> SealOnceAsync(CancellationToken ct)
    {
        board.Turned(Itself);
        try
        {
            await intake.TakeAsync(ct);
            var result = await sealer.SealAsync(ct);
            if (result.Error is { } refused)
            {
                board.Failed(Itself, refused.Code.Value);
            }

            if (result.Error is { } error && error.Text != _lastRefusal)
            {
                _lastRefusal = error.Text;
                log.SealingRefused(error.Code.Value, error.Text);
            }

            return result.IsSuccess ? result.Value : 0;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database or the disk is away: the records wait unsealed, and nothing is lost.
            board.Failed(Itself, exception);
            log.SealingFailed(exception);
            return 0;
        }
    }
}

internal static partial class SealingLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "Sealing is stopped: {Code} {Text}")]
    public static partial void SealingRefused(this ILogger log, string code, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch could not be sealed; it is tried again")]
    public static partial void SealingFailed(this ILogger log, Exception exception);
}
