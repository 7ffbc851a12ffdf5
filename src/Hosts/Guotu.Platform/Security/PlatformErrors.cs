using Guotu.Kernel.Results;

namespace Guotu.Platform.Security;

/// <summary>Errors of the host itself.</summary>
public static class PlatformErrors
{
    /// <summary>A fault of the program: nothing was changed, the trace number finds it in the log.</summary>
    public static readonly ErrorCode Unexpected = new("HST-0001");

    /// <summary>The body, form or parameters could not be read.</summary>
    public static readonly ErrorCode RequestUnreadable = new("HST-0002");

    /// <summary>The database does not answer.</summary>
    public static readonly ErrorCode DatabaseAway = new("HST-0003");

    /// <summary>No such address.</summary>
    public static readonly ErrorCode NoSuchAddress = new("HST-0004");

    /// <summary>The endpoint takes another kind of content.</summary>
    public static readonly ErrorCode ContentKindNotTaken = new("HST-0005");

    /// <summary>The process could not renew its node number and waits for the database.</summary>
    public static readonly ErrorCode NumberNotRenewed = new("HST-0007");
}
