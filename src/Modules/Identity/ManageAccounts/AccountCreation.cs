using System.Globalization;
using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Identity.ManageAccounts;

/// <summary>Checks and writes a new account (新建账号落库): without rights, and with a first password that lets nothing be done but its change.</summary>
internal sealed class AccountCreation(Accounts accounts, UserContacts contacts, RowWriter rows, IIdSource ids)
{
    public const string UserPostSql = "INSERT INTO id_user_post (user_id, post_code) VALUES (:p_user, :p_post)";

    public async Task<Result> RunAsync(IUnitOfWork work, NewAccount wanted, string passwordHash, CancellationToken ct)
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
            UserName = wanted.Name.Trim(),
            OrgId = await work.ScalarAsync<long>(PlacementMustExist.OrganisationSql, new { p_code = wanted.Organisation }, ct),
            IsEnabled = true,
            PasswordHash = passwordHash,
            MustChange = true,
            PasswordUtc = work.At,
            ExpiresOn = wanted.ExpiresOn,
        };
        foreach (var post in wanted.Posts.Distinct(StringComparer.Ordinal))
        {
            await work.ExecuteAsync(UserPostSql, new { p_user = row.UserId, p_post = post }, ct);
        }

        rows.Seal(work, IdentityRows.UserPosts);
        work.Audit(AccountCommands.Entry(AccountCommands.CreateKind, row, SummaryOf(wanted)));
        var written = await accounts.InsertAsync(work, row, ct);
        return written.Error is not null || wanted.Contact.Length == 0 ? written : await contacts.WriteAsync(work, row.UserId, wanted.Contact.Trim(), ct);
    }

    private static string SummaryOf(NewAccount wanted) =>
        wanted.ExpiresOn is { } day ? string.Create(CultureInfo.InvariantCulture, $"新建账号,到 {day:yyyy-MM-dd}") : "新建账号";

    private static async Task<Error?> FaultOfAsync(IUnitOfWork work, NewAccount wanted, CancellationToken ct)
    {
        if (AccountMustBeWellFormed.Breach(wanted) is { } fault)
        {
            return fault;
        }

        return wanted.ExpiresOn < work.At.LocalDate
            ? new Error(KernelErrors.FieldInvalid, ("field", "到期日"), ("reason", "不能早于今天")) { Field = "expiresOn" }
            : await PlacementMustExist.BreachAsync(work, wanted.Organisation, wanted.Posts, ct);
    }
}

/// <summary>登录名、姓名、联系方式的写法.</summary>
internal static class AccountMustBeWellFormed
{
    /// <summary>Characters of a contact; the column holds their ciphertext at four bytes each.</summary>
    private const int LongestContact = 30;

    private const int LongestName = 60;

    public static Error? Breach(NewAccount wanted)
    {
        var wellFormed = wanted.Account.Length is >= 3 and <= 40
            && wanted.Account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
        if (!wellFormed)
        {
            return new Error(KernelErrors.FieldInvalid, ("field", "登录名"), ("reason", "3 到 40 位小写字母、数字、点、横线")) { Field = "account" };
        }

        return BreachOfName(wanted.Name) ?? BreachOfContact(wanted.Contact);
    }

    /// <summary>A tab or a line end in a name would forge a line of the file of first passwords.</summary>
    public static Error? BreachOfName(string name) => name.Trim().Length is 0 || name.Length > LongestName || name.Any(char.IsControl)
        ? new Error(KernelErrors.FieldInvalid, ("field", "姓名"), ("reason", $"要填,不超过 {LongestName} 个字,不含制表符和换行")) { Field = "name" }
        : null;

    public static Error? BreachOfContact(string contact) => contact.Length > LongestContact || contact.Any(char.IsControl)
        ? new Error(KernelErrors.FieldInvalid, ("field", "联系方式"), ("reason", $"不超过 {LongestContact} 个字,不含换行")) { Field = "contact" }
        : null;
}
