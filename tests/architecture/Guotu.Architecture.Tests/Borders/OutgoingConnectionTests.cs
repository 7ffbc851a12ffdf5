using System.Text.RegularExpressions;
using Guotu.Architecture.Tests.Sources;

namespace Guotu.Architecture.Tests.Borders;

/// <summary>
/// The platform calls nobody on its own (不主动外联), so that nobody can make it call: an outgoing connection is made only where its address comes from
/// the node's configuration, never from a request; where a page of the security administrator chooses among them, the configuration's list bounds the choice.
/// </summary>
public sealed partial class OutgoingConnectionTests
{
    /// <summary>The file and where its address comes from.</summary>
    private static readonly (string Path, string Why)[] Allowed =
    [
        ("src/Modules/Audit/Collecting/CollectorConnection.cs", "the log server of node.json"),
        ("src/Modules/Identity/OpenId/Upstream/Connect/UpstreamConnection.cs", "hosts of the city's login that node.json lists; what a request or a row names besides is refused"),
        ("src/Modules/Identity/OpenId/TellLogout/NoticeConnection.cs", "hosts of registered systems that node.json lists; an address on another is neither registered nor called"),
    ];

    [Fact]
    public void Nothing_but_what_is_listed_opens_a_connection() =>
        Findings.MustBeNone(
            from file in SourceTree.Product
            where Allowed.All(a => a.Path != file.Path)
            from Match match in Opening().Matches(file.Text)
            select $"{file.Path}: {match.Value}");

    [Fact]
    public void What_is_listed_is_there() =>
        Assert.All(Allowed, a => Assert.Contains(SourceTree.Product, f => f.Path == a.Path && Opening().IsMatch(f.Text)));

    [Theory]
    [InlineData("new HttpClient()")]
    [InlineData("IHttpClientFactory clients")]
    [InlineData("new TcpClient(host, 80)")]
    [InlineData("new Socket(SocketType.Stream, ProtocolType.Tcp)")]
    public void The_rule_sees_a_connection(string text) => Assert.Matches(Opening(), text);

    [GeneratedRegex(@"\b(HttpClient|IHttpClientFactory|HttpMessageInvoker|WebClient|TcpClient|UdpClient|SmtpClient|FtpWebRequest|HttpWebRequest|ClientWebSocket)\b|\bnew Socket\(|\bWebRequest\.Create")]
    private static partial Regex Opening();
}
