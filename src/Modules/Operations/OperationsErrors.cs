using Guotu.Kernel.Results;

namespace Guotu.Operations;

/// <summary>Errors of the module.</summary>
public static class OperationsErrors
{
    /// <summary>The folder for the report has files in it.</summary>
    public static readonly ErrorCode FolderNotEmpty = new("OPS-0001");

    /// <summary>The folder holds no report.</summary>
    public static readonly ErrorCode NoReport = new("OPS-0002");
}
