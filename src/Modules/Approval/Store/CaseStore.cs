using Guotu.Database.Sessions;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Store;

/// <summary>Reads and changes the row of a case.</summary>
internal static class CaseStore
{
    private const string LockSql = "UPDATE ap_case SET row_version = row_version WHERE case_id = :p_id";

    private const string FindSql = "SELECT " + CaseRow.Columns + " FROM ap_case c WHERE c.case_id = :p_id AND {scope:ap_case:c}";

    private const string InsertSql =
        """
        INSERT INTO ap_case (case_id, matter_code, matter_name, receipt_number, project_id, project_name, state_code, town_name,
          parcel_digest, parcel_file, parcel_axis, parcel_zone, parcel_layer, parcel_crs, promised_days, statutory_days, extension_days, clock_code,
          review_id, overall_code, conflict_count, undetermined_count, blocks_issue, received_utc, received_by, received_name, note_text,
          row_version, owner_org_id, region_code, origin_node, label_level, label_category)
        VALUES (:p_id, :p_matter, :p_matter_name, :p_receipt, :p_project, :p_project_name, :p_state, :p_town,
          :p_digest, :p_file, :p_axis, :p_zone, :p_layer, :p_crs, :p_promised, :p_statutory, :p_extension, :p_clock,
          :p_review, :p_overall, :p_conflicts, :p_undetermined, :p_blocks, :p_at, :p_by, :p_by_name, :p_note,
          1, :p_org, :p_region, :p_node, :p_label, :p_label_category)
        """;

    private const string UpdateSql =
        """
        UPDATE ap_case SET case_number = :p_number, state_code = :p_state, step_name = :p_step,
          parcel_digest = :p_digest, parcel_file = :p_file, parcel_axis = :p_axis, parcel_zone = :p_zone, parcel_layer = :p_layer, parcel_crs = :p_crs,
          clock_code = :p_clock, promised_due = :p_due, review_id = :p_review, overall_code = :p_overall,
          conflict_count = :p_conflicts, undetermined_count = :p_undetermined, blocks_issue = :p_blocks,
          accepted_on = :p_accepted, decided_utc = :p_decided, row_version = :p_version,
          label_level = :p_label, label_category = :p_label_category
        WHERE case_id = :p_id
        """;

    /// <summary>Takes the case's row for this unit of work, so that two commands on one case come one after the other.</summary>
    public static async Task<Result<CaseRow>> LockAsync(IUnitOfWork work, long caseId, CancellationToken ct)
    {
        await work.ExecuteAsync(LockSql, new { p_id = caseId }, ct);
        return await FindAsync(work, caseId, ct);
    }

    /// <summary>Within the session's scope, or not found.</summary>
    public static async Task<Result<CaseRow>> FindAsync(ISqlSession session, long caseId, CancellationToken ct) =>
        await session.SingleOrDefaultAsync<CaseRow>(FindSql, new { p_id = caseId }, ct) is { } row
            ? row
            : new Error(KernelErrors.NotFound, ("what", "办件"));

    public static Task InsertAsync(IUnitOfWork work, CaseRow row, string originNode, CancellationToken ct) => work.ExecuteAsync(
        InsertSql,
        new
        {
            p_id = row.CaseId,
            p_matter = row.MatterCode,
            p_matter_name = row.MatterName,
            p_receipt = row.ReceiptNumber,
            p_project = row.ProjectId,
            p_project_name = row.ProjectName,
            p_state = row.StateCode,
            p_town = row.TownName,
            p_digest = row.ParcelDigest,
            p_file = row.ParcelFile,
            p_axis = row.ParcelAxis,
            p_zone = row.ParcelZone,
            p_layer = row.ParcelLayer,
            p_crs = row.ParcelCrs,
            p_promised = row.PromisedDays,
            p_statutory = row.StatutoryDays,
            p_extension = row.ExtensionDays,
            p_clock = row.ClockCode,
            p_review = row.ReviewId,
            p_overall = row.OverallCode,
            p_conflicts = row.ConflictCount,
            p_undetermined = row.UndeterminedCount,
            p_blocks = row.BlocksIssue ? 1 : 0,
            p_at = row.ReceivedUtc,
            p_by = row.ReceivedBy,
            p_by_name = row.ReceivedName,
            p_note = row.NoteText,
            p_org = row.OwnerOrgId,
            p_region = row.RegionCode,
            p_node = originNode,
            p_label = row.LabelLevel,
            p_label_category = row.LabelCategory,
        },
        ct);

    /// <summary>Writes what may change, with the next row version: whoever read the case before must read it again.</summary>
    public static Task SaveAsync(IUnitOfWork work, CaseRow row, CancellationToken ct)
    {
        row.RowVersion++;
        return work.ExecuteAsync(
            UpdateSql,
            new
            {
                p_id = row.CaseId,
                p_number = row.CaseNumber,
                p_state = row.StateCode,
                p_step = row.StepName,
                p_digest = row.ParcelDigest,
                p_file = row.ParcelFile,
                p_axis = row.ParcelAxis,
                p_zone = row.ParcelZone,
                p_layer = row.ParcelLayer,
                p_crs = row.ParcelCrs,
                p_clock = row.ClockCode,
                p_due = row.PromisedDue,
                p_review = row.ReviewId,
                p_overall = row.OverallCode,
                p_conflicts = row.ConflictCount,
                p_undetermined = row.UndeterminedCount,
                p_blocks = row.BlocksIssue ? 1 : 0,
                p_accepted = row.AcceptedOn,
                p_decided = row.DecidedUtc,
                p_version = row.RowVersion,
                p_label = row.LabelLevel,
                p_label_category = row.LabelCategory,
            },
            ct);
    }
}
