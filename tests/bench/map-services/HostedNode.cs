using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Guotu.Hosting.Nodes;
using Guotu.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Guotu.Services.Bench;

/// <summary>A home served by this process, so that its parts can be asked with and without HTTP.</summary>
internal sealed class HostedNode : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HostedNode(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="home">Folder of the node.</param>
    /// <param name="instead">Services in place of the platform's own.</param>
    public static async Task<HostedNode> StartAsync(string home, Action<IServiceCollection> instead)
    {
        var port = FreePort();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.ListenLocalhost(port));
        PlatformHost.Add(builder.Services, NodeSettings.Load(home));
        instead(builder.Services);
        var app = builder.Build();
        PlatformHost.Map(app);
        await app.StartAsync();
        return new HostedNode(app, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
    }

    public T The<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
