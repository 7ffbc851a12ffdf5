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
}
