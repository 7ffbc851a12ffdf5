using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Store;

/// <summary>A row of <c>om_revision</c>, whose MAC covers all of it: what the data is, of what day, and under which label.</summary>
internal sealed record RevisionRow : IProvedRow
{
    public static readonly ProtectedTable Table = new(
        "om_revision",
        "revision_id",
        [
            "layer_code", "revision_no", "committed_utc", "as_of_date", "source_text", "feature_count", "content_digest", "rows_digest", "column_text", "caller_key", "user_id",
            "user_name", "is_demonstration", "empty_digest", "empty_document", "empty_until", "owner_org_id", "region_code", "origin_node", "label_level", "label_category",
        ],
        new HashSet<string>(),
        "row_mac");

    public long RevisionId { get; init; }

    public string LayerCode { get; init; } = string.Empty;

    public int RevisionNo { get; init; }

    public Instant CommittedUtc { get; init; }

    public DateOnly AsOfDate { get; init; }

    public string SourceText { get; init; } = string.Empty;

    public int FeatureCount { get; init; }

    public string ContentDigest { get; init; } = string.Empty;

    public string RowsDigest { get; init; } = string.Empty;

    public string ColumnText { get; init; } = string.Empty;

    public string CallerKey { get; init; } = string.Empty;

    public long UserId { get; init; }

    public string UserName { get; init; } = string.Empty;

    public int IsDemonstration { get; init; }

    public string? EmptyDigest { get; init; }

    public string? EmptyDocument { get; init; }

    public DateOnly? EmptyUntil { get; init; }

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; init; } = string.Empty;

    public string OriginNode { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public string? RowMac { get; init; }

    /// <summary>Number of the layer's newest revision, read by the same statement; no column of the row.</summary>
    public int NewestNo { get; init; }

    /// <summary>Fields that the snapshot holds, in their order.</summary>
    public IReadOnlyList<string> Columns => ColumnText.Split(',');

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Kept("layer_code", LayerCode),
        RowValue.Of("revision_no", RevisionNo),
        RowValue.Of("committed_utc", CommittedUtc),
        RowValue.Of("as_of_date", AsOfDate),
        RowValue.Kept("source_text", SourceText),
        RowValue.Of("feature_count", FeatureCount),
        RowValue.Kept("content_digest", ContentDigest),
        RowValue.Kept("rows_digest", RowsDigest),
        RowValue.Kept("column_text", ColumnText),
        RowValue.Kept("caller_key", CallerKey),
        RowValue.Of("user_id", UserId),
        RowValue.Kept("user_name", UserName),
        RowValue.Of("is_demonstration", IsDemonstration),
        RowValue.Of("empty_digest", EmptyDigest),
        RowValue.Of("empty_document", EmptyDocument),
        RowValue.Of("empty_until", EmptyUntil),
        RowValue.Of("owner_org_id", OwnerOrgId),
        RowValue.Kept("region_code", RegionCode),
        RowValue.Kept("origin_node", OriginNode),
        RowValue.Of("label_level", LabelLevel),
        RowValue.Of("label_category", LabelCategory),
    ];

    public LayerRevision ToRevision() => new()
    {
        LayerCode = LayerCode,
        Number = RevisionNo,
        CommittedAt = CommittedUtc,
        AsOf = AsOfDate,
        Source = SourceText,
        FeatureCount = FeatureCount,
        ContentDigest = Sm3Digest.TryParse(ContentDigest, out var digest) ? digest : default,
        CommittedBy = UserName,
        DeclaredEmpty = EmptyUntil is { } until ? new EmptyDeclaration(EmptyDigest ?? string.Empty, EmptyDocument ?? string.Empty, until) : null,
        Demonstration = IsDemonstration == 1,
        Label = SecurityLabel.OfRow(LabelLevel, LabelCategory),
    };
}
