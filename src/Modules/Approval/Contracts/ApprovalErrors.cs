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

    /// <summary>The process file cannot be run.</summary>
    public static readonly ErrorCode ProcessInvalid = new("APP-0020");

    /// <summary>The process asks for a step that the platform does not know.</summary>
    public static readonly ErrorCode StepUnknown = new("APP-0024");

    /// <summary>A material code that the matter does not have.</summary>
    public static readonly ErrorCode MaterialUnknown = new("APP-0025");

    /// <summary>A file name that cannot be kept.</summary>
    public static readonly ErrorCode FileNameRefused = new("APP-0026");

    /// <summary>A draft that is too long, or a key that is.</summary>
    public static readonly ErrorCode DraftTooLong = new("APP-0028");

    /// <summary>The verdict cannot be read from the store.</summary>
    public static readonly ErrorCode VerdictUnreadable = new("APP-0029");
}
