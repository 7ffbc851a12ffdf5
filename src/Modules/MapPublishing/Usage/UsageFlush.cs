using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.MapPublishing.Usage;

/// <summary>Puts the statistics down once a minute and when the node stops.</summary>
internal sealed class UsageFlush(UsageTally tally, ILogger<UsageFlush> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await tally.FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await tally.FlushAsync(stoppingToken);
            }
            catch (DbException exception)
            {
                // That minute's counts are lost and said to be; the services go on.
                log.NotPutDown(exception);
            }
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

internal static partial class UsageFlushLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A minute of usage statistics could not be put down and is lost")]
    public static partial void NotPutDown(this ILogger log, Exception exception);
}
