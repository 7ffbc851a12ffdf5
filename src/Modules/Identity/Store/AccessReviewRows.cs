using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_access_review</c>, whose MAC covers all of it but the turn number.</summary>
internal sealed record AccessReviewRow
{
    public const string Open = "OPEN";
    public const string Signed = "SIGNED";

    public static readonly ProtectedTable Table = new(
        "id_access_review",
        "review_id",
        ["org_id", "org_name", "opened_by", "opened_name", "opened_utc", "due_on", "state_code", "signed_by", "signed_name", "signed_utc", "result_hex"],
        new HashSet<string>(),
        "row_mac");

    public long ReviewId { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = string.Empty;

    public long OpenedBy { get; init; }

    public string OpenedName { get; init; } = string.Empty;

    public Instant OpenedUtc { get; init; }

    public DateOnly DueOn { get; init; }

    public string StateCode { get; init; } = Open;

    public long? SignedBy { get; init; }

    public string? SignedName { get; init; }

    public Instant? SignedUtc { get; init; }

    public string? ResultHex { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("org_id", OrgId),
        RowValue.Of("org_name", OrgName),
        RowValue.Of("opened_by", OpenedBy),
        RowValue.Of("opened_name", OpenedName),
        RowValue.Of("opened_utc", OpenedUtc),
        RowValue.Of("due_on", DueOn),
        RowValue.Of("state_code", StateCode),
        RowValue.Of("signed_by", SignedBy),
        RowValue.Of("signed_name", SignedName),
        RowValue.Of("signed_utc", SignedUtc),
        RowValue.Of("result_hex", ResultHex),
    ];
}

/// <summary>A row of <c>id_access_line</c>, whose MAC covers all of it.</summary>
internal sealed record AccessLineRow
{
    public const string Open = "OPEN";
    public const string Kept = "KEPT";
    public const string Withdrawn = "WITHDRAWN";

    public static readonly ProtectedTable Table = new(
        "id_access_line",
        "line_id",
        [
            "review_id", "user_id", "account_name", "user_name", "posts_text", "role_code", "role_name", "scope_text", "granted_name", "granted_utc", "until_on",
            "login_utc", "act_utc", "template_code", "verdict_code", "note_text", "decided_by", "decided_name", "decided_utc",
        ],
        new HashSet<string>(),
        "row_mac");

    public long LineId { get; init; }

    public long ReviewId { get; init; }

    public long UserId { get; init; }

    public string AccountName { get; init; } = string.Empty;

    public string UserName { get; init; } = string.Empty;

    public string? PostsText { get; init; }

    public string RoleCode { get; init; } = string.Empty;

    public string RoleName { get; init; } = string.Empty;

    public string ScopeText { get; init; } = string.Empty;

    public string GrantedName { get; init; } = string.Empty;

    public Instant GrantedUtc { get; init; }

    public DateOnly? UntilOn { get; init; }

    public Instant? LoginUtc { get; init; }

    public Instant? ActUtc { get; init; }

    public string TemplateCode { get; init; } = "NONE";

    public string VerdictCode { get; init; } = Open;

    public string? NoteText { get; init; }

    public long? DecidedBy { get; init; }

    public string? DecidedName { get; init; }

    public Instant? DecidedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("review_id", ReviewId),
        RowValue.Of("user_id", UserId),
        RowValue.Of("account_name", AccountName),
        RowValue.Of("user_name", UserName),
        RowValue.Of("posts_text", PostsText),
        RowValue.Of("role_code", RoleCode),
        RowValue.Of("role_name", RoleName),
        RowValue.Of("scope_text", ScopeText),
        RowValue.Of("granted_name", GrantedName),
        RowValue.Of("granted_utc", GrantedUtc),
        RowValue.Of("until_on", UntilOn),
        RowValue.Of("login_utc", LoginUtc),
        RowValue.Of("act_utc", ActUtc),
        RowValue.Of("template_code", TemplateCode),
        RowValue.Of("verdict_code", VerdictCode),
        RowValue.Of("note_text", NoteText),
        RowValue.Of("decided_by", DecidedBy),
        RowValue.Of("decided_name", DecidedName),
        RowValue.Of("decided_utc", DecidedUtc),
    ];
}
