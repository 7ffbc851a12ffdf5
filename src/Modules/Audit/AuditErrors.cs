using Guotu.Kernel.Results;

namespace Guotu.Audit;

/// <summary>Refusals of the audit module; texts in <c>Errors/Catalogue/AUD.yaml</c>.</summary>
public static class AuditErrors
{
    /// <summary>The record is not sealed yet, so that there is nothing to prove it with.</summary>
    public static readonly ErrorCode NotSealedYet = new("AUD-0001");

    /// <summary>The checkpoint file knows more than the database: an older copy stands in its place. Sealing stops.</summary>
    public static readonly ErrorCode DatabaseIsOlder = new("AUD-0002");

    /// <summary>The checkpoint file is cut, damaged or away. Sealing stops.</summary>
    public static readonly ErrorCode CheckpointFileDamaged = new("AUD-0003");

    /// <summary>The rows of a batch do not give its root.</summary>
    public static readonly ErrorCode BatchDamaged = new("AUD-0004");

    /// <summary>What is to be archived is younger than the retention.</summary>
    public static readonly ErrorCode TooYoungToArchive = new("AUD-0005");

    /// <summary>The checkpoint file does not know more than the database: there is nothing to give up.</summary>
    public static readonly ErrorCode NoEpochNeeded = new("AUD-0006");

    /// <summary>One person cannot approve alone.</summary>
    public static readonly ErrorCode TwoPersonsNeeded = new("AUD-0007");

    /// <summary>Another archiving of this node is running.</summary>
    public static readonly ErrorCode ArchivingRuns = new("AUD-0008");

    /// <summary>The catalogue of archives or a file does not hold: nothing is deleted on its word.</summary>
    public static readonly ErrorCode ArchiveDoubtful = new("AUD-0009");

    /// <summary>A reconciliation waits or runs: two of them would see the same.</summary>
    public static readonly ErrorCode ReconcilingRuns = new("AUD-0010");

    /// <summary>The process that reconciled is gone.</summary>
    public static readonly ErrorCode ReconcilingBrokenOff = new("AUD-0011");

    /// <summary>A reconciliation that has not ended well has no result.</summary>
    public static readonly ErrorCode NotReconciled = new("AUD-0012");
}
