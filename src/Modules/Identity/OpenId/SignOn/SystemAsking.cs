using Guotu.Database.Sessions;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.SignOn;

/// <summary>A registered system that asks for a person (请求登录的系统), with an address to return to that is registered letter by letter.</summary>
internal sealed record SystemAsking(string Issuer, ClientRow Client, AuthorizationRequest Request)
{
    /// <summary>What it may be told: no more than it asks for and no more than is registered.</summary>
    public string GrantedScopes => string.Join(' ', Client.Scopes.Intersect(Request.Scopes, StringComparer.Ordinal));
}

/// <summary>Reads who asks. Until client and address are known to belong together nobody is sent anywhere.</summary>
internal sealed class SystemsAsking(Providers providers, Clients clients)
{
    public async Task<Result<SystemAsking>> FindAsync(ISqlSession session, string query, CancellationToken ct)
    {
        var issuer = await providers.IssuerAsync(session, ct);
        if (issuer.Error is { } notProvided)
        {
            return notProvided;
        }

        if (AuthorizationRequest.Read(query) is not { } request)
        {
            return Refused("参数太长或重复");
        }

        var found = request.ClientId.Length is 0 or > 60 ? Result<ClientRow?>.Of(null) : await clients.FindAsync(session, request.ClientId, ct);
        return found.Error is { } tampered ? tampered
            : found.Value is not { IsEnabled: true } client ? Refused("系统没有登记或已停用")
            : !client.Redirects.Contains(request.RedirectUri, StringComparer.Ordinal) ? Refused($"回调地址不是“{client.ClientName}”登记的")
            : new SystemAsking(issuer.Value, client, request);
    }

    private static Error Refused(string what) => new(OpenIdErrors.RequestRefused, ("what", what));
}
