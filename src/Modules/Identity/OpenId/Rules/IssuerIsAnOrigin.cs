using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Rules;

/// <summary>The platform's own address is scheme, host and port alone (平台对外地址只到端口): other systems compare it letter by letter.</summary>
internal static class IssuerIsAnOrigin
{
    public static Error? Breach(string? given)
    {
        var issuer = given ?? string.Empty;
        var reason = PeopleAreSentOnlyToHttps.Breach(issuer + "/", "issuer") is { } refused ? refused.Arguments["reason"]
            : new Uri(issuer).GetLeftPart(UriPartial.Authority) != issuer ? "只写到主机名或端口"
            : null;
        return reason is null ? null : new Error(OpenIdErrors.IssuerInvalid, ("given", issuer.Length <= 100 ? issuer : issuer[..100]), ("reason", reason)) { Field = "issuer" };
    }
}
