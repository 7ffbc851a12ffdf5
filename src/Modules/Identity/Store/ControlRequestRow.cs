using System.Text.Json.Serialization;
using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_control_request</c>, whose MAC covers all of it but the turn number.</summary>
internal sealed record ControlRequestRow
{
    public static readonly ProtectedTable Table = new(
        "id_control_request",
        "request_id",
        [
            "kind_code", "subject_text", "summary_text", "parameters_json", "parameters_hex", "reason_text", "person_id", "asked_by", "asked_name",
            "asked_utc", "expires_utc", "state_code", "decided_by", "decided_name", "decided_utc", "decision_text", "done_utc",
        ],
        new HashSet<string>(),
        "row_mac");

    public long RequestId { get; init; }

    public string KindCode { get; init; } = string.Empty;

    public string SubjectText { get; init; } = string.Empty;

    public string SummaryText { get; init; } = string.Empty;

    public string ParametersJson { get; init; } = string.Empty;

    public string ParametersHex { get; init; } = string.Empty;

    public string ReasonText { get; init; } = string.Empty;

    public long? PersonId { get; init; }

    public long AskedBy { get; init; }

    public string AskedName { get; init; } = string.Empty;

    public Instant AskedUtc { get; init; }

    public Instant ExpiresUtc { get; init; }

    public string StateCode { get; init; } = StoredState.Open;

    public long? DecidedBy { get; init; }

    public string? DecidedName { get; init; }

    public Instant? DecidedUtc { get; init; }

    public string? DecisionText { get; init; }

    public Instant? DoneUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    [JsonIgnore]
    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("kind_code", KindCode),
        RowValue.Of("subject_text", SubjectText),
        RowValue.Of("summary_text", SummaryText),
        RowValue.Of("parameters_json", ParametersJson),
        RowValue.Of("parameters_hex", ParametersHex),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("person_id", PersonId),
        RowValue.Of("asked_by", AskedBy),
        RowValue.Of("asked_name", AskedName),
        RowValue.Of("asked_utc", AskedUtc),
        RowValue.Of("expires_utc", ExpiresUtc),
        RowValue.Of("state_code", StateCode),
        RowValue.Of("decided_by", DecidedBy),
        RowValue.Of("decided_name", DecidedName),
        RowValue.Of("decided_utc", DecidedUtc),
        RowValue.Of("decision_text", DecisionText),
        RowValue.Of("done_utc", DoneUtc),
    ];
}

/// <summary>States of a request as they are stored; that its time is over follows from the clock.</summary>
internal static class StoredState
{
    public const string Open = "OPEN";
    public const string Approved = "APPROVED";
    public const string Done = "DONE";
    public const string Rejected = "REJECTED";
    public const string Withdrawn = "WITHDRAWN";
}
