using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.ManageGrants;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <inheritdoc cref="IAccountAdministration"/>
internal sealed class AccountAdministration(AccountList list, AccountCommands accounts, ChangePlacement placements, UnusedAccounts unused, GrantCommands grants) : IAccountAdministration
{
    public Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken ct) => list.ReadAsync(ct);

    public Task<Result<string>> CreateAsync(CommandContext context, NewAccount wanted, CancellationToken ct) => accounts.CreateAsync(context, wanted, ct);

    public Task<Result> EnableAsync(CommandContext context, string account, CancellationToken ct) =>
        accounts.SetStateAsync(context, account, AccountState.Enabled, ct);

    public Task<Result> DisableAsync(CommandContext context, string account, CancellationToken ct) =>
        accounts.SetStateAsync(context, account, AccountState.Disabled, ct);

    public Task<Result> UnlockAsync(CommandContext context, string account, CancellationToken ct) => accounts.UnlockAsync(context, account, ct);

    public Task<Result<string>> ResetPasswordAsync(CommandContext context, string account, CancellationToken ct) =>
        accounts.ResetPasswordAsync(context, account, ct);

    public Task<Result> SetExpiryAsync(CommandContext context, string account, DateOnly? on, CancellationToken ct) =>
        accounts.SetExpiryAsync(context, account, on, ct);

    public Task<Result> SetContactAsync(CommandContext context, string account, string contact, CancellationToken ct) =>
        accounts.SetContactAsync(context, account, contact, ct);

    public Task<Result> ChangeAsync(CommandContext context, string account, AccountChange change, CancellationToken ct) => placements.RunAsync(context, account, change, ct);

    public Task<Result<IReadOnlyList<string>>> DisableInactiveAsync(CommandContext context, CancellationToken ct) => unused.DisableAsync(context, ct);

    public Task<Result> GrantAsync(CommandContext context, string account, RoleGrant wanted, CancellationToken ct) =>
        grants.GrantAsync(context, account, wanted, ct);

    public Task<Result> RevokeAsync(CommandContext context, string account, string role, CancellationToken ct) =>
        grants.RevokeAsync(context, account, role, ct);
}
