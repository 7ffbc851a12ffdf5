using System.Globalization;
using System.Text.Json;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.ManageClients;

/// <summary>The security administrator registers, changes and disables systems (登记其他系统).</summary>
internal sealed class ClientCommands(IUnitsOfWork units, Clients clients, ClientSecrets secrets, IRoles roles, IIdSource ids)
{
    /// <summary>A repeated request makes no second one; its answer is not kept, so that no secret is.</summary>
    public async Task<Result<OpenIdClientMade>> AddAsync(CommandContext context, OpenIdClientBody wanted, CancellationToken ct)
    {
        var (known, secret) = (await RolesAsync(ct), secrets.New());
        return await units.RunAsync<OpenIdClientMade>(
            context with { RequestId = null },
            async (work, token) =>
            {
                var applied = ClientRegistration.CodeBreach(wanted.Code) is { } breach ? breach
                    : ClientRegistration.Apply(new ClientRow { ClientKey = ids.Next(), ClientCode = wanted.Code, SecretHex = ClientSecrets.DigestOf(secret), IsEnabled = true }, wanted, known);
                if (applied.Error is { } refused)
                {
                    return refused;
                }

                var taken = await clients.FindAsync(work, wanted.Code, token);
                if (taken.Error is not null || taken.Value is not null)
                {
                    return taken.Error ?? new Error(OpenIdErrors.ClientTaken, ("code", wanted.Code)) { Field = "code" };
                }

                var row = Stamped(work, applied.Value);
                work.Audit(EntryOf(OpenIdKinds.Client, row, "登记") with { After = Recorded(row) });
                return (await clients.InsertAsync(work, row, token)).Error is { } unwritten ? unwritten : new OpenIdClientMade(row.ClientCode, row.KeyText is null ? secret : null);
            },
            ct);
    }

    public async Task<Result> ChangeAsync(CommandContext context, string code, OpenIdClientBody wanted, CancellationToken ct)
    {
        var known = await RolesAsync(ct);
        return await WithAsync(
            context,
            code,
            async (work, row, token) =>
            {
                var applied = ClientRegistration.Apply(row, wanted, known);
                if (applied.Error is { } refused)
                {
                    return refused;
                }

                // Who comes from a key to a secret has none yet: it is given out by replacing it.
                var changed = Stamped(work, applied.Value);
                work.Audit(EntryOf(OpenIdKinds.Client, changed, "修改登记") with { Before = Recorded(row), After = Recorded(changed) });
                return await clients.UpdateAsync(work, changed, token);
            },
            ct);
    }

    public Task<Result> EnableAsync(CommandContext context, string code, CancellationToken ct) => WithAsync(
        context,
        code,
        (work, row, token) =>
        {
            work.Audit(EntryOf(OpenIdKinds.Standing, row, "启用"));
            return clients.UpdateAsync(work, Stamped(work, row with { IsEnabled = true }), token);
        },
        ct);

    public Task<Result> DisableAsync(CommandContext context, string code, CancellationToken ct) => WithAsync(
        context,
        code,
        async (work, row, token) =>
        {
            var ended = await SignOns.EndOfClientAsync(work, row.ClientKey, token);
            work.Audit(EntryOf(OpenIdKinds.Standing, row, $"停用,作废已签发的 {ended} 项;"));
            return await clients.UpdateAsync(work, Stamped(work, row with { IsEnabled = false }), token);
        },
        ct);

    public Task<Result<OpenIdClientMade>> ReplaceSecretAsync(CommandContext context, string code, CancellationToken ct)
    {
        var secret = secrets.New();
        return units.RunAsync<OpenIdClientMade>(
            context with { RequestId = null },
            async (work, token) =>
            {
                var found = await FindAsync(work, code, token);
                if (found.Error is { } refused)
                {
                    return refused;
                }

                var row = found.Value;
                if (row.ProofKind != ClientRow.BySecret)
                {
                    return new Error(OpenIdErrors.NoSecret, ("kind", "自己的公钥"));
                }

                work.Audit(EntryOf(OpenIdKinds.Secret, row, "换发密钥"));
                var written = await clients.UpdateAsync(work, Stamped(work, row with { SecretHex = ClientSecrets.DigestOf(secret) }), token);
                return written.Error is { } unwritten ? unwritten : new OpenIdClientMade(row.ClientCode, secret);
            },
            ct);
    }

    private static ClientRow Stamped(IUnitOfWork work, ClientRow row) => row with { ChangedBy = work.Context.Actor.UserId, ChangedUtc = work.At };

    private static AuditEntry EntryOf(string kind, ClientRow row, string what) =>
        new(kind, "openid-client", row.ClientKey.ToString(CultureInfo.InvariantCulture), $"{what} {row.ClientCode}({row.ClientName})");

    /// <summary>Everything but the digest of the secret.</summary>
    private static string Recorded(ClientRow row) => JsonSerializer.Serialize(new
    {
        code = row.ClientCode,
        name = row.ClientName,
        proof = row.ProofKind,
        keys = row.KeyText,
        redirects = row.Redirects,
        logouts = row.Logouts,
        home = row.HomeText,
        scopes = row.Scopes,
        roles = row.Roles,
    });

    private async Task<IReadOnlySet<string>> RolesAsync(CancellationToken ct) => (await roles.ListAsync(ct)).Select(r => r.Code).ToHashSet(StringComparer.Ordinal);

    private Task<Result> WithAsync(CommandContext context, string code, Func<IUnitOfWork, ClientRow, CancellationToken, Task<Result>> act, CancellationToken ct) => units.RunAsync(
        context,
        async Task<Result> (work, token) =>
        {
            var found = await FindAsync(work, code, token);
            return found.Error is { } refused ? refused : await act(work, found.Value, token);
        },
        ct);

    private async Task<Result<ClientRow>> FindAsync(IUnitOfWork work, string code, CancellationToken ct)
    {
        var found = await clients.FindAsync(work, code, ct);
        return found.Error is { } tampered ? tampered
            : found.Value is { } row ? row
            : new Error(KernelErrors.NotFound, ("what", "系统 " + (code.Length <= 60 ? code : code[..60])));
    }
}
