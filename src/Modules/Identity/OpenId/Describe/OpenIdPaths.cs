namespace Guotu.Identity.OpenId.Describe;

/// <summary>Addresses of the protocol, below the issuer.</summary>
internal static class OpenIdPaths
{
    public const string Discovery = "/.well-known/openid-configuration";
    public const string Protocol = "/openid";
    public const string Authorize = Protocol + "/authorize";
    public const string Token = Protocol + "/token";
    public const string Revoke = Protocol + "/revoke";
    public const string UserInfo = Protocol + "/userinfo";
    public const string Keys = Protocol + "/jwks";
    public const string EndSession = Protocol + "/end-session";
}
