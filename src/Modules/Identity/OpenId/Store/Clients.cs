using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Store;

/// <summary>Reads and writes registered systems; a row whose MAC does not hold is refused, so that nobody adds an address by editing one.</summary>
internal sealed class Clients(RowWriter rows)
{
    private const string SelectSql =
        """
        SELECT client_key, client_code, client_name, proof_kind, secret_hex, key_text, redirect_text, logout_text, home_text, scopes_text, roles_text, is_enabled,
          changed_by, changed_utc, row_mac
        FROM id_openid_client
        """;

    private const string ByCodeSql = SelectSql + " WHERE client_code = :p_code";
    private const string ByKeySql = SelectSql + " WHERE client_key = :p_key";
    private const string AllSql = SelectSql + " ORDER BY client_code";

    public async Task<Result<ClientRow?>> FindAsync(ISqlSession session, string code, CancellationToken ct) =>
        Verified(await session.SingleOrDefaultAsync<ClientRow>(ByCodeSql, new { p_code = code }, ct));

    public async Task<Result<ClientRow?>> FindAsync(ISqlSession session, long key, CancellationToken ct) =>
        Verified(await session.SingleOrDefaultAsync<ClientRow>(ByKeySql, new { p_key = key }, ct));

    /// <summary>For lists: also rows whose MAC does not hold, to be told by <see cref="IsIntact"/>.</summary>
    public static Task<IReadOnlyList<ClientRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<ClientRow>(AllSql, null, ct);

    public bool IsIntact(ClientRow row) => rows.Verify(ClientRow.Table, row.ClientKey, row.Values, row.RowMac).IsSuccess;

    public Task<Result> InsertAsync(IUnitOfWork work, ClientRow row, CancellationToken ct) => rows.InsertAsync(work, ClientRow.Table, row.ClientKey, row.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, ClientRow row, CancellationToken ct) =>
        (await rows.UpdateAsync(work, ClientRow.Table, row.ClientKey, row.Values, ct)).Error is { } error ? error : Result.Done;

    private Result<ClientRow?> Verified(ClientRow? row) =>
        row is not null && rows.Verify(ClientRow.Table, row.ClientKey, row.Values, row.RowMac).Error is { } tampered ? tampered : Result<ClientRow?>.Of(row);
}
