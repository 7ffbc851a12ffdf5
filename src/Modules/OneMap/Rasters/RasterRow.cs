using Guotu.Crypto;
using Guotu.Database.Rows;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;
using Guotu.OneMap.Store;

namespace Guotu.OneMap.Rasters;

/// <summary>A row of <c>om_raster_revision</c>, whose MAC covers all of it.</summary>
internal sealed record RasterRow : IProvedRow
{
    public static readonly ProtectedTable Table = new(
        "om_raster_revision",
        "revision_id",
        [
            "raster_code", "revision_no", "committed_utc", "as_of_date", "source_text", "raster_kind", "vertical_datum", "epsg_code", "origin_east", "origin_north", "cell_east",
            "cell_north", "column_count", "row_count", "filled_count", "content_digest", "file_digest", "file_size", "user_id", "user_name", "is_demonstration", "owner_org_id",
            "region_code", "origin_node", "label_level", "label_category",
        ],
        new HashSet<string>(),
        "row_mac");

    public long RevisionId { get; init; }

    public string RasterCode { get; init; } = string.Empty;

    public int RevisionNo { get; init; }

    public Instant CommittedUtc { get; init; }

    public DateOnly AsOfDate { get; init; }

    public string SourceText { get; init; } = string.Empty;

    public string RasterKind { get; init; } = string.Empty;

    public string VerticalDatum { get; init; } = string.Empty;

    public int EpsgCode { get; init; }

    public long OriginEast { get; init; }

    public long OriginNorth { get; init; }

    public long CellEast { get; init; }

    public long CellNorth { get; init; }

    public int ColumnCount { get; init; }

    public int RowCount { get; init; }

    public long FilledCount { get; init; }

    public string ContentDigest { get; init; } = string.Empty;

    public string FileDigest { get; init; } = string.Empty;

    public long FileSize { get; init; }

    public long UserId { get; init; }

    public string UserName { get; init; } = string.Empty;

    public int IsDemonstration { get; init; }

    public long OwnerOrgId { get; init; }

    public string RegionCode { get; init; } = string.Empty;

    public string OriginNode { get; init; } = string.Empty;

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

    public string? RowMac { get; init; }

    public IReadOnlyList<RowValue> Values =>
    [
        RowValue.Kept("raster_code", RasterCode),
        RowValue.Of("revision_no", RevisionNo),
        RowValue.Of("committed_utc", CommittedUtc),
        RowValue.Of("as_of_date", AsOfDate),
        RowValue.Kept("source_text", SourceText),
        RowValue.Kept("raster_kind", RasterKind),
        RowValue.Kept("vertical_datum", VerticalDatum),
        RowValue.Of("epsg_code", EpsgCode),
        RowValue.Of("origin_east", OriginEast),
        RowValue.Of("origin_north", OriginNorth),
        RowValue.Of("cell_east", CellEast),
        RowValue.Of("cell_north", CellNorth),
        RowValue.Of("column_count", ColumnCount),
        RowValue.Of("row_count", RowCount),
        RowValue.Of("filled_count", FilledCount),
        RowValue.Kept("content_digest", ContentDigest),
        RowValue.Kept("file_digest", FileDigest),
        RowValue.Of("file_size", FileSize),
        RowValue.Of("user_id", UserId),
        RowValue.Kept("user_name", UserName),
        RowValue.Of("is_demonstration", IsDemonstration),
        RowValue.Of("owner_org_id", OwnerOrgId),
        RowValue.Kept("region_code", RegionCode),
        RowValue.Kept("origin_node", OriginNode),
        RowValue.Of("label_level", LabelLevel),
        RowValue.Of("label_category", LabelCategory),
    ];

    public RasterRevision ToRevision() => new()
    {
        RasterCode = RasterCode,
        Number = RevisionNo,
        CommittedAt = CommittedUtc,
        AsOf = AsOfDate,
        Source = SourceText,
        Kind = RasterKind == nameof(Geo.StoredRasters.RasterKind.Imagery) ? Geo.StoredRasters.RasterKind.Imagery : Geo.StoredRasters.RasterKind.Elevation,
        Place = new RasterPlace(EpsgCode, OriginEast, OriginNorth, CellEast, CellNorth, ColumnCount, RowCount),
        FilledCells = FilledCount,
        ContentDigest = Sm3Digest.TryParse(ContentDigest, out var digest) ? digest : default,
        FileDigest = FileDigest,
        FileSize = FileSize,
        CommittedBy = UserName,
        Demonstration = IsDemonstration == 1,
        Label = SecurityLabel.OfRow(LabelLevel, LabelCategory),
    };
}
