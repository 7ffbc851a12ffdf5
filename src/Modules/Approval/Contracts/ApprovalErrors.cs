using Guotu.Kernel.Results;

namespace Guotu.Approval.Contracts;

/// <summary>Errors of the approval of cases (办件).</summary>
public static class ApprovalErrors
{
    /// <summary>A required field of the form is empty.</summary>
    public static readonly ErrorCode FieldMissing = new("APP-0001");

    /// <summary>A field of the form is not acceptable.</summary>
    public static readonly ErrorCode FieldInvalid = new("APP-0002");

    /// <summary>The file is not in the caller's staging area.</summary>
    public static readonly ErrorCode FileNotStaged = new("APP-0003");

    /// <summary>The content is of a kind that is not taken in.</summary>
    public static readonly ErrorCode FileTypeRefused = new("APP-0004");

    /// <summary>The file has no content.</summary>
    public static readonly ErrorCode FileEmpty = new("APP-0005");

    /// <summary>An archive would unpack to too much.</summary>
    public static readonly ErrorCode ArchiveTooLarge = new("APP-0006");

    /// <summary>A name inside an archive leads out of it.</summary>
    public static readonly ErrorCode ArchiveNameUnsafe = new("APP-0007");

    /// <summary>An archive is encrypted or broken.</summary>
    public static readonly ErrorCode ArchiveUnreadable = new("APP-0008");

    /// <summary>No such matter.</summary>
    public static readonly ErrorCode MatterUnknown = new("APP-0009");

    /// <summary>A case is not accepted without its required materials.</summary>
    public static readonly ErrorCode MaterialMissing = new("APP-0010");

    /// <summary>Only who holds the post of a task may do it.</summary>
    public static readonly ErrorCode PostNotHeld = new("APP-0011");

    /// <summary>The task knows no such action.</summary>
    public static readonly ErrorCode ActionUnknown = new("APP-0012");

    /// <summary>The task asks for an opinion, or a return for its reason.</summary>
    public static readonly ErrorCode OpinionMissing = new("APP-0013");

    /// <summary>What is to be corrected must be told item by item.</summary>
    public static readonly ErrorCode CorrectionsMissing = new("APP-0014");

    /// <summary>The task was finished or taken away.</summary>
    public static readonly ErrorCode TaskClosed = new("APP-0015");

    /// <summary>The caller has not claimed the task.</summary>
    public static readonly ErrorCode NotClaimedByYou = new("APP-0016");

    /// <summary>The case does not wait for a correction.</summary>
    public static readonly ErrorCode NotInCorrection = new("APP-0017");

    /// <summary>A correction brings at least one paper or a coordinate file.</summary>
    public static readonly ErrorCode CorrectionEmpty = new("APP-0018");

    /// <summary>The case has ended.</summary>
    public static readonly ErrorCode CaseClosed = new("APP-0019");

    /// <summary>The process file cannot be run.</summary>
    public static readonly ErrorCode ProcessInvalid = new("APP-0020");

    /// <summary>A case with an unexempted conflict is not passed on.</summary>
    public static readonly ErrorCode ConflictBlocks = new("APP-0021");

    /// <summary>A decision needs a fresh verdict without unexempted conflict or open check.</summary>
    public static readonly ErrorCode DecisionBlocked = new("APP-0022");

    /// <summary>The same for issuing the certificate.</summary>
    public static readonly ErrorCode IssueBlocked = new("APP-0023");

    /// <summary>The process asks for a step that the platform does not know.</summary>
    public static readonly ErrorCode StepUnknown = new("APP-0024");

    /// <summary>A material code that the matter does not have.</summary>
    public static readonly ErrorCode MaterialUnknown = new("APP-0025");

    /// <summary>A file name that cannot be kept.</summary>
    public static readonly ErrorCode FileNameRefused = new("APP-0026");

    /// <summary>No certificate with this code.</summary>
    public static readonly ErrorCode VerificationUnknown = new("APP-0027");

    /// <summary>A draft that is too long, or a key that is.</summary>
    public static readonly ErrorCode DraftTooLong = new("APP-0028");

    /// <summary>The verdict cannot be read from the store.</summary>
    public static readonly ErrorCode VerdictUnreadable = new("APP-0029");

    /// <summary>The task is another's for as long as his claim lasts.</summary>
    public static readonly ErrorCode ClaimedByOther = new("APP-0030");

    /// <summary>Not a number of the supervision system for this matter and county.</summary>
    public static readonly ErrorCode NumberForm = new("APP-0031");

    /// <summary>The number stands on another certificate.</summary>
    public static readonly ErrorCode NumberTaken = new("APP-0032");

    /// <summary>The number is entered at the issuing task only.</summary>
    public static readonly ErrorCode NumberNotHere = new("APP-0033");

    /// <summary>The certificate was handed out and keeps its number.</summary>
    public static readonly ErrorCode CertificateIssued = new("APP-0034");

    /// <summary>An archive bundle is given only to who may see personal data in clear.</summary>
    public static readonly ErrorCode BundleHoldsPersonalData = new("APP-0035");
}
