namespace Guotu.Hosting.Nodes;

/// <summary>
/// Login by certificate (证书登录), <c>certificateLogin</c> in <c>node.json</c>. Without it no page speaks to an agent and the content policy lets none do so.
/// </summary>
/// <param name="Origins">Addresses that staff open, as browsers write them, such as <c>https://guotu.xixiang.local</c>; a signature made for another page is refused.</param>
public sealed record CertificateLoginSettings(IReadOnlyList<string> Origins)
{
    public const int DefaultPort = 17610;

    /// <summary>Port of the UKey agent on the loopback of each desk.</summary>
    public int AgentPort { get; init; } = DefaultPort;

    /// <summary>The one address beside the node's own that pages may call.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string AgentAddress => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{AgentPort}");

    /// <summary>What is wrong with the settings; null where nothing is.</summary>
    public string? Fault()
    {
        if (AgentPort is < 1024 or > 65535)
        {
            return "certificateLogin.agentPort lies between 1024 and 65535";
        }

        return Origins is not { Count: > 0 } || Origins.Any(o => !IsOrigin(o)) ? "certificateLogin.origins are addresses such as https://guotu.xixiang.local, without a path" : null;
    }

    private static bool IsOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.GetLeftPart(UriPartial.Authority) == text;
}
