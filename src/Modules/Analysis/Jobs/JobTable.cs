using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.Analysis.Jobs;

/// <summary>Rows of runs. Every reading for a person names the person: another's run does not exist.</summary>
internal static class JobTable
{
    private const string Columns =
        """
        SELECT job_id, user_id, operator_code, request_text, state_code, done_count, total_count, error_code, error_text, source_text, result_text,
          row_total, attempt_count, is_stopping, client_address, created_utc, lease_utc, ended_utc, expires_utc, owner_org_id, region_code, origin_node, label_level,
          label_category
        FROM an_job
        """;

    private const string FindSql = Columns + " WHERE job_id = :p_job AND user_id = :p_user";

    private const string OfUserSql = Columns + " WHERE user_id = :p_user AND expires_utc > :p_now ORDER BY job_id DESC";

    private const string WaitingSql = "SELECT COUNT(*) AS row_total FROM an_job WHERE user_id = :p_user AND state_code IN ('Queued','Running')";

    private const string ClaimableSql = Columns + " WHERE state_code = 'Queued' OR (state_code = 'Running' AND lease_utc < :p_now) ORDER BY job_id";

    private const string ExpiredSql = "SELECT job_id FROM an_job WHERE expires_utc <= :p_now AND (lease_utc IS NULL OR lease_utc < :p_now) ORDER BY job_id";

    private const string InsertSql =
        """
        INSERT INTO an_job (job_id, user_id, operator_code, request_text, state_code, done_count, total_count, source_text, result_text, row_total,
          attempt_count, is_stopping, client_address, created_utc, ended_utc, expires_utc, owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_job, :p_user, :p_operator, :p_request, :p_state, 0, 0, :p_source, :p_result, :p_rows,
          0, 0, :p_address, :p_created, :p_ended, :p_expires, :p_org, :p_region, :p_node, :p_label, :p_label_category)
        """;

    private const string ClaimSql =
        """
        UPDATE an_job SET state_code = 'Running', attempt_count = attempt_count + 1, lease_utc = :p_lease
        WHERE job_id = :p_job AND attempt_count = :p_attempt AND (state_code = 'Queued' OR (state_code = 'Running' AND lease_utc < :p_now))
        """;

    private const string BeatSql =
        """
        UPDATE an_job SET done_count = :p_done, total_count = :p_total, lease_utc = :p_lease
        WHERE job_id = :p_job AND attempt_count = :p_attempt AND state_code = 'Running'
        """;

    private const string StoppingSql = "SELECT is_stopping FROM an_job WHERE job_id = :p_job";

    private const string ReleaseSql =
        "UPDATE an_job SET state_code = 'Queued', attempt_count = attempt_count - 1, lease_utc = NULL WHERE job_id = :p_job AND attempt_count = :p_attempt AND state_code = 'Running'";

    private const string EndSql =
        """
        UPDATE an_job SET state_code = :p_state, error_code = :p_error, error_text = :p_text, source_text = :p_source, result_text = :p_result,
          row_total = :p_rows, label_level = :p_label, label_category = :p_label_category, lease_utc = NULL, ended_utc = :p_ended, expires_utc = :p_expires
        WHERE job_id = :p_job AND attempt_count = :p_attempt AND state_code = 'Running'
        """;

    private const string CancelQueuedSql =
        "UPDATE an_job SET state_code = 'Cancelled', is_stopping = 1, ended_utc = :p_ended WHERE job_id = :p_job AND user_id = :p_user AND state_code = 'Queued'";

    private const string StopSql = "UPDATE an_job SET is_stopping = 1 WHERE job_id = :p_job AND user_id = :p_user AND state_code = 'Running'";

    private const string DeleteSql = "DELETE FROM an_job WHERE job_id = :p_job";

    public static Task<JobRow?> FindAsync(ISqlSession session, long job, long user, CancellationToken ct) =>
        session.SingleOrDefaultAsync<JobRow>(FindSql, new { p_job = job, p_user = user }, ct);

    public static Task<IReadOnlyList<JobRow>> OfUserAsync(ISqlSession session, long user, Instant now, CancellationToken ct) =>
        session.QueryAsync<JobRow>(OfUserSql, new { p_user = user, p_now = now }, ct);

