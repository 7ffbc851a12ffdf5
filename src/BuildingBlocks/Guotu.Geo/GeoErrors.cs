using Guotu.Kernel.Results;

namespace Guotu.Geo;

/// <summary>Refusals (GEO-0001 …) and warnings (GEO-0101 …) of the spatial building block.</summary>
public static class GeoErrors
{
    public static readonly ErrorCode NotText = new("GEO-0001");
    public static readonly ErrorCode FileTooLarge = new("GEO-0002");
    public static readonly ErrorCode NoParcels = new("GEO-0003");

    /// <summary>A ring crosses itself (自相交); the meaning of this code is fixed.</summary>
    public static readonly ErrorCode RingCrossesItself = new("GEO-0004");
    public static readonly ErrorCode RingTooFewPoints = new("GEO-0005");
    public static readonly ErrorCode RingTouchesItself = new("GEO-0006");
    public static readonly ErrorCode RingSpike = new("GEO-0007");
    public static readonly ErrorCode RingZeroArea = new("GEO-0008");
    public static readonly ErrorCode RingsOverlap = new("GEO-0009");
    public static readonly ErrorCode TooManyVertices = new("GEO-0010");

    /// <summary>The file names no coordinate system; the meaning of this code is fixed.</summary>
    public static readonly ErrorCode NoCoordinateSystem = new("GEO-0011");
    public static readonly ErrorCode AxesExchanged = new("GEO-0012");
    public static readonly ErrorCode OtherDatum = new("GEO-0013");
    public static readonly ErrorCode WrongZone = new("GEO-0014");
    public static readonly ErrorCode ZoneContradiction = new("GEO-0015");
    public static readonly ErrorCode ZoneUnknown = new("GEO-0016");
    public static readonly ErrorCode NotANumber = new("GEO-0017");
    public static readonly ErrorCode PointRowMalformed = new("GEO-0018");
    public static readonly ErrorCode HeadMalformed = new("GEO-0019");
    public static readonly ErrorCode CoordinateOutOfRange = new("GEO-0020");
    public static readonly ErrorCode MixedCoordinates = new("GEO-0021");
    public static readonly ErrorCode EncodingUnknown = new("GEO-0022");
    public static readonly ErrorCode PointBeforeParcel = new("GEO-0023");
    public static readonly ErrorCode ParcelWithoutPoints = new("GEO-0024");
    public static readonly ErrorCode NotAnAreaFigure = new("GEO-0025");
    public static readonly ErrorCode TooComplex = new("GEO-0026");
    public static readonly ErrorCode HeaderValueUnusable = new("GEO-0027");
    public static readonly ErrorCode AxesContradiction = new("GEO-0028");
    public static readonly ErrorCode LineTooLong = new("GEO-0029");
    public static readonly ErrorCode OverlayFailed = new("GEO-0030");
    public static readonly ErrorCode FigureInvalid = new("GEO-0031");
    public static readonly ErrorCode SnapshotDamaged = new("GEO-0032");
    public static readonly ErrorCode SnapshotMissing = new("GEO-0033");
    public static readonly ErrorCode EdgeTooLong = new("GEO-0034");
    public static readonly ErrorCode SnapshotNameDiffers = new("GEO-0035");
    public static readonly ErrorCode WkbMalformed = new("GEO-0036");
    public static readonly ErrorCode OffGrid = new("GEO-0037");
    public static readonly ErrorCode SnapshotContentUnusable = new("GEO-0038");
    public static readonly ErrorCode ZonesDiffer = new("GEO-0039");
    public static readonly ErrorCode TooWide = new("GEO-0060");
    public static readonly ErrorCode OverlaysDisagree = new("GEO-0061");
    public static readonly ErrorCode ProposalOutdated = new("GEO-0062");

    /// <summary>A change of datum for which nobody has entered parameters: none is built in.</summary>
    public static readonly ErrorCode DatumShiftMissing = new("GEO-0063");
    public static readonly ErrorCode Gcj02Declared = new("GEO-0064");
    public static readonly ErrorCode Gcj02Suspected = new("GEO-0065");
    public static readonly ErrorCode VerticalDatumsDiffer = new("GEO-0066");
    public static readonly ErrorCode DisplayOnly = new("GEO-0067");
    public static readonly ErrorCode ShiftUnusable = new("GEO-0068");
    public static readonly ErrorCode ClosureExceedsLimit = new("GEO-0069");
    public static readonly ErrorCode AdjustmentUnusable = new("GEO-0070");
    public static readonly ErrorCode RasterRefused = new("GEO-0090");
    public static readonly ErrorCode RasterDamaged = new("GEO-0091");
    public static readonly ErrorCode RasterNameDiffers = new("GEO-0092");
    public static readonly ErrorCode RasterWindowRefused = new("GEO-0093");
    public static readonly ErrorCode TerrainTooLarge = new("GEO-0094");

    /// <summary>A buffer that can not be drawn as asked.</summary>
    public static readonly ErrorCode BufferUnusable = new("GEO-0080");

    public static readonly ErrorCode WarnPointCount = new("GEO-0101");
    public static readonly ErrorCode WarnHeadMarkMissing = new("GEO-0102");
    public static readonly ErrorCode WarnRingNotClosed = new("GEO-0103");
    public static readonly ErrorCode WarnFullWidth = new("GEO-0104");
    public static readonly ErrorCode WarnRingIsPart = new("GEO-0105");
    public static readonly ErrorCode WarnAreaInSquareMetres = new("GEO-0106");
    public static readonly ErrorCode WarnAreaDiffers = new("GEO-0107");
    public static readonly ErrorCode WarnRepeatedPoint = new("GEO-0108");
    public static readonly ErrorCode WarnSectionMissing = new("GEO-0109");
    public static readonly ErrorCode WarnParcelMerged = new("GEO-0110");
    public static readonly ErrorCode WarnParcelsOverlap = new("GEO-0111");
    public static readonly ErrorCode WarnDecimalsRounded = new("GEO-0112");
    public static readonly ErrorCode WarnAxesSwapped = new("GEO-0113");
    public static readonly ErrorCode WarnRingRestarted = new("GEO-0114");
    public static readonly ErrorCode WarnNoPrefix = new("GEO-0115");
    public static readonly ErrorCode WarnZoneConfirmed = new("GEO-0116");
    public static readonly ErrorCode WarnRingIsHole = new("GEO-0117");
    public static readonly ErrorCode WarnFromDegrees = new("GEO-0118");
    public static readonly ErrorCode WarnMoreLeftOut = new("GEO-0119");
}
