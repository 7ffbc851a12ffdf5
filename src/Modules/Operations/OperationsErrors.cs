using Guotu.Kernel.Results;

namespace Guotu.Operations;

/// <summary>Errors of the module.</summary>
public static class OperationsErrors
{
    /// <summary>The folder for the report has files in it.</summary>
    public static readonly ErrorCode FolderNotEmpty = new("OPS-0001");

    /// <summary>The folder holds no report.</summary>
    public static readonly ErrorCode NoReport = new("OPS-0002");

    /// <summary>An assessment is under way.</summary>
    public static readonly ErrorCode AlreadyRunning = new("OPS-0003");

    /// <summary>The node stopped while it assessed itself.</summary>
    public static readonly ErrorCode BrokenOff = new("OPS-0004");

    /// <summary>A stored report is not as it was signed.</summary>
    public static readonly ErrorCode ReportDamaged = new("OPS-0005");

    /// <summary>The run has no report.</summary>
    public static readonly ErrorCode RunHasNoReport = new("OPS-0006");

    /// <summary>The clause does not apply, so that nobody answers it.</summary>
    public static readonly ErrorCode ClauseDoesNotApply = new("OPS-0007");

    /// <summary>Both persons of an act for two are the same.</summary>
    public static readonly ErrorCode TwoPersonsNeeded = new("OPS-0008");

    /// <summary>The row is as the platform left it.</summary>
    public static readonly ErrorCode NothingToReseal = new("OPS-0009");

    /// <summary>Every tally is there and holds.</summary>
    public static readonly ErrorCode NothingToAdopt = new("OPS-0010");

    /// <summary>Every statement about the object's seal is the platform's own.</summary>
    public static readonly ErrorCode NothingToDisown = new("OPS-0011");
}
