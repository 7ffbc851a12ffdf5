using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Guotu.Testing;
using Guotu.Testing.Node;

namespace Guotu.Integration.Tests;

/// <summary>The data service as a process of its own beside the platform, as in a cluster.</summary>
public sealed class MapServerHostTests(DemonstrationNode demonstration) : IClassFixture<DemonstrationNode>
{
    private static readonly string Assembly = Path.Combine(TestData.Checkout, "src", "Hosts", "Guotu.MapServer", "bin", "Release", "net8.0", "Guotu.MapServer.dll");

    [Fact]
    public async Task It_starts_on_the_node_knows_its_sessions_and_tokens_and_serves_layers_and_nothing_else()
    {
        using var officer = await demonstration.SignInAsync("lijg");
        var port = FreePort();
        using var process = Start(demonstration.Home.Home, port);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}/") };
            await UntilUpAsync(client, process);
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(new Uri("ogc/features/collections", UriKind.Relative))).StatusCode);
            client.DefaultRequestHeaders.Add("Cookie", officer.Cookie);
            foreach (var path in (string[])["ogc/features/collections", "ogc/maps/wms?REQUEST=GetCapabilities", "ogc/wfs?request=GetCapabilities", "ogc/tiles", "api/v1/layers"])
            {
                using var own = await client.GetAsync(new Uri(path, UriKind.Relative));
                using var platform = await officer.GetRawAsync("/" + path);
                Assert.Equal(HttpStatusCode.OK, own.StatusCode);
                var address = client.BaseAddress!.ToString();
                Assert.Equal(await platform.Content.ReadAsStringAsync(), (await own.Content.ReadAsStringAsync()).Replace(address, demonstration.Node.Address.ToString(), StringComparison.Ordinal));
            }

            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("api/v1/cases", UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task Without_a_node_it_says_how_to_make_one_and_ends()
    {
        using var process = Start("/nonexistent", FreePort());
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("guotu db init", await process.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
    }

    private static Process Start(string home, int port)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["GUOTU_HOME"] = home;
        start.Environment["GUOTU_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        return Process.Start(start)!;
    }

    private static async Task UntilUpAsync(HttpClient client, Process process)
    {
        for (var i = 0; i < 600 && !process.HasExited; i++)
        {
            try
            {
                if ((await client.GetAsync(new Uri("health", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        Assert.Fail("The data service did not come up");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
