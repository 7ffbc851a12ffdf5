using System.Net;
using System.Text.Json;
using Guotu.Database.Sessions;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.Upstream.Connect;
using Guotu.Identity.OpenId.Upstream.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.SignIn;

/// <summary>Redeems the code of a login at the city's provider and reads who it is (向市级兑换授权码).</summary>
internal sealed class UpstreamExchange(UpstreamConnection connection, UpstreamDirectory directory, UpstreamIdToken idTokens, Providers providers)
{
    public const string ReturnPath = "/login/city";

    /// <summary>Where the provider sends people back to; refused where the platform's own address is not set.</summary>
    public async Task<Result<string>> ReturnAddressAsync(ISqlSession session, CancellationToken ct)
    {
        var found = await providers.FindAsync(session, ct);
        return found.Error is { } tampered ? tampered
            : found.Value is { } row ? row.IssuerText + ReturnPath
            : new Error(UpstreamErrors.SettingsInvalid, ("reason", "还没有设定平台对外地址"));
    }

    /// <summary>The subject that the provider answers for the code.</summary>
    public async Task<Result<string>> SubjectAsync(UpstreamSettings settings, CodeReturned returned, CancellationToken ct)
    {
        var described = await directory.DescribeAsync(settings.Row.IssuerText, ct);
        if (described.Error is { } away)
        {
            return away;
        }

        if (returned.Issuer is null ? described.Value.SaysIssuer : returned.Issuer != settings.Row.IssuerText)
        {
            return new Error(UpstreamErrors.Doubtful, ("reason", "应答不是设置的那个签发者的"));
        }

        var token = await IdTokenAsync(settings, described.Value, returned, ct);
        return token.Error is { } refused ? refused
            : await idTokens.ReadAsync(token.Value, settings, new Expected(returned.Login.NonceText, described.Value.Keys), ct);
    }

    private async Task<Result<string>> IdTokenAsync(UpstreamSettings settings, UpstreamDescription described, CodeReturned returned, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = returned.Code,
            ["redirect_uri"] = returned.ReturnAddress,
            ["code_verifier"] = returned.Login.VerifierText,
        };
        if (!described.TakesBasic)
        {
            (form["client_id"], form["client_secret"]) = (settings.Row.ClientCode, settings.Secret);
        }

        var basic = described.TakesBasic ? $"{WebUtility.UrlEncode(settings.Row.ClientCode)}:{WebUtility.UrlEncode(settings.Secret)}" : null;
        var answer = await connection.PostAsync(described.Token, form, basic, ct);
        return answer.Error is { } away ? away : IdTokenIn(answer.Value);
    }

    private static Result<string> IdTokenIn(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String
                ? token.GetString()!
                : new Error(UpstreamErrors.Doubtful, ("reason", "没有身份令牌"));
        }
        catch (JsonException)
        {
            return new Error(UpstreamErrors.Away, ("reason", "令牌应答读不出来"));
        }
    }
}

/// <summary>What came back to the return address, with the login that it belongs to.</summary>
/// <param name="Issuer">As the answer names it (RFC 9207); null where it does not.</param>
internal sealed record CodeReturned(UpstreamLoginRow Login, string Code, string? Issuer, string ReturnAddress);
