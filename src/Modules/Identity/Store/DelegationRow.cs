using System.Text.Json.Serialization;
using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_delegation</c>, whose MAC covers all of it.</summary>
internal sealed record DelegationRow
{
    public const string Asked = "ASKED";
    public const string Active = "ACTIVE";
    public const string Refused = "REFUSED";
    public const string Ended = "ENDED";

    public static readonly ProtectedTable Table = new(
        "id_delegation",
        "delegation_id",
        ["from_user", "to_user", "roles_text", "posts_text", "until_on", "reason_text", "asked_utc", "state_code", "decided_by", "decided_utc", "ended_by", "ended_utc"],
        new HashSet<string>(),
        "row_mac");

    public long DelegationId { get; init; }

    public long FromUser { get; init; }

    public long ToUser { get; init; }

    public string? RolesText { get; init; }

    public string? PostsText { get; init; }

    public DateOnly UntilOn { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public Instant AskedUtc { get; init; }

    public string StateCode { get; init; } = Asked;

    public long? DecidedBy { get; init; }

    public Instant? DecidedUtc { get; init; }

    public long? EndedBy { get; init; }

    public Instant? EndedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    [JsonIgnore]
    public IReadOnlyList<string> Roles => Split(RolesText);

    [JsonIgnore]
    public IReadOnlyList<string> Posts => Split(PostsText);

    [JsonIgnore]
    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("from_user", FromUser),
        RowValue.Of("to_user", ToUser),
        RowValue.Of("roles_text", RolesText),
        RowValue.Of("posts_text", PostsText),
        RowValue.Of("until_on", UntilOn),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("asked_utc", AskedUtc),
        RowValue.Of("state_code", StateCode),
        RowValue.Of("decided_by", DecidedBy),
        RowValue.Of("decided_utc", DecidedUtc),
        RowValue.Of("ended_by", EndedBy),
        RowValue.Of("ended_utc", EndedUtc),
    ];

    public bool IsOver(DateOnly today) => UntilOn < today;

    private static string[] Split(string? text) => string.IsNullOrEmpty(text) ? [] : text.Split(',');
}
