using System.Text;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>
/// Logins on their way over the city's provider (进行中的市级登录): bound to the browser that began them, good once, for ten minutes. State and mark of the browser are
/// kept as HMACs; each change is written by what was read before, so that of two at once one comes too late.
/// </summary>
internal sealed class UpstreamLogins(KeyRing ring, IRandomSource random)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private const int Size = 32;

    private const string InsertSql =
        """
        INSERT INTO id_upstream_login (state_digest, browser_digest, nonce_text, verifier_text, created_utc, login_mac)
        VALUES (:p_state, :p_browser, :p_nonce, :p_verifier, :p_now, :p_mac)
        """;

    private const string SelectSql =
        """
        SELECT state_digest, browser_digest, nonce_text, verifier_text, created_utc, used_utc, user_id, ended_utc, login_mac
        FROM id_upstream_login
        """;

    private const string FindSql = SelectSql + " WHERE state_digest = :p_state AND created_utc > :p_since";
    private const string OfUserSql = SelectSql + " WHERE user_id = :p_user AND ended_utc IS NULL";

    private const string ChangeSql =
        """
        UPDATE id_upstream_login SET used_utc = :p_used, user_id = :p_user, ended_utc = :p_ended, login_mac = :p_mac
        WHERE state_digest = :p_state AND login_mac = :p_before
        """;

    private const string EndSessionsOfUserSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";
    private const string ForgetSql = "DELETE FROM id_upstream_login WHERE created_utc <= :p_since";

    /// <summary>256 random bits.</summary>
    public string New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        random.Fill(bytes);
        return Base64Url.Encode(bytes);
    }

    /// <summary>Of the mark of a browser, as the row has it.</summary>
    public Result<string> DigestOfBrowser(string browser) => Keyed(new BoundText("guotu upstream browser 2").Add(Encoding.UTF8.GetBytes(browser)).ToArray());

    public async Task<Result> InsertAsync(IUnitOfWork work, LoginUnderWay login, CancellationToken ct)
    {
        var (state, browser) = (DigestOfState(login.State), DigestOfBrowser(login.Browser));
        if ((state.Error ?? browser.Error) is { } noKey)
        {
            return noKey;
        }

        var row = new UpstreamLoginRow { StateDigest = state.Value, BrowserDigest = browser.Value, NonceText = login.Nonce, VerifierText = login.Verifier, CreatedUtc = work.At };
        var mac = Keyed(row.Message);
        if (mac.Error is { } unmade)
        {
            return unmade;
        }

        await work.ExecuteAsync(ForgetSql, new { p_since = work.At.Plus(-GoodFor) }, ct);
        await work.ExecuteAsync(
            InsertSql,
            new { p_state = row.StateDigest, p_browser = row.BrowserDigest, p_nonce = row.NonceText, p_verifier = row.VerifierText, p_now = row.CreatedUtc, p_mac = mac.Value },
            ct);
        return Result.Done;
    }

    /// <summary>Null where there is none, or it is too old; a row that was altered behind the application is refused.</summary>
    public async Task<Result<UpstreamLoginRow?>> FindAsync(ISqlSession session, string state, Instant now, CancellationToken ct)
    {
        var digest = DigestOfState(state);
        return digest.Error is { } noKey
            ? noKey
            : Verified(await session.SingleOrDefaultAsync<UpstreamLoginRow>(FindSql, new { p_state = digest.Value, p_since = now.Plus(-GoodFor) }, ct));
    }

    /// <summary>Whether the code of this login had not been redeemed before; then the row as it is now.</summary>
    public Task<Result<UpstreamLoginRow?>> UseAsync(IUnitOfWork work, UpstreamLoginRow row, CancellationToken ct) =>
        row.UsedUtc is null ? ChangeAsync(work, row, row with { UsedUtc = work.At }, ct) : Task.FromResult(Result<UpstreamLoginRow?>.Of(null));

    /// <summary>Writes down whose login it is.</summary>
    public Task<Result<UpstreamLoginRow?>> ProveAsync(IUnitOfWork work, UpstreamLoginRow row, long userId, CancellationToken ct) =>
        row.UserId is null ? ChangeAsync(work, row, row with { UserId = userId }, ct) : Task.FromResult(Result<UpstreamLoginRow?>.Of(null));

    /// <summary>Whether no session was begun by it before.</summary>
    public Task<Result<UpstreamLoginRow?>> EndAsync(IUnitOfWork work, UpstreamLoginRow row, CancellationToken ct) =>
        row.EndedUtc is null ? ChangeAsync(work, row, row with { EndedUtc = work.At }, ct) : Task.FromResult(Result<UpstreamLoginRow?>.Of(null));

    /// <summary>Of somebody whose identity in the city counts no longer: logins on their way and sessions.</summary>
    public async Task<Result> EndAllAsync(IUnitOfWork work, long userId, CancellationToken ct)
    {
        foreach (var row in await work.QueryAsync<UpstreamLoginRow>(OfUserSql + work.Dialect.LockSuffix, new { p_user = userId }, ct))
        {
            // An altered one counts for nothing anyway.
            if (Verified(row).IsSuccess && (await ChangeAsync(work, row, row with { EndedUtc = work.At }, ct)).Error is { } unwritten)
            {
                return unwritten;
            }
        }

        await work.ExecuteAsync(EndSessionsOfUserSql, new { p_now = work.At, p_user = userId }, ct);
        return Result.Done;
    }

    /// <summary>Null where the row is no longer as it was read.</summary>
    private async Task<Result<UpstreamLoginRow?>> ChangeAsync(IUnitOfWork work, UpstreamLoginRow before, UpstreamLoginRow after, CancellationToken ct)
    {
        var mac = Keyed(after.Message);
        if (mac.Error is { } noKey)
        {
            return noKey;
        }

        var values = new
        {
            p_used = after.UsedUtc, p_user = after.UserId, p_ended = after.EndedUtc, p_mac = mac.Value, p_state = before.StateDigest, p_before = before.LoginMac,
        };
        return Result<UpstreamLoginRow?>.Of(await work.ExecuteAsync(ChangeSql, values, ct) == 1 ? after with { LoginMac = mac.Value } : null);
    }

    private Result<UpstreamLoginRow?> Verified(UpstreamLoginRow? row)
    {
        var key = ring.Current(KeyPurpose.SessionToken);
        return key.Error is { } noKey ? noKey
            : row is null || (IsHex(row.LoginMac) && HmacSm3.Verify(key.Value.Secret.Span, row.Message, Convert.FromHexString(row.LoginMac!))) ? Result<UpstreamLoginRow?>.Of(row)
            : new Error(DatabaseErrors.RowTampered, ("table", "id_upstream_login"), ("row", row.StateDigest[..8]));
    }

    private Result<string> DigestOfState(string state) => Keyed(new BoundText("guotu upstream state 2").Add(Encoding.UTF8.GetBytes(state)).ToArray());

    private static bool IsHex(string? mac) => mac is { Length: 2 * HmacSm3.Size } && mac.All(char.IsAsciiHexDigit);

    private Result<string> Keyed(byte[] message)
    {
        var key = ring.Current(KeyPurpose.SessionToken);
        return key.IsSuccess ? Convert.ToHexString(HmacSm3.Compute(key.Value.Secret.Span, message)).ToLowerInvariant() : key.Error!;
    }
}
