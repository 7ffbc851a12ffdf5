using Guotu.Crypto;
using Guotu.Geo.StoredRasters;
using Guotu.Kernel.Labels;
using Guotu.Kernel.Time;
using Guotu.OneMap.Contracts;

namespace Guotu.OneMap.Rasters;

/// <summary>A row of <c>om_raster_revision</c>.</summary>
internal sealed class RasterRow
{
    public string RasterCode { get; init; } = string.Empty;

    public int RevisionNo { get; init; }

    public Instant CommittedUtc { get; init; }

    public DateOnly AsOfDate { get; init; }

    public string SourceText { get; init; } = string.Empty;

    public string RasterKind { get; init; } = string.Empty;

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

    public string UserName { get; init; } = string.Empty;

    public int IsDemonstration { get; init; }

    public int LabelLevel { get; init; }

    public string? LabelCategory { get; init; }

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
