using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Time;

namespace Guotu.OneMap.FileImports;

/// <summary>Rows of imports. Every reading for a person names the person: another's import does not exist.</summary>
internal static class ImportTable
{
    private const string Columns =
        """
        SELECT import_id, user_id, layer_code, file_digest, file_name, file_size, state_code, inspect_text, request_text, report_text, revision_no, error_code,
          claimed_by, created_utc, queued_utc, lease_utc, ended_utc, refused_utc, owner_org_id, region_code, origin_node, label_level,
          label_category
        FROM om_import
        """;

    private const string FindSql = Columns + " WHERE import_id = :p_id AND user_id = :p_user";

    private const string OfUserSql = Columns + " WHERE user_id = :p_user ORDER BY import_id DESC LIMIT 50";

    private const string WaitingSql = "SELECT COUNT(*) AS row_total FROM om_import WHERE user_id = :p_user AND state_code IN ('Queued','Running') AND lease_utc > :p_now";

    private const string InsertSql =
        """
        INSERT INTO om_import (import_id, user_id, layer_code, file_digest, file_name, file_size, state_code, inspect_text, is_stopping, created_utc,
          owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_id, :p_user, :p_layer, :p_digest, :p_name, :p_size, 'Open', :p_inspect, 0, :p_now, :p_org, :p_region, :p_node, :p_label, :p_label_category)
        """;

    private const string InspectSql = "UPDATE om_import SET inspect_text = :p_inspect WHERE import_id = :p_id AND user_id = :p_user AND state_code IN ('Open','Failed','Cancelled') AND refused_utc IS NULL";

    /// <summary>Taken up only where nobody works on it: not yet asked for, ended without a revision, or left by a node that is gone.</summary>
    private const string QueueSql =
        """
        UPDATE om_import SET state_code = 'Queued', inspect_text = :p_inspect, request_text = :p_request, report_text = NULL, error_code = NULL, is_stopping = 0,
          claimed_by = :p_claimer, queued_utc = :p_now, lease_utc = :p_lease, ended_utc = NULL, label_level = :p_label, label_category = :p_label_category
        WHERE import_id = :p_id AND user_id = :p_user AND refused_utc IS NULL
          AND (state_code IN ('Open','Failed','Cancelled') OR (state_code IN ('Queued','Running') AND lease_utc <= :p_now))
        """;

    private const string ClaimSql =
        "UPDATE om_import SET state_code = 'Running', lease_utc = :p_lease WHERE import_id = :p_id AND state_code = 'Queued' AND queued_utc = :p_queued AND is_stopping = 0";

    private const string StoppingSql = "SELECT is_stopping FROM om_import WHERE import_id = :p_id";

    private const string CancelQueuedSql =
        "UPDATE om_import SET state_code = 'Cancelled', is_stopping = 1, ended_utc = :p_now WHERE import_id = :p_id AND user_id = :p_user AND state_code IN ('Open','Queued')";

    private const string StopSql = "UPDATE om_import SET is_stopping = 1 WHERE import_id = :p_id AND user_id = :p_user AND state_code = 'Running'";

    private const string DoneSql =
        """
        UPDATE om_import SET state_code = 'Done', revision_no = :p_revision, report_text = :p_report, lease_utc = NULL, ended_utc = :p_now,
          label_level = :p_label, label_category = :p_label_category
        WHERE import_id = :p_id AND state_code = 'Running' AND is_stopping = 0
        """;

    private const string ReportSql = "UPDATE om_import SET report_text = :p_report WHERE import_id = :p_id AND state_code = 'Done'";

    private const string EndSql =
        """
        UPDATE om_import SET state_code = :p_state, error_code = :p_error, report_text = :p_report, lease_utc = NULL, ended_utc = :p_now
        WHERE import_id = :p_id AND state_code = 'Running'
        """;

    private const string InterruptSql =
        """
        UPDATE om_import SET state_code = 'Failed', error_code = :p_error, report_text = :p_report, lease_utc = NULL, ended_utc = :p_now
        WHERE state_code IN ('Queued','Running') AND claimed_by = :p_claimer AND queued_utc < :p_before
        """;

    /// <summary>Nothing that was read of the file stays in its rows: neither what was concluded of it, nor what was asked, nor what was found in it.</summary>
    private const string RefuseSql =
        """
        UPDATE om_import SET state_code = 'Failed', refused_utc = :p_now, error_code = :p_error, inspect_text = NULL, request_text = NULL, report_text = :p_report,
          is_stopping = 1, lease_utc = NULL, ended_utc = :p_now
        WHERE file_digest = :p_digest AND state_code <> 'Done' AND refused_utc IS NULL
        """;

    private const string RefusedSql = "SELECT DISTINCT file_digest FROM om_import WHERE refused_utc IS NOT NULL";

    private const string IsRefusedSql = "SELECT COUNT(*) AS row_total FROM om_import WHERE file_digest = :p_digest AND refused_utc IS NOT NULL";

    private const string HoldsSql = "SELECT COUNT(*) AS row_total FROM om_import WHERE file_digest = :p_digest AND state_code = 'Done'";

    private const string LeftSql = "SELECT COUNT(*) AS row_total FROM om_import WHERE state_code IN ('Queued','Running') AND claimed_by = :p_claimer AND queued_utc < :p_before";

    public static Task<ImportRow?> FindAsync(ISqlSession session, long id, long user, CancellationToken ct) =>
        session.SingleOrDefaultAsync<ImportRow>(FindSql, new { p_id = id, p_user = user }, ct);

    /// <summary>The newest 50.</summary>
    public static Task<IReadOnlyList<ImportRow>> OfUserAsync(ISqlSession session, long user, CancellationToken ct) => session.QueryAsync<ImportRow>(OfUserSql, new { p_user = user }, ct);

