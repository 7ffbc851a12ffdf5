using System.Net;
using System.Net.Sockets;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.Connect;

/// <summary>
/// The node calls only hosts that its own configuration lists (只连配置里列出的主机), over https: what a document from outside or a row of the database names is
/// looked at again each time. http is for a provider on the same machine alone.
/// </summary>
internal static class UpstreamHostIsListed
{
    public static Error? Breach(string address, IReadOnlyList<string> hosts)
    {
        var isRight = Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && IsThisMachine(uri.Host)))
            && hosts.Any(h => string.Equals(h, uri.Authority, StringComparison.OrdinalIgnoreCase));
        return isRight ? null : new Error(UpstreamErrors.HostNotListed, ("host", Shown(address)));
    }

    /// <summary>
    /// Whether a name may stand for this address: the machine itself, its neighbours by accident (169.254, fe80) and what is no single host are only reached
    /// when the list names them by number.
    /// </summary>
    public static bool MayStandFor(string host, IPAddress address)
    {
        if (IsThisMachine(host))
        {
            return IPAddress.IsLoopback(address);
        }

        var given = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(given) || given.Equals(IPAddress.Any) || given.Equals(IPAddress.IPv6Any) || given.Equals(IPAddress.Broadcast))
        {
            return false;
        }

        var bytes = given.GetAddressBytes();
        return given.AddressFamily == AddressFamily.InterNetwork
            ? bytes[0] is not 0 and < 224 && !(bytes[0] == 169 && bytes[1] == 254)
            : !given.IsIPv6LinkLocal && !given.IsIPv6Multicast && !given.IsIPv6SiteLocal;
    }

    private static bool IsThisMachine(string host) => IPAddress.TryParse(host.Trim('[', ']'), out var number) && IPAddress.IsLoopback(number);

    private static string Shown(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Authority.Length is > 0 and <= 100 ? uri.Authority : "这个地址";
}
