using System.CommandLine;
using Guotu.Hosting.Nodes;
using Guotu.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guotu.Cli.Serving;

/// <summary><c>guotu serve --home D [--port P]</c>: runs the platform.</summary>
internal static class ServeCommand
{
    public static Command Build()
    {
        var home = NodeOptions.Home();
        var port = new Option<int>("--port") { Description = "监听端口(只监听本机)", DefaultValueFactory = _ => PlatformHost.DefaultPort };
        var command = new Command("serve", "运行平台") { home, port };
        command.SetAction(async (parse, ct) =>
        {
            await using var app = PlatformHost.Build(NodeSettings.Load(parse.GetRequiredValue(home)), parse.GetValue(port));
            await Console.Error.WriteLineAsync($"http://127.0.0.1:{parse.GetValue(port)}");
            await app.StartAsync(ct);
            await app.WaitForShutdownAsync(ct);
            return app.Services.GetRequiredService<NodeEnd>().Code;
        });
        return command;
    }
}
