using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Approval.Store;

/// <summary>A whole row of <c>ap_opinion</c>; the MAC covers all of it.</summary>
internal sealed class StoredOpinion
{
    public static readonly ProtectedTable Table = new(
        "ap_opinion",
        "opinion_id",
        [
            "case_id", "task_id", "given_utc", "by_user_id", "by_name", "post_name", "node_id", "node_name", "action_key", "action_name", "opinion_text",
        ],
        new HashSet<string>(),
        "row_mac");

    public long OpinionId { get; init; }

    public long CaseId { get; init; }

    public long? TaskId { get; init; }

    public Instant GivenUtc { get; init; }

    public long ByUserId { get; init; }

    public string ByName { get; init; } = string.Empty;

    public string PostName { get; init; } = string.Empty;

    public string NodeId { get; init; } = string.Empty;

    public string NodeName { get; init; } = string.Empty;

    public string ActionKey { get; init; } = string.Empty;

    public string ActionName { get; init; } = string.Empty;

    public string? OpinionText { get; init; }

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("case_id", CaseId),
        RowValue.Of("task_id", TaskId),
        RowValue.Of("given_utc", GivenUtc),
        RowValue.Of("by_user_id", ByUserId),
        RowValue.Kept("by_name", ByName),
        RowValue.Kept("post_name", PostName),
        RowValue.Of("node_id", NodeId),
        RowValue.Kept("node_name", NodeName),
        RowValue.Of("action_key", ActionKey),
        RowValue.Kept("action_name", ActionName),
        RowValue.Kept("opinion_text", OpinionText),
    ];
}
