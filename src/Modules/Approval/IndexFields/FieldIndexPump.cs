using Guotu.Hosting.Watching;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Approval.IndexFields;

/// <summary>Keeps blind indexes under the present key while the node runs: looks every minute, and goes on at once while there is something left.</summary>
public sealed class FieldIndexPump(FieldIndexing indexing, PumpBoard board, IClock clock, ILogger<FieldIndexPump> log) : BackgroundService
{
    private static readonly Pump Itself = new("field-index", "个人信息索引换钥", TimeSpan.FromMinutes(10));
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private string? _lastRefusal;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await RunOnceAsync(stoppingToken) == 0)
            {
                await Task.Delay(Pause, clock.TimeProvider, stoppingToken);
            }
        }
    }

    private async Task<int> RunOnceAsync(CancellationToken ct)
    {
        board.Turned(Itself);
        try
        {
            var done = await indexing.RunBatchAsync(ct);
            if (done.Error is { } refused)
            {
                board.Failed(Itself, refused.Code.Value);
            }

            if (done.Error is { } error && error.Text != _lastRefusal)
            {
                _lastRefusal = error.Text;
                log.IndexingRefused(error.Code.Value, error.Text);
            }

            return done.IsSuccess ? done.Value : 0;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database is away: what is left is still told by the rows.
            board.Failed(Itself, exception);
            log.IndexingFailed(exception);
            return 0;
        }
    }
}

internal static partial class FieldIndexLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Blind indexes are not brought to the present key: {Code} {Text}")]
    public static partial void IndexingRefused(this ILogger log, string code, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch of blind indexes failed; it is tried again")]
    public static partial void IndexingFailed(this ILogger log, Exception exception);
}
