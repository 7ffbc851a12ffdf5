using Guotu.Database.Rows;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Store;

/// <summary>A row of <c>id_clearance</c>, whose MAC covers all of it.</summary>
internal sealed class ClearanceRow
{
    public static readonly ProtectedTable Table = new(
        "id_clearance", "user_id", ["label_level", "label_category", "reason_text", "set_by", "set_utc"], new HashSet<string>(), "row_mac");

    public long UserId { get; init; }

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public long SetBy { get; init; }

    public Instant SetUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public SecurityLabel Label => SecurityLabel.OfRow(LabelLevel, LabelCategory);

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("label_level", LabelLevel),
        RowValue.Of("label_category", LabelCategory),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("set_by", SetBy),
        RowValue.Of("set_utc", SetUtc),
    ];
}
