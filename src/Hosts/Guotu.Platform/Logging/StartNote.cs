using System.Reflection;
using System.Runtime.InteropServices;
using Guotu.Hosting.Nodes;

namespace Guotu.Platform.Logging;

/// <summary>The first line of a run in the log: which program, on which .NET, for which county.</summary>
internal sealed partial class StartNote(NodeSettings node, ILogger<StartNote> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var version = typeof(StartNote).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        Starting(log, version, RuntimeInformation.FrameworkDescription, RuntimeInformation.RuntimeIdentifier, node.County.Code, node.Database.Provider);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Guotu {Version} on {Framework} ({Platform}), county {County}, database {Provider}")]
    private static partial void Starting(ILogger log, string? version, string framework, string platform, string county, string provider);
}