    public static Task<long> WaitingAsync(ISqlSession session, long user, Instant now, CancellationToken ct) =>
        session.ScalarAsync<long>(WaitingSql, new { p_user = user, p_now = now }, ct);

    public static Task<int> InsertAsync(IUnitOfWork work, ImportRow row, CancellationToken ct) => work.ExecuteAsync(
        InsertSql,
        new
        {
            p_id = row.ImportId,
            p_user = row.UserId,
            p_layer = row.LayerCode,
            p_digest = row.FileDigest,
            p_name = row.FileName,
            p_size = row.FileSize,
            p_inspect = row.InspectText,
            p_now = row.CreatedUtc,
            p_org = row.OwnerOrgId,
            p_region = row.RegionCode,
            p_node = row.OriginNode,
            p_label = row.LabelLevel,
            p_label_category = row.LabelCategory,
        },
        ct);

    public static async Task<bool> InspectAsync(IUnitOfWork work, ImportRow row, CancellationToken ct) =>
        await work.ExecuteAsync(InspectSql, new { p_id = row.ImportId, p_user = row.UserId, p_inspect = row.InspectText }, ct) == 1;

    /// <summary>False where it is worked on or done.</summary>
    public static async Task<bool> QueueAsync(IUnitOfWork work, ImportRow row, CancellationToken ct) => await work.ExecuteAsync(
        QueueSql,
        new
        {
            p_id = row.ImportId,
            p_user = row.UserId,
            p_inspect = row.InspectText,
            p_request = row.RequestText,
            p_claimer = row.ClaimedBy,
            p_now = row.QueuedUtc,
            p_lease = row.LeaseUtc,
            p_label = row.LabelLevel,
            p_label_category = row.LabelCategory,
        },
        ct) == 1;

    /// <summary>False where it was cancelled meanwhile.</summary>
    public static async Task<bool> ClaimAsync(IUnitOfWork work, ImportRow row, Instant lease, CancellationToken ct) =>
        await work.ExecuteAsync(ClaimSql, new { p_id = row.ImportId, p_queued = row.QueuedUtc, p_lease = lease }, ct) == 1;

    public static async Task<bool> IsStoppingAsync(ISqlSession session, long id, CancellationToken ct) => await session.ScalarAsync<long?>(StoppingSql, new { p_id = id }, ct) == 1;

    public static async Task<bool> CancelQueuedAsync(IUnitOfWork work, long id, long user, CancellationToken ct) =>
        await work.ExecuteAsync(CancelQueuedSql, new { p_id = id, p_user = user, p_now = work.At }, ct) == 1;

    public static async Task<bool> StopAsync(IUnitOfWork work, long id, long user, CancellationToken ct) =>
        await work.ExecuteAsync(StopSql, new { p_id = id, p_user = user }, ct) == 1;

    /// <summary>False where somebody cancelled it: then the revision may not stay either.</summary>
    public static async Task<bool> DoneAsync(IUnitOfWork work, ImportRow row, CancellationToken ct) => await work.ExecuteAsync(
        DoneSql,
        new { p_id = row.ImportId, p_revision = row.RevisionNo, p_report = row.ReportText, p_now = work.At, p_label = row.LabelLevel, p_label_category = row.LabelCategory },
        ct) == 1;

    public static Task<int> ReportAsync(IUnitOfWork work, ImportRow row, CancellationToken ct) =>
        work.ExecuteAsync(ReportSql, new { p_id = row.ImportId, p_report = row.ReportText }, ct);

    public static async Task<bool> EndAsync(IUnitOfWork work, ImportRow row, CancellationToken ct) => await work.ExecuteAsync(
        EndSql, new { p_id = row.ImportId, p_state = row.StateCode, p_error = row.ErrorCode, p_report = row.ReportText, p_now = work.At }, ct) == 1;

    /// <summary>Closes for good every import of the file that has not made a revision, whoever began it.</summary>
    public static Task<int> RefuseAsync(IUnitOfWork work, string digest, (string Code, string Report) why, CancellationToken ct) => work.ExecuteAsync(
        RefuseSql, new { p_digest = digest, p_error = why.Code, p_report = why.Report, p_now = work.At }, ct);

    public static async Task<bool> ExistsAsync(ISqlSession session, long id, CancellationToken ct) =>
        await session.ScalarAsync<long?>(StoppingSql, new { p_id = id }, ct) is not null;

    public static Task<IReadOnlyList<string>> RefusedAsync(ISqlSession session, CancellationToken ct) => session.QueryAsync<string>(RefusedSql, null, ct);

    public static async Task<bool> IsRefusedAsync(ISqlSession session, string digest, CancellationToken ct) =>
        await session.ScalarAsync<long>(IsRefusedSql, new { p_digest = digest }, ct) > 0;

    /// <summary>Whether a revision was made of the file, whose original it is.</summary>
    public static async Task<bool> HoldsAsync(ISqlSession session, string digest, CancellationToken ct) =>
        await session.ScalarAsync<long>(HoldsSql, new { p_digest = digest }, ct) > 0;

    /// <summary>Ends what a process of this name left when it died; nothing of it was stored.</summary>
    public static Task<int> InterruptAsync(IUnitOfWork work, (string Claimer, Instant Before) of, (string Code, string Report) why, CancellationToken ct) => work.ExecuteAsync(
        InterruptSql, new { p_claimer = of.Claimer, p_before = of.Before, p_error = why.Code, p_report = why.Report, p_now = work.At }, ct);

    public static async Task<bool> AnyLeftAsync(ISqlSession session, (string Claimer, Instant Before) of, CancellationToken ct) =>
        await session.ScalarAsync<long>(LeftSql, new { p_claimer = of.Claimer, p_before = of.Before }, ct) > 0;
}
