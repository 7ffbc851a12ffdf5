using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>Errors of lending rights to a colleague.</summary>
public static class DelegationErrors
{
    /// <summary>This colleague cannot be lent rights.</summary>
    public static readonly ErrorCode NotToThisPerson = new("CTL-0006");

    /// <summary>This right cannot be lent.</summary>
    public static readonly ErrorCode NotThisRight = new("CTL-0007");

    /// <summary>The delegation was refused, has ended or was decided.</summary>
    public static readonly ErrorCode DelegationClosed = new("CTL-0008");
}
