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
    private readonly HttpClient _http = new(UpstreamConnection.HandlerOf(node.LogoutNoticeAuthority)) { Timeout = Patience };

    /// <summary>Null where the system took it; else why not, for the record.</summary>
    public async Task<string?> PostAsync(string address, string token, CancellationToken ct)
    {
        if (UpstreamHostIsListed.Breach(address, node.LogoutNoticeHosts) is not null)
        {
            return "主机不在 logoutNoticeHosts";
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("logout_token", token)]) };
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent ? null : $"应答 {(int)answer.StatusCode}";
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException or CryptographicException or InvalidOperationException)
        {
            return "连不上";
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "没有及时应答";
        }
    }

    public void Dispose() => _http.Dispose();
}
