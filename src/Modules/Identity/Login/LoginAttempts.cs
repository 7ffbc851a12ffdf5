using System.Data.Common;
using System.Globalization;
using System.Text;
using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Login;

/// <summary>
/// Counts failures durably and race-safely (锁定): an attempt is taken before the password is looked at, so that a hundred guesses at once
/// get no more than five looks. Accounts that do not exist are counted alike, so that the answers do not tell them apart.
/// </summary>
public sealed class LoginAttempts(IUnitsOfWork units, IConnectionSource connections)
{
    public const int Most = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    private const string UnlockSql =
        "UPDATE id_login_state SET failure_count = 0, locked_utc = NULL WHERE account_digest = :p_account AND locked_utc <= :p_now";

    private const string TakeSql =
        """
        UPDATE id_login_state SET failure_count = failure_count + 1, failures_since = failures_since + 1, touched_utc = :p_now,
          locked_utc = CASE WHEN failure_count + 1 >= :p_most THEN :p_until ELSE locked_utc END
        WHERE account_digest = :p_account AND failure_count < :p_most
        """;

    private const string FirstSql =
        """
        INSERT INTO id_login_state (account_digest, failure_count, locked_utc, touched_utc, failures_since)
        VALUES (:p_account, 1, NULL, :p_now, 1)
        """;

    private const string StateSql = "SELECT failure_count, locked_utc, last_login_utc, last_address, failures_since FROM id_login_state WHERE account_digest = :p_account";

    private const string GiveBackSql =
        """
        UPDATE id_login_state SET failure_count = failure_count - 1, failures_since = failures_since - 1, locked_utc = NULL
        WHERE account_digest = :p_account AND failure_count > 0 AND failures_since > 0
        """;

    private const string SuccessSql =
        """
        UPDATE id_login_state SET failure_count = 0, locked_utc = NULL, failures_since = 0, last_login_utc = :p_now, last_address = :p_address, touched_utc = :p_now
        WHERE account_digest = :p_account
        """;

    private const string ForgetSql =
        "DELETE FROM id_login_state WHERE last_login_utc IS NULL AND failure_count < :p_most AND touched_utc < :p_before";

    /// <summary>Takes one attempt; a refusal says until when the account is locked.</summary>
    public async Task<Result<AttemptTaken>> TakeAsync(string account, CancellationToken ct)
    {
        var digest = Digest(account);
        try
        {
            return await units.RunUpkeepAsync("login-attempt", (work, token) => TakeAsync(work, digest, token), ct);
        }
        catch (DbException exception) when (connections.Dialect.IsUniqueViolation(exception))
        {
            // Two first attempts at once: the row is there now.
            return await units.RunUpkeepAsync("login-attempt", (work, token) => TakeAsync(work, digest, token), ct);
        }
    }

    /// <summary>Clears the count in the unit of work of the login itself.</summary>
    public static Task<int> SucceedAsync(IUnitOfWork work, string account, string address, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.ExecuteAsync(SuccessSql, new { p_account = Digest(account), p_now = work.At, p_address = address }, ct);
    }

    /// <summary>
    /// Gives an attempt back whose password was right and that only lacked the second factor: it was no failure. What others took stays taken.
    /// </summary>
    public Task<int> GiveBackAsync(string account, CancellationToken ct) => units.RunUpkeepAsync(
        "login-attempt", (work, token) => work.ExecuteAsync(GiveBackSql, new { p_account = Digest(account) }, token), ct);

    /// <summary>Unlocks by an administrator.</summary>
    public static Task<int> UnlockAsync(IUnitOfWork work, string account, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.ExecuteAsync(
            "UPDATE id_login_state SET failure_count = 0, locked_utc = NULL WHERE account_digest = :p_account", new { p_account = Digest(account) }, ct);
    }

    /// <summary>Until when the account is locked now, and when it was last used.</summary>
    public static async Task<LoginStanding> StandingAsync(ISqlSession session, string account, Instant now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(session);
        var state = await session.SingleOrDefaultAsync<StateRow>(StateSql, new { p_account = Digest(account) }, ct);
        var isOver = state is null || state.LockedUtc <= now;
        return new LoginStanding(state?.LockedUtc > now ? state.LockedUtc : null, state?.LastLoginUtc) { Failures = isOver ? 0 : state!.FailureCount };
    }

    private static async Task<Result<AttemptTaken>> TakeAsync(IUnitOfWork work, string digest, CancellationToken ct)
    {
        await work.ExecuteAsync(UnlockSql, new { p_account = digest, p_now = work.At }, ct);
        await work.ExecuteAsync(ForgetSql, new { p_most = Most, p_before = work.At.Plus(-Forgotten) }, ct);
        var before = await work.SingleOrDefaultAsync<StateRow>(StateSql, new { p_account = digest }, ct);
        var take = new { p_account = digest, p_now = work.At, p_most = Most, p_until = work.At.Plus(LockedFor) };
        var taken = before is null
            ? await work.ExecuteAsync(FirstSql, new { p_account = digest, p_now = work.At }, ct)
            : await work.ExecuteAsync(TakeSql, take, ct);
        var state = (await work.SingleOrDefaultAsync<StateRow>(StateSql, new { p_account = digest }, ct))!;
        return taken == 1
            ? new AttemptTaken(Most - state.FailureCount, state.LastLoginUtc, state.LastAddress, state.FailuresSince - 1)
            : new Error(IdentityErrors.LoginLocked, ("until", Clock(state.LockedUtc ?? take.p_until)));
    }

    private static string Clock(Instant instant) => instant.LocalDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Digest(string account) => Sm3.Digest(Encoding.UTF8.GetBytes(account)).ToString();

    private sealed class StateRow
    {
        public int FailureCount { get; init; }

        public Instant? LockedUtc { get; init; }

        public Instant? LastLoginUtc { get; init; }

        public string? LastAddress { get; init; }

        public int FailuresSince { get; init; }
    }
}

/// <summary>Lock and last use of an account.</summary>
/// <param name="LockedUntil">End of a lock that holds now, or null.</param>
/// <param name="LastLoginAt">Last login, or null.</param>
public sealed record LoginStanding(Instant? LockedUntil, Instant? LastLoginAt)
{
    /// <summary>Wrong logins one after the other; none once a lock has ended.</summary>
    public int Failures { get; init; }
}

/// <summary>An attempt that may be made.</summary>
/// <param name="Left">Further attempts when this one fails.</param>
/// <param name="LastLoginAt">The last successful login, or null.</param>
/// <param name="LastAddress">From where.</param>
/// <param name="FailuresSince">Failures since then.</param>
public sealed record AttemptTaken(int Left, Instant? LastLoginAt, string? LastAddress, int FailuresSince);
