using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Database.Rows;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Portal;

/// <summary>A change of the portal of a role, a row of <c>id_portal_change</c> whose MAC covers all of it (门户装配的修改).</summary>
internal sealed class PortalChangeRow
{
    public static readonly ProtectedTable Table = new(
        "id_portal_change",
        "change_id",
        ["role_code", "version_no", "layout_json", "reason_text", "changed_by", "changed_name", "changed_utc"],
        new HashSet<string>(),
        "row_mac");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long ChangeId { get; init; }

    public string RoleCode { get; init; } = string.Empty;

    public int VersionNo { get; init; }

    public string? LayoutJson { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public long ChangedBy { get; init; }

    public string ChangedName { get; init; } = string.Empty;

    public Instant ChangedUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    /// <summary>Null where the portal is as delivered.</summary>
    public IReadOnlyList<PortalItem>? Items => LayoutJson is null ? null : JsonSerializer.Deserialize<List<PortalItem>>(LayoutJson, Json);

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("role_code", RoleCode),
        RowValue.Of("version_no", VersionNo),
        RowValue.Of("layout_json", LayoutJson),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("changed_by", ChangedBy),
        RowValue.Of("changed_name", ChangedName),
        RowValue.Of("changed_utc", ChangedUtc),
    ];

    public static string TextOf(IReadOnlyList<PortalItem> items) => JsonSerializer.Serialize(items, Json);
}
