using Guotu.Database.Rows;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Approval.Store;

/// <summary>
/// A case and all its parts sealed as one (办件封签): what was changed, put in or taken away behind the application's back is found, and a command on such a
/// case is refused. Opinions, certificates and blind indexes are proved on their own.
/// </summary>
public sealed class CaseSeal(ObjectSeals seals)
{
    internal static readonly ProtectedTable Table = new("ap_case_seal", "case_id", SealedFamily.Columns, new HashSet<string>(), "row_mac");

    internal static readonly SealedFamily Family = new(
        Table,
        [
            new("ap_case", "t.case_id", "t.case_id",
            [
                .. Texts("matter_code", "matter_name", "receipt_number", "case_number", "project_name", "state_code", "step_name", "town_name", "parcel_digest", "parcel_file", "parcel_axis"),
                .. Texts("parcel_layer", "parcel_crs", "clock_code", "overall_code", "received_name", "note_text", "region_code", "origin_node", "label_category"),
                .. Numbers("project_id", "parcel_zone", "promised_days", "statutory_days", "extension_days", "review_id", "conflict_count", "undetermined_count", "blocks_issue"),
                .. Numbers("received_by", "row_version", "owner_org_id", "label_level"),
                .. Instants("received_utc", "decided_utc"),
                .. Dates("promised_due", "accepted_on"),
            ]),
            new("ap_case_field", "t.case_id", "t.field_id", [.. Numbers("field_id"), .. Texts("field_key", "value_text", "hidden_text")]),
            new("ap_case_parcel", "t.case_id", "t.parcel_no",
            [
                .. Numbers("parcel_no", "declared_area", "plane_area", "ellipsoidal_area", "min_east", "min_north", "max_east", "max_north"),
                .. Texts("file_number", "parcel_name", "figure_text"),
            ]),
            new("ap_material", "t.case_id", "t.material_id",
            [
                .. Numbers("material_id", "file_size", "added_by"), .. Texts("material_code", "file_digest", "file_name", "media_type"), .. Instants("added_utc", "superseded_utc"),
            ]),
            new("ap_process_instance", "t.case_id", "t.case_id", [.. Texts("process_version", "state_json"), .. Numbers("row_version")]),
            new("ap_task", "t.case_id", "t.task_id",
            [
                .. Numbers("task_id", "work_no", "claimed_by", "done_by", "row_version"),
                .. Texts("node_id", "node_name", "member_name", "post_code", "section_code", "state_code", "from_name", "claimed_name", "done_name", "outcome_key"),
                .. Instants("arrived_utc", "claimed_utc", "lease_utc", "done_utc"),
            ]),
            new("ap_opinion_file", "o.case_id", "t.opinion_id, t.file_no", [.. Numbers("opinion_id", "file_no"), .. Texts("file_digest", "file_name")])
            {
                Join = "JOIN ap_opinion o ON o.opinion_id = t.opinion_id",
            },
            new("ap_correction", "t.case_id", "t.correction_id", [.. Numbers("correction_id", "opinion_id", "item_no"), .. Texts("material_code", "item_text")]),
            new("ap_clock_entry", "t.case_id", "t.entry_id",
            [
                .. Numbers("entry_id", "entry_no", "extended_days", "by_user_id", "used_days"),
                .. Texts("kind_code", "reason_text", "document_digest", "document_name", "by_name", "calendar_version"),
                .. Instants("entry_utc"), .. Dates("promised_due", "statutory_due"),
            ]),
            new("ap_step", "t.case_id", "t.step_key", [.. Texts("step_key", "state_code", "result_text"), .. Numbers("step_no"), .. Instants("due_utc", "done_utc")]),
            new("ap_document", "t.case_id", "t.document_id",
            [
                .. Numbers("document_id"), .. Texts("kind_code", "document_title", "document_number", "file_digest", "media_type"), .. Instants("created_utc"),
            ]),
        ]);

    /// <summary>Takes the case's row for this unit of work and proves the case before anything of it is changed. Outside the scope it does not exist.</summary>
    internal async Task<Result<CaseRow>> LockAsync(IUnitOfWork work, long caseId, CancellationToken ct)
    {
        var row = await CaseStore.LockAsync(work, caseId, ct);
        return row.Error is null && (await seals.OpenAsync(work, Family, caseId, ct)).Error is { } tampered ? tampered : row;
    }

    /// <summary>Puts a new case in; it is sealed as the unit ends.</summary>
    internal Task InsertAsync(IUnitOfWork work, CaseRow row, string originNode, CancellationToken ct)
    {
        seals.Begin(work, Family, row.CaseId);
        return CaseStore.InsertAsync(work, row, originNode, ct);
    }

    private static IReadOnlyList<SealedColumn> Texts(params string[] names) => SealedColumn.Of(SealedKind.Text, names);

    private static IReadOnlyList<SealedColumn> Numbers(params string[] names) => SealedColumn.Of(SealedKind.Number, names);

    private static IReadOnlyList<SealedColumn> Instants(params string[] names) => SealedColumn.Of(SealedKind.Instant, names);

    private static IReadOnlyList<SealedColumn> Dates(params string[] names) => SealedColumn.Of(SealedKind.Date, names);
}
