using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>A task of a case as a row (任务).</summary>
internal sealed class TaskRow
{
    public const string Columns =
        """
        t.task_id, t.case_id, t.work_no, t.node_id, t.node_name, t.member_name, t.post_code, t.section_code, t.state_code, t.arrived_utc,
        t.from_name, t.claimed_by, t.claimed_name, t.claimed_utc, t.lease_utc, t.done_utc, t.done_by, t.done_name, t.outcome_key, t.row_version
        """;

    public long TaskId { get; init; }

    public long CaseId { get; init; }

    public int WorkNo { get; init; }

    public string NodeId { get; init; } = string.Empty;

    public string NodeName { get; init; } = string.Empty;

    public string? MemberName { get; init; }

    public string PostCode { get; init; } = string.Empty;

    public string? SectionCode { get; init; }

    public string StateCode { get; init; } = string.Empty;

    public Instant ArrivedUtc { get; init; }

    public string FromName { get; init; } = string.Empty;

    public long? ClaimedBy { get; init; }

    public string? ClaimedName { get; init; }

    public Instant? ClaimedUtc { get; init; }

    public Instant? LeaseUtc { get; init; }

    public Instant? DoneUtc { get; init; }

    public long? DoneBy { get; init; }

    public string? DoneName { get; init; }

    public string? OutcomeKey { get; init; }

    public int RowVersion { get; init; }

    public bool IsOpen => StateCode == Open;

    public const string Open = "OPEN";

    /// <summary>Step name with the countersigner's section, as lists show it.</summary>
    public string Title => MemberName is { } member ? $"{NodeName}({member})" : NodeName;

    public bool IsClaimedAt(Instant now) => ClaimedBy is not null && LeaseUtc is { } lease && lease > now;
}
