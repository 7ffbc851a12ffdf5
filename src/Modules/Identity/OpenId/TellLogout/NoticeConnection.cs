using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Guotu.Hosting.Nodes;
using Guotu.Identity.OpenId.Upstream.Connect;

namespace Guotu.Identity.OpenId.TellLogout;

/// <summary>The way out to the bureau's other systems (发退出通知的连接): listed hosts alone, no redirect, no proxy, no cookie, five seconds; what they answer is not read.</summary>
internal sealed class NoticeConnection(NodeSettings node) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Made when it is first needed: a file of the authority that cannot be read refuses notices, not the start of the node; it is read anew at the next one.</summary>
    private readonly Lazy<HttpClient> _http = new(
        () => new HttpClient(UpstreamConnection.HandlerOf(node.LogoutNoticeAuthority)) { Timeout = Patience }, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Null where the system took it; else why not, for the record.</summary>
    public async Task<NotTold?> PostAsync(string address, string token, CancellationToken ct)
    {
        if (UpstreamHostIsListed.Breach(address, node.LogoutNoticeHosts) is not null)
        {
            return new NotTold("主机不在 logoutNoticeHosts", IsAway: true);
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("logout_token", token)]) };
            using var answer = await _http.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent
                ? null
                : new NotTold($"应答 {(int)answer.StatusCode}", IsAway: answer.StatusCode >= HttpStatusCode.InternalServerError);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or CryptographicException or InvalidOperationException or UnauthorizedAccessException)
        {
            return new NotTold("连不上,或机构证书读不出", IsAway: true);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new NotTold("没有及时应答", IsAway: true);
        }
    }

    public void Dispose()
    {
        if (_http.IsValueCreated)
        {
            _http.Value.Dispose();
        }
    }
}
