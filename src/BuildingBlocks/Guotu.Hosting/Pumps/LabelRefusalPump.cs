using System.Data.Common;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Watching;
using Microsoft.Extensions.Logging;

namespace Guotu.Hosting.Pumps;

/// <summary>
/// Writes the counts of refusals by label when their minute is over and no request comes, those that a request could not write, and all when the node
/// stops. What could not be written stays due.
/// </summary>
public sealed class LabelRefusalPump(LabelRefusals refusals, PumpBoard board, ILogger<LabelRefusalPump> log)
    : RecurringWork(TimeSpan.FromSeconds(30), board, new Pump("label-refusals", "标记拒绝入账", TimeSpan.FromMinutes(3)))
{
    protected override Task WorkAsync(CancellationToken ct) => refusals.WriteDueAsync(ct);

    protected override Task LastAsync(CancellationToken ct) => refusals.CloseAsync(ct);

    protected override void NotDone(DbException exception) => log.NotWritten(exception);
}

internal static partial class LabelRefusalPumpLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Refusals by label could not be written to the trail; they are kept and tried again")]
    public static partial void NotWritten(this ILogger log, Exception exception);
}
