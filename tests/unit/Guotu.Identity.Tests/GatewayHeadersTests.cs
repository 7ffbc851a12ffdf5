using System.Net;
using Guotu.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Identity.Tests;

/// <summary>Whose word counts for where a request came from.</summary>
public sealed class GatewayHeadersTests
{
    [Theory]
    [InlineData("127.0.0.1", "10.1.3.7", "10.1.3.7")]
    [InlineData("::1", "10.1.3.7", "10.1.3.7")]
    [InlineData("::ffff:127.0.0.1", "10.1.3.7", "10.1.3.7")]
    [InlineData("127.0.0.1", "10.1.3.7, 10.9.9.9", "10.9.9.9")]
    [InlineData("127.0.0.1", "fd00::7", "fd00::7")]
    [InlineData("127.0.0.1", "the chief's desk", "127.0.0.1")]
    [InlineData("127.0.0.1", "", "127.0.0.1")]
    [InlineData("10.9.9.9", "10.1.3.7", "10.9.9.9")]
    [InlineData("::ffff:10.9.9.9", "10.1.3.7", "10.9.9.9")]
    public async Task Only_the_machine_itself_is_believed_and_only_its_last_word(string connectedFrom, string forwarded, string address)
    {
        var http = await ThroughAsync(connectedFrom, h => h["X-Forwarded-For"] = forwarded);
        Assert.Equal(address, http.ClientAddress());
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.9.9.9", false)]
    public async Task The_scheme_is_the_gateways_where_the_gateway_asks(string connectedFrom, bool believed)
    {
        var http = await ThroughAsync(connectedFrom, h =>
        {
            h["X-Forwarded-For"] = "10.1.3.7";
            h["X-Forwarded-Proto"] = "https";
        });
        Assert.Equal(believed, http.Request.IsHttps);
    }

    private static async Task<HttpContext> ThroughAsync(string connectedFrom, Action<IHeaderDictionary> say)
    {
        await using var services = new ServiceCollection().AddLogging().AddOptions().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseGatewayHeaders();
        app.Run(_ => Task.CompletedTask);
        var http = new DefaultHttpContext { RequestServices = services };
        http.Request.Scheme = "http";
        http.Connection.RemoteIpAddress = IPAddress.Parse(connectedFrom);
        say(http.Request.Headers);
        await app.Build()(http);
        return http;
    }
}
