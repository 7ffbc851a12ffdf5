using System.Data.Common;
using Guotu.Hosting.Decisions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Pumps;

/// <summary>Writes the counts of refusals by label when their minute is over and no request comes, and when the node stops.</summary>
public sealed class LabelRefusalPump(LabelRefusals refusals, ILogger<LabelRefusalPump> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await refusals.CloseAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await refusals.WriteDueAsync(stoppingToken);
            }
            catch (DbException exception)
            {
                // What could not be written stays due and is tried again.
                log.NotWritten(exception);
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

internal static partial class LabelRefusalPumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Refusals by label could not be written to the trail; they are kept and tried again")]
    public static partial void NotWritten(this ILogger log, Exception exception);
}
