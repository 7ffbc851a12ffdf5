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

    /// <summary>A drawing holds more features or points than one may.</summary>
    public static readonly ErrorCode DrawingTooLarge = new("PUB-0008");

    /// <summary>No print layout has the code.</summary>
    public static readonly ErrorCode LayoutUnknown = new("PUB-0009");

    /// <summary>The county's layout file has a fault.</summary>
    public static readonly ErrorCode LayoutUnusable = new("PUB-0010");

    /// <summary>The legend has more entries than the sheet has room for.</summary>
    public static readonly ErrorCode LegendTooLong = new("PUB-0011");

    /// <summary>The person has as many unfinished prints as allowed.</summary>
    public static readonly ErrorCode TooManyPrints = new("PUB-0012");

    /// <summary>The print has no result to give: unfinished, failed, cancelled or expired.</summary>
    public static readonly ErrorCode PrintHasNoResult = new("PUB-0013");

    /// <summary>What the person may see has changed since the print was drawn.</summary>
    public static readonly ErrorCode PrintSightChanged = new("PUB-0014");

    /// <summary>The result's file is gone or is not the one that was drawn.</summary>
    public static readonly ErrorCode PrintFileDamaged = new("PUB-0015");

    /// <summary>The notes on data versions do not fit.</summary>
    public static readonly ErrorCode NotesTooLong = new("PUB-0016");

    /// <summary>Drawing failed for a reason of the node; tried as often as allowed.</summary>
    public static readonly ErrorCode PrintFailed = new("PUB-0017");
}
