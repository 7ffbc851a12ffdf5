using Guotu.Kernel.Results;

namespace Guotu.Hosting.Callers;

/// <summary>Refusals before a use case is reached.</summary>
public static class AccessErrors
{
    /// <summary>No valid session.</summary>
    public static readonly ErrorCode NotSignedIn = new("ACC-0001");

    /// <summary>The permission is not granted.</summary>
    public static readonly ErrorCode NotPermitted = new("ACC-0002");

    /// <summary>The changing request does not carry the session's token.</summary>
    public static readonly ErrorCode CsrfMissing = new("ACC-0003");

    /// <summary>The first or expired password must be changed before anything else.</summary>
    public static readonly ErrorCode PasswordMustChange = new("ACC-0004");

    /// <summary>A second factor must be bound before anything else.</summary>
    public static readonly ErrorCode SecondFactorMustBind = new("ACC-0006");

    /// <summary>The changing request has no request id.</summary>
    public static readonly ErrorCode RequestIdMissing = new("ACC-0005");

    /// <summary>The person has to prove themselves again before this.</summary>
    public static readonly ErrorCode ProofWanted = new("ACC-0007");
}
