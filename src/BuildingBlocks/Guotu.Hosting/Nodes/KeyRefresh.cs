using System.Data.Common;
using Guotu.Crypto.Keys;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Nodes;

/// <summary>
/// Takes in every minute what other processes made: new versions of keys, and a root key that was changed. A key becomes current later than
/// that, so that all know it by then.
/// </summary>
public sealed class KeyRefresh(KeyRing ring, IClock clock, ILogger<KeyRefresh> log) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, clock.TimeProvider, stoppingToken);
                if ((await ring.RefreshAsync(stoppingToken)).Error is { } refused)
                {
                    log.RefreshRefused(refused);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is DbException or IOException)
            {
                // The keys in memory stay good; what is written under a key not yet known is refused where it is read.
                log.RefreshFailed(exception);
            }
        }
    }
}

internal static partial class KeyRefreshLog
{
    [LoggerMessage(Level = LogLevel.Critical, Message = "The stored keys can not be taken in: {Refusal}; the keys in memory are used on")]
    public static partial void RefreshRefused(this ILogger log, Error refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stored keys could not be read; they are read again in a minute")]
    public static partial void RefreshFailed(this ILogger log, Exception exception);
}
