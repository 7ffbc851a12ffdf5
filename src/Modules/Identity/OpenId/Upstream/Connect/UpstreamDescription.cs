using System.Text.Json;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.Connect;

/// <summary>What the city's provider says of itself (对方的发现文档).</summary>
/// <param name="SaysIssuer">Whether its answers name it (RFC 9207); then one that does not is not its own.</param>
/// <param name="TakesBasic">Whether name and secret go into the header.</param>
internal sealed record UpstreamDescription(string Authorize, string Token, string Keys, bool SaysIssuer, bool TakesBasic)
{
    public static Result<UpstreamDescription> Read(string text, string issuer, IReadOnlyList<string> hosts)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object ? Of(root, issuer, hosts) : Wrong("发现文档不是 JSON 对象");
        }
        catch (JsonException)
        {
            return Wrong("发现文档读不出来");
        }
    }

    private static Result<UpstreamDescription> Of(JsonElement root, string issuer, IReadOnlyList<string> hosts)
    {
        if (Text(root, "issuer") != issuer)
        {
            return Wrong("发现文档的签发者不是设置的那个");
        }

        if (!Says(root, "code_challenge_methods_supported", "S256", whereSilent: true) || !Says(root, "response_types_supported", "code", whereSilent: false))
        {
            return Wrong("对方不支持授权码流程与 PKCE");
        }

        var description = new UpstreamDescription(
            Text(root, "authorization_endpoint"),
            Text(root, "token_endpoint"),
            Text(root, "jwks_uri"),
            root.TryGetProperty("authorization_response_iss_parameter_supported", out var says) && says.ValueKind == JsonValueKind.True,
            Says(root, "token_endpoint_auth_methods_supported", "client_secret_basic", whereSilent: true));
        string[] addresses = [description.Authorize, description.Token, description.Keys];
        return addresses.Select(a => UpstreamHostIsListed.Breach(a, hosts)).FirstOrDefault(e => e is not null) is { } notListed ? notListed : description;
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= 1000 } text ? text : string.Empty;

    private static bool Says(JsonElement root, string name, string word, bool whereSilent) => root.TryGetProperty(name, out var list)
        ? list.ValueKind == JsonValueKind.Array && list.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.String && e.GetString() == word)
        : whereSilent;

    private static Error Wrong(string reason) => new(UpstreamErrors.Away, ("reason", reason));
}
