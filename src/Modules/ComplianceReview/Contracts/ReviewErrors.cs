using Guotu.Kernel.Results;

namespace Guotu.ComplianceReview.Contracts;

/// <summary>Errors of compliance review.</summary>
public static class ReviewErrors
{
    /// <summary>No rules are set for the matter.</summary>
    public static readonly ErrorCode NoRules = new("REV-0001");

    /// <summary>A layer moved on between computing and storing.</summary>
    public static readonly ErrorCode DataMoved = new("REV-0002");

    /// <summary>No such review within the caller's reach.</summary>
    public static readonly ErrorCode NoSuchReview = new("REV-0003");

    /// <summary>The rule is computed from data and cannot be answered on paper.</summary>
    public static readonly ErrorCode NotAttestable = new("REV-0004");

    /// <summary>The rule knows no exemption.</summary>
    public static readonly ErrorCode NoExemption = new("REV-0005");

    /// <summary>The paper's validity has ended.</summary>
    public static readonly ErrorCode PaperExpired = new("REV-0006");

    /// <summary>A layer is older than the rule allows; shown as the reason of an undetermined check.</summary>
    public static readonly ErrorCode LayerStale = new("REV-0007");

    /// <summary>The stored verdict cannot be read; replay shows it as different.</summary>
    public static readonly ErrorCode StoredUnreadable = new("REV-0008");

    /// <summary>The file holds no parcel with area.</summary>
    public static readonly ErrorCode NothingToReview = new("REV-0009");

    /// <summary>The positions that are vouched for are not those of the case's present coordinate file.</summary>
    public static readonly ErrorCode OtherCoordinates = new("REV-0010");
}
