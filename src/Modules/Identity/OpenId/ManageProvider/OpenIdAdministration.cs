using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.OpenId.ManageClients;
using Guotu.Identity.OpenId.Store;
using Guotu.Identity.OpenId.TellLogout;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.ManageProvider;

/// <inheritdoc cref="IOpenIdAdministration"/>
internal sealed class OpenIdAdministration(
    ProviderCommands provider, ClientCommands commands, Providers providers, Clients clients, SigningKeys keys, NoticeAddresses notices, IRoles roles, IUnitsOfWork units, IClock clock) : IOpenIdAdministration
{
    public async Task<Result<OpenIdView>> ReadAsync(CancellationToken ct)
    {
        var known = await roles.ListAsync(ct);
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var settings = await providers.FindAsync(session, ct);
        var published = await keys.AllAsync(session, ct);
        if ((settings.Error ?? published.Error) is { } tampered)
        {
            return tampered;
        }

        var told = await notices.AllAsync(session, ct);
        var lines = (await Clients.AllAsync(session, ct)).Select(c => LineOf(c, told)).ToList();
        return new OpenIdView(
            settings.Value?.IssuerText,
            settings.Value?.IsEnabled ?? false,
            [.. published.Value.Where(k => k.IsPublishedAt(clock.Now)).Select(k => new OpenIdKeyLine(k.Name, k.ActiveUtc, k.RetireUtc))],
            lines,
            [.. known.Select(r => new OpenIdRole(r.Code, r.Name))]);
    }

    public Task<Result> SetProviderAsync(CommandContext context, OpenIdProviderBody wanted, CancellationToken ct) => provider.SetAsync(context, wanted, ct);

    public Task<Result> RotateKeyAsync(CommandContext context, CancellationToken ct) => provider.ReplaceKeyAsync(context, KeyChange.Rotate, ct);

    public Task<Result> WithdrawKeysAsync(CommandContext context, CancellationToken ct) => provider.ReplaceKeyAsync(context, KeyChange.Withdraw, ct);

    public Task<Result<OpenIdClientMade>> AddAsync(CommandContext context, OpenIdClientBody wanted, CancellationToken ct) => commands.AddAsync(context, wanted, ct);

    public Task<Result> ChangeAsync(CommandContext context, string code, OpenIdClientBody wanted, CancellationToken ct) => commands.ChangeAsync(context, code, wanted, ct);

    public Task<Result> SetLogoutNoticeAsync(CommandContext context, string code, string? address, CancellationToken ct) => notices.SetAsync(context, code, address, ct);

    public Task<Result> EnableAsync(CommandContext context, string code, CancellationToken ct) => commands.EnableAsync(context, code, ct);

    public Task<Result> DisableAsync(CommandContext context, string code, CancellationToken ct) => commands.DisableAsync(context, code, ct);

    public Task<Result<OpenIdClientMade>> ReplaceSecretAsync(CommandContext context, string code, CancellationToken ct) => commands.ReplaceSecretAsync(context, code, ct);

    private OpenIdClientLine LineOf(ClientRow row, Dictionary<long, string?> told)
    {
        var isTold = told.TryGetValue(row.ClientKey, out var address);
        return new OpenIdClientLine(
            row.ClientCode, row.ClientName, row.ProofKind == ClientRow.BySecret, row.KeyText, row.Redirects, row.Logouts, row.HomeText, row.Scopes, row.Roles, row.IsEnabled,
            clients.IsIntact(row) && (!isTold || address is not null), row.ChangedUtc)
        {
            LogoutNotice = address,
        };
    }
}
