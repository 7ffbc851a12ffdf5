using Guotu.Kernel.Results;

namespace Guotu.Analysis;

/// <summary>Refusals of the module.</summary>
public static class AnalysisErrors
{
    /// <summary>No operator of the code.</summary>
    public static readonly ErrorCode OperatorUnknown = new("ANA-0001");

    /// <summary>A parameter is missing, unknown or does not fit.</summary>
    public static readonly ErrorCode ParameterUnfit = new("ANA-0002");

    /// <summary>An input is missing, unknown or not of the kind that the operator takes.</summary>
    public static readonly ErrorCode InputUnfit = new("ANA-0003");

    /// <summary>More rows or vertices than one run may take in or give out.</summary>
    public static readonly ErrorCode TooMuch = new("ANA-0004");

    /// <summary>The person has as many runs waiting as allowed.</summary>
    public static readonly ErrorCode TooManyRuns = new("ANA-0005");

    /// <summary>What the result rests on is not seen by its owner as it was.</summary>
    public static readonly ErrorCode SightChanged = new("ANA-0006");

    /// <summary>The run is not done.</summary>
    public static readonly ErrorCode NotDone = new("ANA-0007");

    /// <summary>The run took longer than it may.</summary>
    public static readonly ErrorCode TookTooLong = new("ANA-0008");

    /// <summary>The run was begun several times and never ended.</summary>
    public static readonly ErrorCode Interrupted = new("ANA-0009");

    /// <summary>A slope is asked for and no elevation model tells it.</summary>
    public static readonly ErrorCode NoTerrain = new("ANA-0010");

    /// <summary>An operator failed in a way it should not.</summary>
    public static readonly ErrorCode Broken = new("ANA-0011");

    /// <summary>A terrain analysis that took longer than it may.</summary>
    public static readonly ErrorCode TerrainTookTooLong = new("ANA-0020");
}
