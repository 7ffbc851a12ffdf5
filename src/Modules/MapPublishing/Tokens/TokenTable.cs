using System.Text;
using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.MapPublishing.Tokens;

/// <summary>Rows of tokens; one whose MAC does not hold opens nothing.</summary>
internal sealed class TokenTable(RowWriter rows)
{
    private const string Columns = "SELECT token_id, user_id, token_name, token_digest, address_list, created_utc, expires_utc, revoked_utc, row_mac FROM mp_token";

    private const string ByDigestSql = Columns + " WHERE token_digest = :p_digest";

    private const string ByIdSql = Columns + " WHERE token_id = :p_id";

    private const string OfUserSql = Columns + " WHERE user_id = :p_user ORDER BY token_id";

    private const string AllSql = Columns + " ORDER BY token_id";

    /// <summary>SM3 of the token under its own domain; 256 random bits need no salt.</summary>
    public static string DigestOf(string token) => Sm3.Digest(Encoding.UTF8.GetBytes("guotu map token 1\n" + token)).ToString();

    public async Task<TokenRow?> FindAsync(ISqlSession session, string token, CancellationToken ct) =>
        Intact(await session.SingleOrDefaultAsync<TokenRow>(ByDigestSql, new { p_digest = DigestOf(token) }, ct));

    public async Task<TokenRow?> FindAsync(ISqlSession session, long id, CancellationToken ct) =>
        Intact(await session.SingleOrDefaultAsync<TokenRow>(ByIdSql, new { p_id = id }, ct));

    public static Task<IReadOnlyList<TokenRow>> OfUserAsync(ISqlSession session, long userId, CancellationToken ct) =>
        session.QueryAsync<TokenRow>(OfUserSql, new { p_user = userId }, ct);

    public static Task<IReadOnlyList<TokenRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<TokenRow>(AllSql, null, ct);

    public Task<Result> InsertAsync(IUnitOfWork work, TokenRow token, CancellationToken ct) =>
        rows.InsertAsync(work, TokenRow.Table, token.TokenId, token.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, TokenRow token, CancellationToken ct) =>
        (await rows.UpdateAsync(work, TokenRow.Table, token.TokenId, token.Values, ct)).Error is { } error ? error : Result.Done;

    private TokenRow? Intact(TokenRow? row) => row is not null && rows.Verify(TokenRow.Table, row.TokenId, row.Values, row.RowMac).IsSuccess ? row : null;
}
