using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Identity.OpenId.Upstream.Store;

/// <summary>Reads and writes who of the city's people is which account; a row whose MAC does not hold is refused.</summary>
internal sealed class Bindings(RowWriter rows)
{
    private const string SelectSql = "SELECT user_id, issuer_text, subject_text, subject_digest, reason_text, bound_by, bound_utc, row_mac FROM id_upstream_binding";
    private const string BySubjectSql = SelectSql + " WHERE subject_digest = :p_digest";
    private const string ByUserSql = SelectSql + " WHERE user_id = :p_user";
    private const string AllSql = SelectSql + " ORDER BY user_id";

    public async Task<Result<BindingRow?>> OfSubjectAsync(ISqlSession session, string issuer, string subject, CancellationToken ct)
    {
        var found = Verified(await session.SingleOrDefaultAsync<BindingRow>(BySubjectSql, new { p_digest = BindingRow.DigestOf(issuer, subject) }, ct));
        return found.IsSuccess && found.Value is { } row && (row.IssuerText != issuer || row.SubjectText != subject) ? Result<BindingRow?>.Of(null) : found;
    }

    public async Task<Result<BindingRow?>> OfUserAsync(ISqlSession session, long userId, CancellationToken ct) =>
        Verified(await session.SingleOrDefaultAsync<BindingRow>(ByUserSql, new { p_user = userId }, ct));

    public static Task<IReadOnlyList<BindingRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<BindingRow>(AllSql, null, ct);

    public bool IsIntact(BindingRow row) => rows.Verify(BindingRow.Table, row.UserId, row.Values, row.RowMac).IsSuccess;

    public Task<Result> InsertAsync(IUnitOfWork work, BindingRow row, CancellationToken ct) => rows.InsertAsync(work, BindingRow.Table, row.UserId, row.Values, ct);

    public Task<bool> DeleteAsync(IUnitOfWork work, long userId, CancellationToken ct) => rows.DeleteAsync(work, BindingRow.Table, userId, ct);

    private Result<BindingRow?> Verified(BindingRow? row) =>
        row is not null && rows.Verify(BindingRow.Table, row.UserId, row.Values, row.RowMac).Error is { } tampered ? tampered : Result<BindingRow?>.Of(row);
}
