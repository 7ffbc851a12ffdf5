using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Login;
using Guotu.Identity.ManageGrants;
using Guotu.Identity.Staffing;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>What the system administrator does with accounts (账号管理). A new account has no rights: the security administrator grants them.</summary>
internal sealed class AccountCommands(
    IUnitsOfWork units, Accounts accounts, GrantWriting grants, RowWriter rows, FirstPasswords passwords, IIdSource ids, IRandomSource random)
{
    public const string EnableKind = "identity.account.enabled";
    public const string ExpiryKind = "identity.account.expiry";
    public const string InactiveKind = "identity.account.inactive";
    private const int LongestName = 60;
    private const string OrganisationSql = "SELECT org_id FROM id_org WHERE org_code = :p_code";
    private const string PostExistsSql = "SELECT COUNT(*) AS row_total FROM id_post WHERE post_code = :p_post";
    private const string UserPostSql = "INSERT INTO id_user_post (user_id, post_code) VALUES (:p_user, :p_post)";
    private const string EndSessionsSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";

    /// <summary>Makes an account and answers the file that holds its first password.</summary>
    public async Task<Result<string>> CreateAsync(CommandContext context, NewAccount wanted, CancellationToken ct)
    {
        var secret = passwords.New();
        var hash = PasswordKdf.Hash(secret, random);
        var created = await units.RunAsync(context, (work, token) => InsertAsync(work, wanted, hash, token), ct);
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
            if (state == AccountState.Enabled && !row.IsEnabled && await NeedsSecondPersonAsync(work, account, token) is { } alone)
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
            if (EnableAdministrator.IsOver(row, work) && await NeedsSecondPersonAsync(work, account, token) is { } alone)
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

    /// <summary>Puts a new first password into the 0600 file, ends the person's sessions and answers the file.</summary>
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
                name = row.UserName;
                await work.ExecuteAsync(EndSessionsSql, new { p_now = work.At, p_user = row.UserId }, token);
                await work.ExecuteAsync(ChangePassword.KeepSql, new { p_user = row.UserId, p_now = work.At, p_hash = row.PasswordHash }, token);
                await LoginAttempts.UnlockAsync(work, row.AccountName, token);
                work.Audit(Entry("identity.account.reset", row, "重置口令"));
                return row.With(passwordHash: hash, mustChange: true, passwordAt: work.At);
            },
            ct);
        if (changed.Error is { } refused)
        {
            return refused;
        }

        passwords.Append([new FirstPassword(account, name, string.Empty, secret)]);
        return passwords.FilePath;
    }

    private async Task<Error?> NeedsSecondPersonAsync(IUnitOfWork work, string account, CancellationToken ct)
    {
        var found = await grants.FindAsync(work, account, ct);
        return found.Error is { } unknown ? unknown
            : await EnableAdministrator.ConcernsAsync(work, found.Value, ct) ? ControlErrors.NeedsSecondPerson(EnableAdministrator.TheKind)
            : null;
    }

    public static AuditEntry Entry(string kind, AccountRow row, string summary) =>
        new(kind, "account", row.UserId.ToString(CultureInfo.InvariantCulture), summary + " " + row.AccountName);

    private async Task<Result> InsertAsync(IUnitOfWork work, NewAccount wanted, string hash, CancellationToken ct)
    {
        var taken = await accounts.FindAsync(work, wanted.Account, ct);
        if (taken.Error is { } tampered)
        {
            return tampered;
        }

        if (taken.Value is not null)
        {
            return new Error(IdentityErrors.AccountTaken, ("account", wanted.Account)) { Field = "account" };
        }

        if (await FaultOfAsync(work, wanted, ct) is { } fault)
        {
            return fault;
        }

        if ((await rows.OpenAsync(work, IdentityRows.UserPosts, ct)).Error is { } edited)
        {
            return edited;
        }

        var row = new AccountRow
        {
            UserId = ids.Next(),
            AccountName = wanted.Account,
            UserName = wanted.Name,
            OrgId = await work.ScalarAsync<long>(OrganisationSql, new { p_code = wanted.Organisation }, ct),
            IsEnabled = true,
            PasswordHash = hash,
            MustChange = true,
            PasswordUtc = work.At,
        };
        foreach (var post in wanted.Posts)
        {
            await work.ExecuteAsync(UserPostSql, new { p_user = row.UserId, p_post = post }, ct);
        }

        rows.Seal(work, IdentityRows.UserPosts);
        work.Audit(Entry("identity.account.create", row, "新建账号"));
        return await accounts.InsertAsync(work, row, ct);
    }

    private static async Task<Error?> FaultOfAsync(IUnitOfWork work, NewAccount wanted, CancellationToken ct)
    {
        var wellFormed = wanted.Account.Length is >= 3 and <= 40
            && wanted.Account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
        if (!wellFormed)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "登录名"), ("reason", "3 到 40 位小写字母、数字、点、横线")) { Field = "account" };
        }

        // A tab or a line end in a name would forge a line of the file of first passwords.
        if (wanted.Name.Trim().Length is 0 or > LongestName || wanted.Name.Any(char.IsControl))
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "姓名"), ("reason", $"要填,不超过 {LongestName} 个字,不含制表符和换行")) { Field = "name" };
        }

        if ((await work.QueryAsync<long>(OrganisationSql, new { p_code = wanted.Organisation }, ct)).Count == 0)
        {
            return new Error(KernelErrors.NotFound, ("what", "机构 " + wanted.Organisation));
        }

        foreach (var post in wanted.Posts)
        {
            if (await work.ScalarAsync<int>(PostExistsSql, new { p_post = post }, ct) == 0)
            {
                return new Error(KernelErrors.NotFound, ("what", "岗位 " + post));
            }
        }

        return null;
    }

    private Task<Result> ChangeAsync(
        CommandContext context, string account, Func<IUnitOfWork, AccountRow, CancellationToken, Task<Result<AccountRow>>> change, CancellationToken ct) =>
        units.RunAsync(
            context,
            async (work, token) =>
            {
                var found = await accounts.FindAsync(work, account, token);
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
