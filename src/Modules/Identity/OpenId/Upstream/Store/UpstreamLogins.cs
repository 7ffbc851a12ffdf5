using System.Text;
using Guotu.Crypto;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Time;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>Logins on their way over the city's provider (进行中的市级登录): bound to the browser that began them, good once, for ten minutes.</summary>
internal sealed class UpstreamLogins(IRandomSource random)
{
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);
    private const int Size = 32;

    private const string InsertSql =
        """
        INSERT INTO id_upstream_login (state_digest, browser_digest, nonce_text, verifier_text, created_utc)
        VALUES (:p_state, :p_browser, :p_nonce, :p_verifier, :p_now)
        """;

    private const string FindSql =
        """
        SELECT state_digest, browser_digest, nonce_text, verifier_text, created_utc, used_utc, user_id, ended_utc
        FROM id_upstream_login WHERE state_digest = :p_state AND created_utc > :p_since
        """;

    private const string UseSql = "UPDATE id_upstream_login SET used_utc = :p_now WHERE state_digest = :p_state AND used_utc IS NULL";
    private const string ProveSql = "UPDATE id_upstream_login SET user_id = :p_user WHERE state_digest = :p_state AND user_id IS NULL";
    private const string EndSql = "UPDATE id_upstream_login SET ended_utc = :p_now WHERE state_digest = :p_state AND ended_utc IS NULL";
    private const string EndLoginsOfUserSql = "UPDATE id_upstream_login SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";
    private const string EndSessionsOfUserSql = "UPDATE id_session SET ended_utc = :p_now WHERE user_id = :p_user AND ended_utc IS NULL";
    private const string ForgetSql = "DELETE FROM id_upstream_login WHERE created_utc <= :p_since";

    /// <summary>256 random bits.</summary>
    public string New()
    {
        Span<byte> bytes = stackalloc byte[Size];
        random.Fill(bytes);
        return Base64Url.Encode(bytes);
    }

    public static string DigestOf(string secret) =>
        Convert.ToHexString(Sm3.Hash(new BoundText("guotu upstream login 1").Add(Encoding.UTF8.GetBytes(secret)).ToArray())).ToLowerInvariant();

    public static async Task<int> InsertAsync(IUnitOfWork work, LoginUnderWay login, CancellationToken ct)
    {
        await work.ExecuteAsync(ForgetSql, new { p_since = work.At.Plus(-GoodFor) }, ct);
        return await work.ExecuteAsync(
            InsertSql,
            new { p_state = DigestOf(login.State), p_browser = DigestOf(login.Browser), p_nonce = login.Nonce, p_verifier = login.Verifier, p_now = work.At },
            ct);
    }

    public static Task<UpstreamLoginRow?> FindAsync(ISqlSession session, string state, Instant now, CancellationToken ct) =>
        session.SingleOrDefaultAsync<UpstreamLoginRow>(FindSql, new { p_state = DigestOf(state), p_since = now.Plus(-GoodFor) }, ct);

    /// <summary>Whether the code of this login had not been redeemed before.</summary>
    public static async Task<bool> UseAsync(IUnitOfWork work, string state, CancellationToken ct) =>
        await work.ExecuteAsync(UseSql, new { p_state = DigestOf(state), p_now = work.At }, ct) == 1;

    public static async Task<bool> ProveAsync(IUnitOfWork work, string state, long userId, CancellationToken ct) =>
        await work.ExecuteAsync(ProveSql, new { p_state = DigestOf(state), p_user = userId }, ct) == 1;

    /// <summary>Of somebody whose identity in the city counts no longer: logins on their way and sessions.</summary>
    public static async Task EndAllAsync(IUnitOfWork work, long userId, CancellationToken ct)
    {
        await work.ExecuteAsync(EndLoginsOfUserSql, new { p_now = work.At, p_user = userId }, ct);
        await work.ExecuteAsync(EndSessionsOfUserSql, new { p_now = work.At, p_user = userId }, ct);
    }

    /// <summary>Whether no session was begun by it before.</summary>
    public static async Task<bool> EndAsync(IUnitOfWork work, string state, CancellationToken ct) =>
        await work.ExecuteAsync(EndSql, new { p_state = DigestOf(state), p_now = work.At }, ct) == 1;
}

/// <summary>What a login that begins is made of.</summary>
internal sealed record LoginUnderWay(string State, string Browser, string Nonce, string Verifier);

/// <summary>A row of <c>id_upstream_login</c>.</summary>
internal sealed record UpstreamLoginRow
{
    public string StateDigest { get; init; } = string.Empty;

    public string BrowserDigest { get; init; } = string.Empty;

    public string NonceText { get; init; } = string.Empty;

    public string VerifierText { get; init; } = string.Empty;

    public Instant CreatedUtc { get; init; }

    public Instant? UsedUtc { get; init; }

    /// <summary>The account that the city's answer was found to be of; the second factor may still be wanted.</summary>
    public long? UserId { get; init; }

    public Instant? EndedUtc { get; init; }
}
