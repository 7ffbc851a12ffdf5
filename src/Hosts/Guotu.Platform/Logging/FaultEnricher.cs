using Serilog.Core;
using Serilog.Events;

namespace Guotu.Platform.Logging;

/// <summary>Gives each record of a fault its text without values; the log's template has no place for the exception itself.</summary>
internal sealed class FaultEnricher : ILogEventEnricher
{
    public const string Property = "Fault";

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(propertyFactory);
        logEvent.AddOrUpdateProperty(propertyFactory.CreateProperty(Property, logEvent.Exception is { } fault ? FaultText.Of(fault) : string.Empty));
    }
}
