using System.Security.Cryptography;
using Guotu.Crypto;
using Guotu.Crypto.Keys;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Randomness;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Store;

/// <summary>
/// Codes and access tokens (授权码与访问令牌): 256 random bits that only the other system has; the row holds their HMAC. One conditional statement
/// uses a code up, so that of two at once one gets nothing.
/// </summary>
internal sealed class SignOns(KeyRing ring, IRandomSource random)
{
    private const int Size = 32;

    private const string SelectSql =
        """
        SELECT sign_on_id, client_key, user_id, session_id, code_digest, redirect_uri, challenge_text, nonce_text, scopes_text, auth_utc, created_utc, used_utc,
          token_digest, token_until, ended_utc
        FROM id_openid_sign_on
        """;

    private const string ByCodeSql = SelectSql + " WHERE code_digest = :p_digest";
    private const string ByTokenSql = SelectSql + " WHERE token_digest = :p_digest";

    private const string InsertSql =
        """
        INSERT INTO id_openid_sign_on (sign_on_id, client_key, user_id, session_id, code_digest, redirect_uri, challenge_text, nonce_text, scopes_text, auth_utc, created_utc)
        VALUES (:p_id, :p_client, :p_user, :p_session, :p_code, :p_redirect, :p_challenge, :p_nonce, :p_scopes, :p_auth, :p_created)
        """;

    private const string UseSql = "UPDATE id_openid_sign_on SET used_utc = :p_now WHERE sign_on_id = :p_id AND used_utc IS NULL AND ended_utc IS NULL";
    private const string IssueSql = "UPDATE id_openid_sign_on SET token_digest = :p_token, token_until = :p_until WHERE sign_on_id = :p_id AND ended_utc IS NULL";
    private const string EndSql = "UPDATE id_openid_sign_on SET ended_utc = :p_now WHERE sign_on_id = :p_id AND ended_utc IS NULL";
    private const string EndOfClientSql = "UPDATE id_openid_sign_on SET ended_utc = :p_now WHERE client_key = :p_client AND ended_utc IS NULL";
    private const string ForgetSql = "DELETE FROM id_openid_sign_on WHERE created_utc < :p_before";

    public string NewSecret()
    {
        Span<byte> bytes = stackalloc byte[Size];
        random.Fill(bytes);
        return Base64Url.Encode(bytes);
    }

    public Task<Result<SignOnRow?>> ByCodeAsync(ISqlSession session, string code, CancellationToken ct) => FindAsync(session, ByCodeSql, DigestOfCode(code), ct);

    public Task<Result<SignOnRow?>> ByTokenAsync(ISqlSession session, string token, CancellationToken ct) => FindAsync(session, ByTokenSql, DigestOfToken(token), ct);

    public Result<string> DigestOfCode(string code) => Keyed("guotu openid code 1", code);

    public Result<string> DigestOfToken(string token) => Keyed("guotu openid access token 1", token);

    /// <summary>Stores a new one, and forgets those that nothing lives of any more.</summary>
    public static async Task InsertAsync(IUnitOfWork work, SignOnRow row, CancellationToken ct)
    {
        await work.ExecuteAsync(ForgetSql, new { p_before = work.At.Plus(-OpenIdTerms.RowKeptFor) }, ct);
        await work.ExecuteAsync(
            InsertSql,
            new
            {
                p_id = row.SignOnId,
                p_client = row.ClientKey,
                p_user = row.UserId,
                p_session = row.SessionId,
                p_code = row.CodeDigest,
                p_redirect = row.RedirectUri,
                p_challenge = row.ChallengeText,
                p_nonce = row.NonceText,
                p_scopes = row.ScopesText,
                p_auth = row.AuthUtc,
                p_created = row.CreatedUtc,
            },
            ct);
    }

    /// <summary>Whether the code was still good; then it no longer is.</summary>
    public static async Task<bool> UseAsync(IUnitOfWork work, long id, CancellationToken ct) => await work.ExecuteAsync(UseSql, new { p_id = id, p_now = work.At }, ct) == 1;

    public static async Task<bool> IssueAsync(IUnitOfWork work, long id, string tokenDigest, CancellationToken ct) =>
        await work.ExecuteAsync(IssueSql, new { p_id = id, p_token = tokenDigest, p_until = work.At.Plus(OpenIdTerms.AccessTokenGoodFor) }, ct) == 1;

    /// <summary>What was issued is worth nothing from now on.</summary>
    public static Task<int> EndAsync(IUnitOfWork work, long id, CancellationToken ct) => work.ExecuteAsync(EndSql, new { p_id = id, p_now = work.At }, ct);

    public static Task<int> EndOfClientAsync(IUnitOfWork work, long clientKey, CancellationToken ct) =>
        work.ExecuteAsync(EndOfClientSql, new { p_client = clientKey, p_now = work.At }, ct);

    private static async Task<Result<SignOnRow?>> FindAsync(ISqlSession session, string sql, Result<string> digest, CancellationToken ct) =>
        digest.Error is { } noKey ? noKey : Result<SignOnRow?>.Of(await session.SingleOrDefaultAsync<SignOnRow>(sql, new { p_digest = digest.Value }, ct));

    private Result<string> Keyed(string domain, string secret)
    {
        var key = ring.Current(KeyPurpose.SessionToken);
        if (!key.IsSuccess)
        {
            return key.Error!;
        }

        var text = new BoundText(domain).Add(secret);
        var bytes = text.ToArray();
        text.Wipe();
        try
        {
            return Convert.ToHexString(HmacSm3.Compute(key.Value.Secret.Span, bytes)).ToLowerInvariant();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
