using Guotu.Kernel.Results;

namespace Guotu.MapPublishing;

/// <summary>Refusals of the module.</summary>
public static class PublishingErrors
{
    /// <summary>A filter or figure cannot be read or does not fit the layer.</summary>
    public static readonly ErrorCode FilterUnusable = new("PUB-0001");

    /// <summary>A parameter of a service request.</summary>
    public static readonly ErrorCode ParameterInvalid = new("PUB-0002");

    /// <summary>More requests than the caller may make.</summary>
    public static readonly ErrorCode TooManyRequests = new("PUB-0003");

    /// <summary>The request took longer than it may.</summary>
    public static readonly ErrorCode TookTooLong = new("PUB-0004");

    /// <summary>The person holds as many tokens as allowed.</summary>
    public static readonly ErrorCode TooManyTokens = new("PUB-0005");

    /// <summary>The rows of grants are not those that were written.</summary>
    public static readonly ErrorCode GrantsTampered = new("PUB-0006");

    /// <summary>The grant was revoked before.</summary>
    public static readonly ErrorCode GrantRevoked = new("PUB-0007");
}
