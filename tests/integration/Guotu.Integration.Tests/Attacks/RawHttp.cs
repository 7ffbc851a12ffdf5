using System.Net.Sockets;
using System.Text;

namespace Guotu.Integration.Tests.Attacks;

/// <summary>Requests written byte by byte, as no well-behaved client would: paths are not tidied, headers not checked.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Status and whatever came before the connection ended; 0 where the node said nothing.</summary>
    public static async Task<(int Status, string Text)> SendAsync(Uri node, string request)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var client = new TcpClient();
        await client.ConnectAsync(node.Host, node.Port, limit.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // Cut off, or held open: what came is the answer.
            Assert.False(limit.IsCancellationRequested, $"The node left the request unanswered: {request}");
        }

        var text = Encoding.UTF8.GetString(answer.ToArray());
        return (text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0, text);
    }

    public static Task<(int Status, string Text)> GetAsync(Uri node, string path, string headers = "") =>
        SendAsync(node, $"GET {path} HTTP/1.1\r\nHost: {node.Authority}\r\nConnection: close\r\n{headers}\r\n");
}
