using System.Globalization;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes access reviews; a row whose MAC does not hold refuses the review.</summary>
internal sealed class AccessReviews(RowWriter rows)
{
    private const string Columns =
        "r.review_id, r.org_id, r.org_name, r.opened_by, r.opened_name, r.opened_utc, r.due_on, r.state_code, r.signed_by, r.signed_name, r.signed_utc, r.result_hex, r.row_mac";

    private const string FindSql = $"SELECT {Columns} FROM id_access_review r WHERE r.review_id = :p_id";
    private const string AllSql = $"SELECT {Columns} FROM id_access_review r ORDER BY r.review_id DESC LIMIT 500";
    private const string OfOrgSql = $"SELECT {Columns} FROM id_access_review r WHERE r.org_id = :p_org ORDER BY r.review_id DESC LIMIT 100";
    private const string OpenSql = "SELECT COUNT(*) AS row_total FROM id_access_review WHERE org_id = :p_org AND state_code = 'OPEN'";

    /// <summary>Two reviewers of one review wait for each other here.</summary>
    private const string TurnSql = "UPDATE id_access_review SET turn_no = turn_no + 1 WHERE review_id = :p_id";

    private const string LinesSql =
        """
        SELECT l.line_id, l.review_id, l.user_id, l.account_name, l.user_name, l.posts_text, l.role_code, l.role_name, l.scope_text, l.granted_name, l.granted_utc,
          l.until_on, l.login_utc, l.act_utc, l.template_code, l.verdict_code, l.note_text, l.decided_by, l.decided_name, l.decided_utc, l.row_mac
        FROM id_access_line l WHERE l.review_id = :p_id ORDER BY l.line_id
        """;

    public async Task<Result<AccessReviewRow>> FindAsync(ISqlSession session, long id, CancellationToken ct)
    {
        var row = await session.SingleOrDefaultAsync<AccessReviewRow>(FindSql, new { p_id = id }, ct);
        if (row is null)
        {
            return NotThere(id);
        }

        return rows.Verify(AccessReviewRow.Table, row.ReviewId, row.Values, row.RowMac).Error is { } tampered ? tampered : row;
    }

    /// <summary>The review, held until the unit ends.</summary>
    public async Task<Result<AccessReviewRow>> TakeAsync(IUnitOfWork work, long id, CancellationToken ct)
    {
        await work.ExecuteAsync(TurnSql, new { p_id = id }, ct);
        return await FindAsync(work, id, ct);
    }

    /// <summary>For lists, newest first.</summary>
    public static Task<IReadOnlyList<AccessReviewRow>> AllAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<AccessReviewRow>(AllSql, null, ct);

    /// <summary>For lists, newest first.</summary>
    public static Task<IReadOnlyList<AccessReviewRow>> OfOrganisationAsync(ISqlSession session, long organisationId, CancellationToken ct) =>
        session.QueryAsync<AccessReviewRow>(OfOrgSql, new { p_org = organisationId }, ct);

    public static async Task<bool> HasOpenAsync(ISqlSession session, long organisationId, CancellationToken ct) =>
        await session.ScalarAsync<long>(OpenSql, new { p_org = organisationId }, ct) > 0;

    public async Task<Result<IReadOnlyList<AccessLineRow>>> LinesAsync(ISqlSession session, long reviewId, CancellationToken ct)
    {
        var found = await session.QueryAsync<AccessLineRow>(LinesSql, new { p_id = reviewId }, ct);
        foreach (var line in found)
        {
            if (rows.Verify(AccessLineRow.Table, line.LineId, line.Values, line.RowMac).Error is { } tampered)
            {
                return tampered;
            }
        }

        return Result<IReadOnlyList<AccessLineRow>>.Of(found);
    }

    public static Error NotThere(long id) => new(KernelErrors.NotFound, ("what", "权限复核 " + id.ToString(CultureInfo.InvariantCulture)));

    public Task<Result> InsertAsync(IUnitOfWork work, AccessReviewRow row, CancellationToken ct) => rows.InsertAsync(work, AccessReviewRow.Table, row.ReviewId, row.Values, ct);

    public Task<Result> InsertAsync(IUnitOfWork work, AccessLineRow row, CancellationToken ct) => rows.InsertAsync(work, AccessLineRow.Table, row.LineId, row.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, AccessReviewRow row, CancellationToken ct) =>
        (await rows.UpdateAsync(work, AccessReviewRow.Table, row.ReviewId, row.Values, ct)).Error is { } error ? error : Result.Done;

    public async Task<Result> UpdateAsync(IUnitOfWork work, AccessLineRow row, CancellationToken ct) =>
        (await rows.UpdateAsync(work, AccessLineRow.Table, row.LineId, row.Values, ct)).Error is { } error ? error : Result.Done;
}
