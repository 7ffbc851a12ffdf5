using System.Globalization;
using Guotu.Crypto;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Domain;
using Guotu.Identity.Store;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Login;

/// <summary>Changes the own password (修改口令) and ends the person's other sessions.</summary>
internal sealed class ChangePassword(
    IUnitsOfWork units, LoginAttempts attempts, LoginChallenge challenge, Accounts accounts, PasswordPolicies policies, IRandomSource random, IClock clock)
{
    /// <summary>Puts the password that is given up with those that are remembered.</summary>
    internal const string KeepSql = "INSERT INTO id_password_old (user_id, changed_utc, password_hash) VALUES (:p_user, :p_now, :p_hash)";

    private const string OldSql = "SELECT password_hash FROM id_password_old WHERE user_id = :p_user ORDER BY changed_utc DESC LIMIT 12";

    private const string EndOthersSql =
        "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL AND token_digest <> :p_keep";

    private const string NoSession = "none";

    public async Task<Result> RunAsync(CommandContext context, string keptSession, string cipher, CancellationToken ct)
    {
        var opened = challenge.Open(cipher);
        using var wiped = opened.IsSuccess ? opened.Value : null;
        var change = opened.IsSuccess ? await PrepareAsync(context, opened.Value, ct) : opened.Error!;
        return await units.RunAsync(
            context,
            async (work, token) => change.Error is { } error ? error : await StoreAsync(work, change.Value, opened.Value.Nonce!, keptSession, token),
            ct);
    }

    /// <summary>At a shell, where both passwords come from the terminal; every session of the person ends.</summary>
    public async Task<Result> AtTerminalAsync(CommandContext context, SecretText oldPassword, SecretText newPassword, CancellationToken ct)
    {
        var change = await PrepareAsync(context, new OpenedLogin(null, null, oldPassword, newPassword), ct);
        return await units.RunAsync(
            context, async (work, token) => change.Error is { } error ? error : await ReplaceAsync(work, change.Value, NoSession, token), ct);
    }

    /// <summary>Everything that costs time happens before the transaction.</summary>
    private async Task<Result<Change>> PrepareAsync(CommandContext context, OpenedLogin opened, CancellationToken ct)
    {
        var account = context.Actor.Account;
        var taken = await attempts.TakeAsync(account, ct);
        if (taken.Error is { } locked)
        {
            return locked;
        }

        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var found = await accounts.FindAsync(session, context.Actor.UserId, ct);
        if (found.Error is { } tampered)
        {
            return tampered;
        }

        if (found.Value is not { } row || PasswordKdf.Check((opened.OldPassword ?? SecretText.Empty).Chars, row.PasswordHash) is PasswordCheck.Wrong or PasswordCheck.RecordDamaged)
        {
            return new Error(IdentityErrors.LoginWrong, ("left", taken.Value.Left)) { Field = "oldPassword" };
        }

        var policy = await policies.OfAsync(session, row, ct);
        if (policy.Error is { } altered)
        {
            return altered;
        }

        var wanted = opened.NewPassword ?? SecretText.Empty;
        var breach = TooSoon(row, policy.Value) ?? policy.Value.Breach(wanted.Chars, account) ?? await UsedBeforeAsync(session, row, new Wish(wanted, policy.Value), ct);
        return breach is null ? new Change(row, PasswordKdf.Hash(wanted.Chars, random)) : breach;
    }

    /// <summary>A first, reset or expired password may be changed at any time.</summary>
    private Error? TooSoon(AccountRow row, PasswordPolicy policy) =>
        !row.MustChange && policy.NotBefore(row.PasswordUtc, clock.Now) is { } from
            ? new Error(IdentityErrors.PasswordTooRecent, ("from", from.LocalDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture))) { Field = "newPassword" }
            : null;

    private static async Task<Error?> UsedBeforeAsync(ISqlSession session, AccountRow row, Wish wish, CancellationToken ct)
    {
        var old = await session.QueryAsync<string>(OldSql, new { p_user = row.UserId }, ct);
        var used = old.Take(wish.Policy.Remembered).Prepend(row.PasswordHash)
            .Any(h => PasswordKdf.Check(wish.Password.Chars, h) is PasswordCheck.Right or PasswordCheck.RightButOutdated);
        return used ? new Error(IdentityErrors.PasswordTooWeak, ("reason", $"不能与最近 {wish.Policy.Remembered} 次用过的相同")) { Field = "newPassword" } : null;
    }

    private async Task<Result> StoreAsync(IUnitOfWork work, Change change, string nonce, string keptSession, CancellationToken ct)
    {
        if ((await LoginChallenge.UseAsync(work, nonce, ct)).Error is { } usedUp)
        {
            return usedUp;
        }

        return await ReplaceAsync(work, change, keptSession, ct);
    }

    private async Task<Result> ReplaceAsync(IUnitOfWork work, Change change, string keptSession, CancellationToken ct)
    {
        var current = await accounts.TakeAsync(work, change.Account.UserId, ct);
        if (current.Error is { } tampered)
        {
            return tampered;
        }

        if (current.Value is not { } now || now.PasswordHash != change.Account.PasswordHash)
        {
            return new Error(KernelErrors.ChangedMeanwhile, ("what", "口令"));
        }

        await work.ExecuteAsync(KeepSql, new { p_user = now.UserId, p_now = work.At, p_hash = now.PasswordHash }, ct);
        var stored = await accounts.UpdateAsync(work, now.With(passwordHash: change.NewHash, mustChange: false, passwordAt: work.At), ct);
        if (stored.Error is { } notStored)
        {
            return notStored;
        }

        await work.ExecuteAsync(EndOthersSql, new { p_now = work.At, p_user = now.UserId, p_keep = keptSession }, ct);
        await LoginAttempts.SucceedAsync(work, now.AccountName, work.Context.Actor.Address, ct);
        work.Audit(new AuditEntry("identity.password.change", "account", now.UserId.ToString(CultureInfo.InvariantCulture), "修改口令"));
        return Result.Done;
    }

    private sealed record Wish(SecretText Password, PasswordPolicy Policy);

    private sealed record Change(AccountRow Account, string NewHash);
}
