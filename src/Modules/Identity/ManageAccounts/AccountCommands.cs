using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Staffing;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>What the system administrator does with accounts (账号管理). A new account has no rights: the security administrator grants them.</summary>
internal sealed class AccountCommands(
    IUnitsOfWork units, Accounts accounts, AccountCreation creation, UserContacts contacts, GrantWriting grants, FirstPasswords passwords, IRandomSource random)
{
    public const string EnableKind = "identity.account.enabled";
    public const string ExpiryKind = "identity.account.expiry";
    public const string InactiveKind = "identity.account.inactive";
    public const string CreateKind = "identity.account.create";
    public const string ResetKind = "identity.account.reset";
    public const string ContactKind = "identity.account.contact";
    private const string EndSessionsSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";

    /// <summary>Makes an account and answers the file that holds its first password.</summary>
    public async Task<Result<string>> CreateAsync(CommandContext context, NewAccount wanted, CancellationToken ct)
    {
        var secret = passwords.New();
        var hash = PasswordKdf.Hash(secret, random);
        var created = await units.RunAsync(context, (work, token) => creation.RunAsync(work, wanted, hash, token), ct);
        if (created.Error is { } refused)
        {
            return refused;
        }

        passwords.Append([new FirstPassword(wanted.Account, wanted.Name, string.Join('、', wanted.Posts), secret)]);
        return passwords.FilePath;
    }

    public Task<Result> SetStateAsync(CommandContext context, string account, AccountState state, CancellationToken ct) => ChangeAsync(
        context,
        account,
        async (work, row, token) =>
        {
            if (state == AccountState.Enabled && !row.IsEnabled && await NeedsSecondPersonAsync(work, account, EnableAdministrator.TheKind, token) is { } alone)
            {
                return alone;
            }

            await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = row.UserId }, token);
            var (kind, text) = state == AccountState.Enabled ? (EnableKind, "启用账号") : ("identity.account.disabled", "停用账号");
            work.Audit(Entry(kind, row, text));
            return row.With(enabled: state == AccountState.Enabled);
        },
        ct);

    /// <summary>An account is good to the end of its last day; sessions that run then end with it.</summary>
    public Task<Result> SetExpiryAsync(CommandContext context, string account, DateOnly? on, CancellationToken ct) => ChangeAsync(
        context,
        account,
        async (work, row, token) =>
        {
            if (EnableAdministrator.IsOver(row, work) && await NeedsSecondPersonAsync(work, account, EnableAdministrator.TheKind, token) is { } alone)
            {
                return alone;
            }

            work.Audit(Entry(ExpiryKind, row, on is { } day ? string.Create(CultureInfo.InvariantCulture, $"账号到期日设为 {day:yyyy-MM-dd}") : "账号不设到期日"));
            return row.Expiring(on);
        },
        ct);

    public Task<Result> UnlockAsync(CommandContext context, string account, CancellationToken ct) => ChangeAsync(
        context,
        account,
        async (work, row, token) =>
        {
            await LoginAttempts.UnlockAsync(work, row.AccountName, token);
            work.Audit(Entry("identity.account.unlock", row, "解锁账号"));
            return row;
        },
        ct);

    /// <summary>Where the holder is reached; empty for nowhere. The text is personal data and does not go into the trail.</summary>
    public Task<Result> SetContactAsync(CommandContext context, string account, string contact, CancellationToken ct) => ChangeAsync(
        context,
        account,
        async (work, row, token) =>
        {
            if (AccountMustBeWellFormed.BreachOfContact(contact) is { } fault)
            {
                return fault;
            }

            work.Audit(Entry(ContactKind, row, contact.Trim().Length == 0 ? "去掉联系方式" : "登记联系方式"));
            return (await contacts.WriteAsync(work, row.UserId, contact.Trim(), token)).Error is { } refused ? refused : row;
        },
        ct);

    /// <summary>
    /// Puts a new first password into the 0600 file, ends the person's sessions and answers the file. That of one of the three administrators is
    /// reset by two (<see cref="ResetAdministrator"/>).
    /// </summary>
    public async Task<Result<string>> ResetPasswordAsync(CommandContext context, string account, CancellationToken ct)
    {
        var secret = passwords.New();
        var hash = PasswordKdf.Hash(secret, random);
        var name = string.Empty;
        var changed = await ChangeAsync(
            context,
            account,
            async (work, row, token) =>
            {
                if (await NeedsSecondPersonAsync(work, account, ResetAdministrator.TheKind, token) is { } alone)
                {
                    return alone;
                }

                name = row.UserName;
                return await ResetAsync(work, row, (hash, "重置口令"), token);
            },
            ct);
        if (changed.Error is { } refused)
        {
            return refused;
        }

        passwords.Append([new FirstPassword(account, name, string.Empty, secret)]);
        return passwords.FilePath;
    }

    /// <summary>The row with the new password, which must be changed; the old one is remembered, sessions end, a lock is lifted.</summary>
    public static async Task<AccountRow> ResetAsync(IUnitOfWork work, AccountRow row, (string Hash, string Summary) reset, CancellationToken ct)
    {
        await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = row.UserId }, ct);
        await work.ExecuteAsync(ChangePassword.KeepSql, new { p_user = row.UserId, p_now = work.At, p_hash = row.PasswordHash }, ct);
        await LoginAttempts.UnlockAsync(work, row.AccountName, ct);
        work.Audit(Entry(ResetKind, row, reset.Summary));
        return row.With(passwordHash: reset.Hash, mustChange: true, passwordAt: work.At);
    }

    private async Task<Error?> NeedsSecondPersonAsync(IUnitOfWork work, string account, ControlledKind kind, CancellationToken ct)
    {
        var found = await grants.FindAsync(work, account, ct);
        return found.Error is { } unknown ? unknown
            : await EnableAdministrator.ConcernsAsync(work, found.Value, ct) ? ControlErrors.NeedsSecondPerson(kind)
            : null;
    }

    public static AuditEntry Entry(string kind, AccountRow row, string summary) =>
        new(kind, "account", row.UserId.ToString(CultureInfo.InvariantCulture), summary + " " + row.AccountName);

    private Task<Result> ChangeAsync(
        CommandContext context, string account, Func<IUnitOfWork, AccountRow, CancellationToken, Task<Result<AccountRow>>> change, CancellationToken ct) =>
        units.RunAsync(
            context,
            async (work, token) =>
            {
                var found = await accounts.TakeAsync(work, account, token);
                if (found.Error is { } tampered)
                {
                    return tampered;
                }

                if (found.Value is not { } row)
                {
                    return new Error(KernelErrors.NotFound, ("what", "账号 " + account));
                }

                var wanted = await change(work, row, token);
                if (wanted.Error is { } refused)
                {
                    return refused;
                }

                return row.IsEnabled && !wanted.Value.IsEnabled && row.UserId == work.Context.Actor.UserId
                    ? new Error(IdentityErrors.OwnAccount)
                    : await accounts.UpdateAsync(work, wanted.Value, token);
            },
            ct);
}

/// <summary>Whether an account may sign in.</summary>
internal enum AccountState
{
    Enabled,
    Disabled,
}
