using System.Data.Common;
using Guotu.Hosting.Pumps;
using Guotu.Hosting.Watching;
using Microsoft.Extensions.Logging;

namespace Guotu.MapPublishing.Usage;

/// <summary>Puts the statistics down once a minute and when the node stops. Where the database does not take them, that minute's counts are lost and said to be.</summary>
internal sealed class UsageFlush(UsageTally tally, PumpBoard board, ILogger<UsageFlush> log)
    : RecurringWork(TimeSpan.FromMinutes(1), board, new Pump("map-usage", "服务用量入库", TimeSpan.FromMinutes(5)))
{
    protected override Task WorkAsync(CancellationToken ct) => tally.FlushAsync(ct);

    protected override void NotDone(DbException exception) => log.NotPutDown(exception);
}

internal static partial class UsageFlushLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A minute of usage statistics could not be put down and is lost")]
    public static partial void NotPutDown(this ILogger log, Exception exception);
}
