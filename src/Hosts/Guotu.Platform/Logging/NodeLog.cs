using System.Globalization;
using Guotu.Hosting.Nodes;
using Serilog;
using Serilog.Events;

namespace Guotu.Platform.Logging;

/// <summary>
/// Technical log: console (taken by journald) and daily files in <c>logs</c>, kept for 190 days. Requests are logged without
/// query strings or bodies, and faults without the values in their messages, so that no personal data gets in.
/// </summary>
internal static class NodeLog
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {SourceContext} {Message:lj}{NewLine}{" + FaultEnricher.Property + ":l}";

    public static void AddNodeLog(this ILoggingBuilder logging, NodeSettings node)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .Enrich.With<FaultEnricher>()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            .WriteTo.File(
                Path.Combine(node.Home, "logs", "platform-.log"),
                outputTemplate: Template,
                formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 190,
                shared: true)
            .CreateLogger();
        logging.ClearProviders();
        logging.AddSerilog(logger, dispose: true);
    }
}
