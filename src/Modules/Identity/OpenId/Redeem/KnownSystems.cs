using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.OpenId.Describe;
using Guotu.Identity.OpenId.ManageClients;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Results;
using Microsoft.AspNetCore.Http;

namespace Guotu.Identity.OpenId.Redeem;

/// <summary>Finds out which system calls (核对系统身份). A failure is recorded under the name that was given; the answer never says what was wrong.</summary>
internal sealed class KnownSystems(IUnitsOfWork units, Providers providers, Clients clients, ClientAssertions assertions, ProtocolGate gate)
{
    public async Task<Result<CallingSystem>> FindAsync(HttpRequest request, IFormCollection form, string address, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var issuer = await providers.IssuerAsync(session, ct);
        if (issuer.Error is { } notProvided)
        {
            return notProvided;
        }

        if (ClientProof.Read(request, form) is not { } proof)
        {
            return await RefuseAsync(string.Empty, address, "没有身份证明,或给了不止一种", ct);
        }

        var code = proof.Code.Length > 0 || proof.Assertion is null ? proof.Code : ClientAssertions.SaysItIs(proof.Assertion) ?? string.Empty;
        var found = code.Length is 0 or > 60 ? Result<ClientRow?>.Of(null) : await clients.FindAsync(session, code, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        var why = found.Value is not { IsEnabled: true } client ? "系统没有登记或已停用" : await BreachAsync(proof, client, issuer.Value, ct);
        return why is null ? new CallingSystem(issuer.Value, found.Value!, address) : await RefuseAsync(code, address, why, ct);
    }

    private async Task<string?> BreachAsync(ClientProof proof, ClientRow client, string issuer, CancellationToken ct) => (client.ProofKind, proof) switch
    {
        (ClientRow.BySecret, { Secret: { } secret }) => ClientSecrets.IsRight(secret, client.SecretHex) ? null : "密钥不对",
        (ClientRow.ByKey, { Assertion: { } assertion }) => await assertions.BreachAsync(assertion, client, [issuer, issuer + OpenIdPaths.Token], ct),
        _ => "不是登记的证明方式",
    };

    private async Task<Result<CallingSystem>> RefuseAsync(string code, string address, string why, CancellationToken ct)
    {
        var refused = new Error(OpenIdErrors.ClientUnproved, ("reason", why));
        if (!gate.MayRecord())
        {
            return new Error(OpenIdErrors.TooManyRequests);
        }

        var name = new string([.. code.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '?')]);
        var context = new CommandContext(new Actor(0, "openid:" + name, name, 0, "openid", address), DataScope.WholeNode, OpenIdKinds.Redeem)
        {
            ObjectType = "openid-client",
            ObjectId = name,
        };
        return await units.RunAsync<CallingSystem>(context, (_, _) => Task.FromResult<Result<CallingSystem>>(refused), ct);
    }
}

/// <summary>A system that showed who it is.</summary>
internal sealed record CallingSystem(string Issuer, ClientRow Client, string Address)
{
    /// <summary>Under its own name: no person acts here.</summary>
    public CommandContext Command(string kind) => new(new Actor(0, "openid:" + Client.ClientCode, Client.ClientName, 0, "openid", Address), DataScope.WholeNode, kind)
    {
        ObjectType = "openid-client",
        ObjectId = Client.ClientKey.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
