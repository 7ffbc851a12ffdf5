using Guotu.Cli.Output;
using Guotu.Database.Schema;
using Guotu.Hosting.Decisions;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;
using Guotu.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Guotu.Cli.Nodes;

/// <summary>
/// A node opened for one run of the command line: all modules without the pumps of the node, a node number leased and given back. The audit's own work, sealing
/// and sending, goes on while it runs. It may run beside the platform: both meet in the database and in the folders of the home.
/// </summary>
internal sealed class NodeSession : IAsyncDisposable
{
    private readonly IHost _host;

    private NodeSession(IHost host, NodeSettings settings)
    {
        _host = host;
        Settings = settings;
    }

    public NodeSettings Settings { get; }

    public static async Task<NodeSession> OpenAsync(string home, CancellationToken ct)
    {
        var settings = NodeHome.Load(home);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.Logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        AddServices(builder.Services, settings);
        var host = builder.Build();
        try
        {
            var upgrade = host.Services.GetRequiredService<SchemaUpgrade>();
            if (await upgrade.CountPendingAsync(NeutralScript.All, ct) != 0)
            {
                throw new RefusedException(new Error(CliErrors.SchemaOld, ("home", home)), ExitCode.Failed);
            }

            await host.StartAsync(ct);
            return new NodeSession(host, settings);
        }
        catch (KeysNotOpenException closed)
        {
            host.Dispose();
            throw new RefusedException(closed.Error, ExitCode.Failed);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    internal static void AddServices(IServiceCollection services, NodeSettings settings) =>
        services.AddNode(settings, GuotuModules.All).AddHostedService<RowTallyStart>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await Get<LabelRefusals>().CloseAsync(CancellationToken.None);
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
