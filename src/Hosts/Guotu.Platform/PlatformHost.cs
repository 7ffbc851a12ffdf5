using Guotu.Database.Nodes;
using Guotu.Database.Schema;
using Guotu.Hosting.Http;
using Guotu.Hosting.Modules;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Time;
using Guotu.Platform.Logging;
using Guotu.Platform.Pages;
using Guotu.Platform.Security;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Guotu.Platform;

/// <summary>The staff platform (统一平台): API and pages of one node.</summary>
public static class PlatformHost
{
    public const int DefaultPort = 8080;

    /// <summary>Listens on the loopback only: on a node the way in from outside is Nginx.</summary>
    public static WebApplication Build(NodeSettings node, int port)
    {
        var app = Build(node, port, services => Add(services, node));
        app.MapPages();
        return app;
    }

    /// <summary>
    /// The same pipeline over fewer modules, without pages and without the background work of the node: many may run beside the platform. What such a process
    /// reads and refuses goes into its own journal, which it takes in and seals itself, for it may be the only one on its machine.
    /// </summary>
    public static WebApplication BuildReading(NodeSettings node, int port) => Build(node, port, services => AddReading(services, node));

    private static WebApplication Build(NodeSettings node, int port, Action<IServiceCollection> add)
    {
        ArgumentNullException.ThrowIfNull(node);
        FaultText.TakeOverCrashes();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, node, port));
        builder.Logging.AddNodeLog(node);
        add(builder.Services);
        var app = builder.Build();
        Map(app);
        return app;
    }

    /// <summary>The services of the platform; also used by tests with another server in front.</summary>
    public static void Add(IServiceCollection services, NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(services);
        Add(services, node, GuotuModules.All);
        services.AddNodePumps(GuotuModules.All);
    }

    /// <summary>The services of a map server.</summary>
    public static void AddReading(IServiceCollection services, NodeSettings node)
    {
        ArgumentNullException.ThrowIfNull(services);
        Add(services, node, GuotuModules.Reading);
        services.AddSingleton(p => new LeaseStanding(p.GetRequiredService<IClock>(), LeaseLapse.Wait));
    }

    private static void Add(IServiceCollection services, NodeSettings node, IReadOnlyList<IModule> modules)
    {
        services.AddNode(node, modules);
        services.AddProcessUpkeep();
        services.AddHostedService<StartNote>();
        services.AddHostedService<SchemaMustBeCurrent>();
        services.AddHostedService<RowTallyStart>();
        services.ConfigureHttpJsonOptions(o => ApiJson.Configure(o.SerializerOptions));
        services.Configure<FormOptions>(o => o.MultipartBodyLengthLimit = (long)node.UploadLimitMiB << 20);
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(ApiDocument.Configure);
    }

    /// <summary>The pipeline, in the order that the security design states.</summary>
    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseGatewayHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<UnexpectedErrors>();
        app.UseMiddleware<NumberMustBeHeld>();
        app.UseRouting();
        app.UseMiddleware<AccessMiddleware>();
        app.UseMiddleware<BodyLimits>();
        var complete = app.MapGroup(string.Empty).AddEndpointFilter<RouteGroupBuilder, BodyMustBeComplete>();
        foreach (var module in app.Services.GetRequiredService<IReadOnlyList<IModule>>())
        {
            module.MapEndpoints(complete);
        }

        app.MapHealth();
    }

    private static void Limit(KestrelServerOptions kestrel, NodeSettings node, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.ListenLocalhost(port);
        kestrel.Limits.MaxRequestBodySize = ((long)node.UploadLimitMiB << 20) + (1 << 20);
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = 2000;
    }

    /// <summary>A node whose schema is older or newer than the program does not start.</summary>
    private sealed class SchemaMustBeCurrent(SchemaUpgrade upgrade) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            if (await upgrade.CountPendingAsync(NeutralScript.All, cancellationToken) is var pending and not 0)
            {
                throw new InvalidOperationException($"The schema is {pending} statements away from this program: run guotu db upgrade --home DIR");
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
