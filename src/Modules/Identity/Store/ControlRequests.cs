using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>Reads and writes requests of dual control; a row whose MAC does not hold is refused, so that nobody approves by editing one.</summary>
internal sealed class ControlRequests(RowWriter rows)
{
    private const string Columns =
        """
        r.request_id, r.kind_code, r.subject_text, r.summary_text, r.parameters_json, r.parameters_hex, r.reason_text, r.person_id, r.asked_by, r.asked_name,
        r.asked_utc, r.expires_utc, r.state_code, r.decided_by, r.decided_name, r.decided_utc, r.decision_text, r.done_utc, r.row_mac
        """;

    private const string FindSql = $"SELECT {Columns} FROM id_control_request r WHERE r.request_id = :p_id";

    private const string OpenSql =
        $"""
        SELECT {Columns} FROM id_control_request r
        WHERE r.kind_code IN :p_kinds AND (r.state_code = 'APPROVED' OR (r.state_code = 'OPEN' AND r.expires_utc > :p_now)) ORDER BY r.request_id DESC
        """;

    private const string AllSql = $"SELECT {Columns} FROM id_control_request r WHERE r.kind_code IN :p_kinds ORDER BY r.request_id DESC";

    private const string DoneSinceSql =
        """
        SELECT COUNT(*) AS row_total FROM id_control_request r
        WHERE r.kind_code = :p_kind AND r.subject_text = :p_subject AND r.state_code = 'DONE' AND r.done_utc > :p_asked
        """;

    /// <summary>Two persons who decide at the same time wait for each other here; the later one reads what the first one made of it.</summary>
    private const string TurnSql = "UPDATE id_control_request SET turn_no = turn_no + 1 WHERE request_id = :p_id";

    public async Task<Result<ControlRequestRow>> FindAsync(ISqlSession session, long id, CancellationToken ct) =>
        Verified(await session.SingleOrDefaultAsync<ControlRequestRow>(FindSql, new { p_id = id }, ct), id);

    /// <summary>The request, held until the unit ends.</summary>
    public async Task<Result<ControlRequestRow>> TakeAsync(IUnitOfWork work, long id, CancellationToken ct)
    {
        await work.ExecuteAsync(TurnSql, new { p_id = id }, ct);
        return await FindAsync(work, id, ct);
    }

    public static Task<Page<ControlRequestRow>> OpenAsync(ISqlSession session, IReadOnlyList<string> kinds, Instant now, PageRequest page, CancellationToken ct) =>
        session.PageAsync<ControlRequestRow>(OpenSql, new { p_kinds = kinds, p_now = now }, page, ct);

    public static Task<Page<ControlRequestRow>> AllAsync(ISqlSession session, IReadOnlyList<string> kinds, PageRequest page, CancellationToken ct) =>
        session.PageAsync<ControlRequestRow>(AllSql, new { p_kinds = kinds }, page, ct);

    /// <summary>
    /// Refused where the same was done by another request after this one was asked for: what happened to it since, such as a role that was withdrawn
    /// again, would be undone by a confirmation that comes late.
    /// </summary>
    public static async Task<Error?> OvertakenAsync(ISqlSession session, ControlRequestRow row, CancellationToken ct) =>
        await session.ScalarAsync<long>(DoneSinceSql, new { p_kind = row.KindCode, p_subject = row.SubjectText, p_asked = row.AskedUtc }, ct) > 0
            ? new Error(ControlErrors.RequestOutdated, ("what", "“" + row.SubjectText + "”"))
            : null;

    public bool IsIntact(ControlRequestRow row) => rows.Verify(ControlRequestRow.Table, row.RequestId, row.Values, row.RowMac).IsSuccess;

    public Task<Result> InsertAsync(IUnitOfWork work, ControlRequestRow row, CancellationToken ct) =>
        rows.InsertAsync(work, ControlRequestRow.Table, row.RequestId, row.Values, ct);

    public async Task<Result> UpdateAsync(IUnitOfWork work, ControlRequestRow row, CancellationToken ct) =>
        (await rows.UpdateAsync(work, ControlRequestRow.Table, row.RequestId, row.Values, ct)).Error is { } error ? error : Result.Done;

    private Result<ControlRequestRow> Verified(ControlRequestRow? row, long id)
    {
        if (row is null)
        {
            return new Error(KernelErrors.NotFound, ("what", "复核申请 " + id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }

        return rows.Verify(ControlRequestRow.Table, row.RequestId, row.Values, row.RowMac).Error is { } tampered ? tampered : row;
    }
}
