using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>By what a system shows who it is (系统的身份证明): exactly one of a secret and an assertion of its own key.</summary>
/// <param name="Code">client_id; empty where only the assertion says it.</param>
internal sealed record ClientProof(string Code, string? Secret, string? Assertion)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private const string BasicScheme = "Basic ";
    private const int LongestHeader = 2000;

    /// <summary>Null where none is given, more than one, or one that cannot be read.</summary>
    public static ClientProof? Read(HttpRequest request, IFormCollection form)
    {
        var header = request.Headers.Authorization.ToString();
        var (posted, assertion, id) = (One(form, "client_secret"), One(form, "client_assertion"), One(form, "client_id") ?? string.Empty);
        if (header.Length > 0)
        {
            var basic = posted is null && assertion is null ? OfHeader(header) : null;
            return basic is null || (id.Length > 0 && id != basic.Code) ? null : basic;
        }

        return (posted, assertion) switch
        {
            ({ } secret, null) when id.Length > 0 => new ClientProof(id, secret, null),
            (null, { } signed) when One(form, "client_assertion_type") == AssertionType => new ClientProof(id, null, signed),
            _ => null,
        };
    }

    /// <summary>The one value of a parameter; null where it is absent, empty or there twice.</summary>
    public static string? One(IFormCollection form, string name) => form[name] is { Count: 1 } value && value[0] is { Length: > 0 } text ? text : null;

    /// <summary>RFC 6749 2.3.1: both halves are form-encoded before they are put together.</summary>
    private static ClientProof? OfHeader(string header)
    {
        if (header.Length > LongestHeader || !header.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[BasicScheme.Length..].Trim(), bytes, out var written))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..written]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new ClientProof(WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..]), null);
    }
}