    public static Task<long> WaitingAsync(ISqlSession session, long user, CancellationToken ct) => session.ScalarAsync<long>(WaitingSql, new { p_user = user }, ct);

    public static Task<IReadOnlyList<JobRow>> ClaimableAsync(ISqlSession session, Instant now, CancellationToken ct) =>
        session.QueryAsync<JobRow>(ClaimableSql, new { p_now = now }, ct);

    public static Task<IReadOnlyList<long>> ExpiredAsync(ISqlSession session, Instant now, CancellationToken ct) =>
        session.QueryAsync<long>(ExpiredSql, new { p_now = now }, ct);

    public static Task<int> InsertAsync(IUnitOfWork work, JobRow job, CancellationToken ct) => work.ExecuteAsync(
        InsertSql,
        new
        {
            p_job = job.JobId,
            p_user = job.UserId,
            p_operator = job.OperatorCode,
            p_request = job.RequestText,
            p_state = job.StateCode,
            p_source = job.SourceText,
            p_result = job.ResultText,
            p_rows = job.RowTotal,
            p_address = job.ClientAddress,
            p_created = job.CreatedUtc,
            p_ended = job.EndedUtc,
            p_expires = job.ExpiresUtc,
            p_org = job.OwnerOrgId,
            p_region = job.RegionCode,
            p_node = job.OriginNode,
            p_label = job.LabelLevel,
            p_label_category = job.LabelCategory,
        },
        ct);

    /// <summary>False where another worker was first.</summary>
    public static async Task<bool> ClaimAsync(IUnitOfWork work, JobRow job, Instant lease, CancellationToken ct) =>
        await work.ExecuteAsync(ClaimSql, new { p_job = job.JobId, p_attempt = job.AttemptCount, p_lease = lease, p_now = work.At }, ct) == 1;

    /// <summary>False where the run is no longer this worker's.</summary>
    public static async Task<bool> BeatAsync(IUnitOfWork work, JobRow job, (long Done, long Total, Instant Lease) at, CancellationToken ct) =>
        await work.ExecuteAsync(BeatSql, new { p_job = job.JobId, p_attempt = job.AttemptCount, p_done = at.Done, p_total = at.Total, p_lease = at.Lease }, ct) == 1;

    public static async Task<bool> IsStoppingAsync(ISqlSession session, long job, CancellationToken ct) =>
        await session.ScalarAsync<long?>(StoppingSql, new { p_job = job }, ct) == 1;

    public static Task<int> ReleaseAsync(IUnitOfWork work, JobRow job, CancellationToken ct) =>
        work.ExecuteAsync(ReleaseSql, new { p_job = job.JobId, p_attempt = job.AttemptCount }, ct);

    /// <summary>False where the run is no longer this worker's.</summary>
    public static async Task<bool> EndAsync(IUnitOfWork work, JobRow job, CancellationToken ct) => await work.ExecuteAsync(
        EndSql,
        new
        {
            p_job = job.JobId,
            p_attempt = job.AttemptCount,
            p_state = job.StateCode,
            p_error = job.ErrorCode,
            p_text = job.ErrorText,
            p_source = job.SourceText,
            p_result = job.ResultText,
            p_rows = job.RowTotal,
            p_label = job.LabelLevel,
            p_label_category = job.LabelCategory,
            p_ended = job.EndedUtc,
            p_expires = job.ExpiresUtc,
        },
        ct) == 1;

    public static async Task<bool> CancelQueuedAsync(IUnitOfWork work, long job, long user, CancellationToken ct) =>
        await work.ExecuteAsync(CancelQueuedSql, new { p_job = job, p_user = user, p_ended = work.At }, ct) == 1;

    public static async Task<bool> StopAsync(IUnitOfWork work, long job, long user, CancellationToken ct) =>
        await work.ExecuteAsync(StopSql, new { p_job = job, p_user = user }, ct) == 1;

    public static Task<int> DeleteAsync(IUnitOfWork work, long job, CancellationToken ct) => work.ExecuteAsync(DeleteSql, new { p_job = job }, ct);
}
