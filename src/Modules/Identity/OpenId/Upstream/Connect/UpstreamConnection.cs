using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.Connect;

/// <summary>
/// The way out to the city's provider (到市级登录的连接), the only one of this module: listed hosts alone, no redirect, no proxy, no cookie, ten seconds, 256 KiB.
/// </summary>
internal sealed class UpstreamConnection : IDisposable
{
    private const int MostBytes = 256 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly NodeSettings _node;
    private readonly HttpClient _http;

    public UpstreamConnection(NodeSettings node)
    {
        _node = node;
        _http = new HttpClient(HandlerOf(node.UpstreamAuthority)) { Timeout = Patience, MaxResponseContentBufferSize = MostBytes };
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public Task<Result<string>> GetAsync(string address, CancellationToken ct) => SendAsync(address, () => new HttpRequestMessage(HttpMethod.Get, address), ct);

    /// <summary>Posts a form, with name and secret in the header where the provider takes them there.</summary>
    public Task<Result<string>> PostAsync(string address, IReadOnlyDictionary<string, string> form, string? basic, CancellationToken ct) => SendAsync(
        address,
        () =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Authorization = basic is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
            return request;
        },
        ct);

    public void Dispose() => _http.Dispose();

    /// <summary>No redirect, no proxy, no cookie, and addresses looked at after names were resolved.</summary>
    /// <param name="authority">PEM file of the authority of the other side's certificate; empty for those that the system trusts.</param>
    public static SocketsHttpHandler HandlerOf(string authority)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Patience,
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = ConnectAsync,
        };
        if (authority.Length > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.ImportFromPemFile(authority);
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return handler;
    }

    /// <summary>The address is looked at after the name was resolved, and connected to as it was looked at: a name that changes in between leads nowhere.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, ct);
        if (addresses.Length == 0 || !addresses.All(a => UpstreamHostIsListed.MayStandFor(host, a)))
        {
            throw new IOException($"{host} stands for an address that is not called");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Result<string>> SendAsync(string address, Func<HttpRequestMessage> make, CancellationToken ct)
    {
        if (UpstreamHostIsListed.Breach(address, _node.UpstreamHosts) is { } notListed)
        {
            return notListed;
        }

        try
        {
            using var request = make();
            using var answer = await _http.SendAsync(request, ct);
            return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(ct) : Away($"应答 {(int)answer.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or CryptographicException or InvalidOperationException)
        {
            return Away("连不上,或应答太大");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Away("没有及时应答");
        }
    }

    private static Error Away(string reason) => new(UpstreamErrors.Away, ("reason", reason));
}
