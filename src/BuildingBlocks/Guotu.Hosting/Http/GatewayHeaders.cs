using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace Guotu.Hosting.Http;

/// <summary>
/// Address and scheme as the gateway (网关, Nginx) saw them: taken from its headers where the connection comes from the machine itself, and from
/// nobody else. Of a list only the last entry counts, which the gateway wrote.
/// </summary>
public static class GatewayHeaders
{
    /// <summary>Stands first in the pipeline: sessions, the trail and the limits by address go by what it leaves.</summary>
    public static IApplicationBuilder UseGatewayHeaders(this IApplicationBuilder app) => app.UseForwardedHeaders(new ForwardedHeadersOptions
    {
        ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
        ForwardLimit = 1,
    });

    /// <summary>Network address of the program that asks, an IPv4 address always in its own notation.</summary>
    public static string ClientAddress(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Connection.RemoteIpAddress is { } address ? Plain(address).ToString() : "unknown";
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
