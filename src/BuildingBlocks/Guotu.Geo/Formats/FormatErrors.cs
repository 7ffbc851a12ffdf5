using Guotu.Kernel.Results;

namespace Guotu.Geo.Formats;

/// <summary>Refusals (FMT-0001 …), warnings (FMT-0101 …) and losses (FMT-0201 …) of reading and writing files.</summary>
public static class FormatErrors
{
    public static readonly ErrorCode FormatUnknown = new("FMT-0001");
    public static readonly ErrorCode FormatContradiction = new("FMT-0002");
    public static readonly ErrorCode FileTooLarge = new("FMT-0003");
    public static readonly ErrorCode EncodingDoubtful = new("FMT-0004");
    public static readonly ErrorCode EncodingBroken = new("FMT-0005");
    public static readonly ErrorCode EncodingContradiction = new("FMT-0006");
    public static readonly ErrorCode CrsMissing = new("FMT-0007");
    public static readonly ErrorCode CrsContradiction = new("FMT-0008");
    public static readonly ErrorCode LayerNotChosen = new("FMT-0009");
    public static readonly ErrorCode LayerMissing = new("FMT-0010");
    public static readonly ErrorCode AxesContradiction = new("FMT-0011");
    public static readonly ErrorCode CrsUnusable = new("FMT-0012");
    public static readonly ErrorCode ImpliedWgs84 = new("FMT-0013");

    /// <summary>A file ends before it should.</summary>
    public static readonly ErrorCode Truncated = new("FMT-0020");
    public static readonly ErrorCode StructureBroken = new("FMT-0021");
    public static readonly ErrorCode RecordBroken = new("FMT-0022");
    public static readonly ErrorCode RingBroken = new("FMT-0023");
    public static readonly ErrorCode ValueBroken = new("FMT-0024");
    public static readonly ErrorCode LineBroken = new("FMT-0025");
    public static readonly ErrorCode NotCarried = new("FMT-0026");
    public static readonly ErrorCode TooComplex = new("FMT-0027");
    public static readonly ErrorCode NoFeatures = new("FMT-0028");

    public static readonly ErrorCode ArchiveRefused = new("FMT-0030");
    public static readonly ErrorCode ArchiveWithoutData = new("FMT-0031");
    public static readonly ErrorCode ArchiveWithSeveral = new("FMT-0032");

    public static readonly ErrorCode GdalMissing = new("FMT-0040");
    public static readonly ErrorCode GdalDriverMissing = new("FMT-0041");
    public static readonly ErrorCode GdalFailed = new("FMT-0042");

    /// <summary>As many files are being read as may be at once.</summary>
    public static readonly ErrorCode ReadersBusy = new("FMT-0043");

    public static readonly ErrorCode WindowRefused = new("FMT-0070");
    public static readonly ErrorCode WriteTooLarge = new("FMT-0050");
    public static readonly ErrorCode WriteUnsupported = new("FMT-0051");

    public static readonly ErrorCode NotAParcelFigure = new("FMT-0060");
    public static readonly ErrorCode ParcelsMissing = new("FMT-0061");
    public static readonly ErrorCode ParcelFigureBroken = new("FMT-0062");

    public static readonly ErrorCode WarnPartFileMissing = new("FMT-0101");
    public static readonly ErrorCode WarnRingRole = new("FMT-0102");
    public static readonly ErrorCode WarnRingNotClosed = new("FMT-0103");
    public static readonly ErrorCode WarnTextCut = new("FMT-0104");
    public static readonly ErrorCode WarnNotRead = new("FMT-0105");
    public static readonly ErrorCode WarnEncodingNotStandard = new("FMT-0106");
    public static readonly ErrorCode WarnCrsConfirmed = new("FMT-0107");
    public static readonly ErrorCode WarnHeightIgnored = new("FMT-0108");
    public static readonly ErrorCode WarnOffGrid = new("FMT-0109");
    public static readonly ErrorCode WarnArcsAsChords = new("FMT-0110");

    /// <summary>Closed lines of a drawing that were read as holes of others.</summary>
    public static readonly ErrorCode WarnDrawnHoles = new("FMT-0112");

    /// <summary>Something that the file holds and the layer does not.</summary>
    public static readonly ErrorCode WarnNotStored = new("FMT-0111");

    public static readonly ErrorCode LossFieldRenamed = new("FMT-0201");
    public static readonly ErrorCode LossFieldLeftOut = new("FMT-0202");
    public static readonly ErrorCode LossTextCut = new("FMT-0203");
    public static readonly ErrorCode LossTextChanged = new("FMT-0204");
    public static readonly ErrorCode LossEmptyText = new("FMT-0205");
    public static readonly ErrorCode LossTypeChanged = new("FMT-0206");
    public static readonly ErrorCode LossNumber = new("FMT-0207");
    public static readonly ErrorCode LossHeight = new("FMT-0208");
    public static readonly ErrorCode LossMeasure = new("FMT-0209");
    public static readonly ErrorCode LossFeatureLeftOut = new("FMT-0210");
    public static readonly ErrorCode LossCrs = new("FMT-0211");
    public static readonly ErrorCode LossGeometryChanged = new("FMT-0212");
    public static readonly ErrorCode LossIdentifier = new("FMT-0213");
}
