using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>The row of a case (办件).</summary>
internal sealed class CaseRow
{
    public const string Columns =
        """
        c.case_id, c.matter_code, c.matter_name, c.receipt_number, c.case_number, c.project_id, c.project_name, c.state_code, c.step_name, c.town_name,
        c.parcel_digest, c.parcel_file, c.parcel_axis, c.parcel_zone, c.parcel_layer, c.parcel_crs, c.promised_days, c.statutory_days, c.extension_days,
        c.clock_code, c.promised_due, c.review_id, c.overall_code, c.conflict_count, c.undetermined_count, c.blocks_issue,
        c.received_utc, c.received_by, c.received_name, c.accepted_on, c.decided_utc, c.note_text, c.row_version, c.owner_org_id, c.region_code,
        c.label_level, c.label_category
        """;

    public long CaseId { get; init; }

    public string MatterCode { get; init; } = string.Empty;

    public string MatterName { get; init; } = string.Empty;

    public string ReceiptNumber { get; init; } = string.Empty;

    public string? CaseNumber { get; set; }

    public long ProjectId { get; init; }

    public string ProjectName { get; init; } = string.Empty;

    public string StateCode { get; set; } = string.Empty;

    public string? StepName { get; set; }

    public string? TownName { get; set; }

    public string ParcelDigest { get; set; } = string.Empty;

    public string ParcelFile { get; set; } = string.Empty;

    public string ParcelAxis { get; set; } = string.Empty;

    public int? ParcelZone { get; set; }

    public string? ParcelLayer { get; set; }

    public string ParcelCrs { get; set; } = string.Empty;

    public int PromisedDays { get; init; }

    public int StatutoryDays { get; init; }

    public int ExtensionDays { get; init; }

    public string ClockCode { get; set; } = ClockNone;

    public DateOnly? PromisedDue { get; set; }

    public long ReviewId { get; set; }

    public string OverallCode { get; set; } = string.Empty;

    public int ConflictCount { get; set; }

    public int UndeterminedCount { get; set; }

    public bool BlocksIssue { get; set; }

    public Instant ReceivedUtc { get; init; }

    public long ReceivedBy { get; init; }

    public string ReceivedName { get; init; } = string.Empty;

    public DateOnly? AcceptedOn { get; set; }

    public Instant? DecidedUtc { get; set; }

    public string? NoteText { get; init; }

    public int RowVersion { get; set; }

    public int LabelLevel { get; set; } = LabelScheme.Shipped.Records.Level;

    public string? LabelCategory { get; set; }

    public SecurityLabel Label => SecurityLabel.OfRow(LabelLevel, LabelCategory);

    /// <summary>What was read for the case raises its label; nothing lowers it.</summary>
    public void Raise(SecurityLabel label)
    {
        var joined = Label.Join(label);
        (LabelLevel, LabelCategory) = (joined.Level, joined.CategoryText);
    }

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; set; } = string.Empty;

    public bool HasEnded => StateCode is CaseStates.Archived or CaseStates.Rejected or CaseStates.Withdrawn;

    public const string ClockNone = "NONE";
}

/// <summary>States of a case (办件状态), as the API names them.</summary>
public static class CaseStates
{
    public const string Intake = "intake";
    public const string Accepted = "accepted";
    public const string Correction = "correction";
    public const string InProgress = "inProgress";
    public const string Decided = "decided";
    public const string Issued = "issued";
    public const string Archived = "archived";
    public const string Rejected = "rejected";
    public const string Withdrawn = "withdrawn";
    public const string Suspended = "suspended";

    /// <summary>Chinese name for messages.</summary>
    public static string Title(string state) => state switch
    {
        Intake => "收件",
        Accepted => "受理",
        Correction => "补正中",
        InProgress => "在办",
        Decided => "已决定",
        Issued => "已发证",
        Archived => "归档办结",
        Rejected => "不予受理或不予批准",
        Withdrawn => "撤回",
        Suspended => "挂起",
        _ => state,
    };
}
