using Guotu.Database.Rows;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;

namespace Guotu.MapPublishing.Labels;

/// <summary>A row of <c>mp_label</c>, whose MAC covers all of it.</summary>
internal sealed class LabelRow
{
    public static readonly ProtectedTable Table = new(
        "mp_label", "label_id", ["layer_code", "label_level", "label_category", "reason_text", "set_by", "set_name", "set_utc"], new HashSet<string>(), "row_mac");

    public long LabelId { get; init; }

    public string LayerCode { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public string ReasonText { get; init; } = string.Empty;

    public long SetBy { get; init; }

    public string SetName { get; init; } = string.Empty;

    public Instant SetUtc { get; init; }

    public string RowMac { get; init; } = string.Empty;

    public SecurityLabel Label => SecurityLabel.OfRow(LabelLevel, LabelCategory);

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Of("layer_code", LayerCode),
        RowValue.Of("label_level", LabelLevel),
        RowValue.Of("label_category", LabelCategory),
        RowValue.Of("reason_text", ReasonText),
        RowValue.Of("set_by", SetBy),
        RowValue.Of("set_name", SetName),
        RowValue.Of("set_utc", SetUtc),
    ];
}

/// <summary>The one row of <c>mp_label_book</c>: it closes over all labels, so that one removed behind the application's back is noticed.</summary>
internal sealed class BookRow
{
    public const long OnlyId = 1;

    public static readonly ProtectedTable Table = new("mp_label_book", "book_id", ["version_no", "label_digest"], new HashSet<string>(), "row_mac");

    public long BookId { get; init; } = OnlyId;

    public long VersionNo { get; init; }

    public string LabelDigest { get; init; } = string.Empty;

    public string RowMac { get; init; } = string.Empty;

    public IReadOnlyList<RowValue> Values => [RowValue.Of("version_no", VersionNo), RowValue.Of("label_digest", LabelDigest)];
}
