using Guotu.Kernel.Results;

namespace Guotu.Kernel.Errors;

/// <summary>Errors that any part of the platform may answer.</summary>
public static class KernelErrors
{
    /// <summary>The row was changed by someone else since it was read (乐观锁冲突).</summary>
    public static readonly ErrorCode ChangedMeanwhile = new("SYS-0001");

    /// <summary>No such object, or not in the caller's scope: the two are not told apart.</summary>
    public static readonly ErrorCode NotFound = new("SYS-0002");

    /// <summary>A field of the request is missing or not acceptable.</summary>
    public static readonly ErrorCode FieldInvalid = new("SYS-0003");

    /// <summary>The service needed for the answer is not available; nothing was changed.</summary>
    public static readonly ErrorCode Unavailable = new("SYS-0004");
}
