using Guotu.Kernel.Results;

namespace Guotu.Kernel.Labels;

/// <summary>Errors of mandatory labels.</summary>
public static class LabelErrors
{
    /// <summary>秘密, 机密 or 绝密 given as a level: such data does not come into this network.</summary>
    public static readonly ErrorCode StateSecret = new("LBL-0001");

    /// <summary>No such level or category.</summary>
    public static readonly ErrorCode Unknown = new("LBL-0002");

    /// <summary>An act needs data above the person's label, and the person knows of the data.</summary>
    public static readonly ErrorCode NotCleared = new("LBL-0003");

    /// <summary>The three administrators hold no label for business data.</summary>
    public static readonly ErrorCode AdministratorsHoldNone = new("LBL-0004");

    /// <summary>The rows of labels are not those that were written.</summary>
    public static readonly ErrorCode Tampered = new("LBL-0005");

    /// <summary>A label is changed with a reason.</summary>
    public static readonly ErrorCode ReasonMissing = new("LBL-0006");

    /// <summary>The label was changed by someone else since it was read.</summary>
    public static readonly ErrorCode ChangedMeanwhile = new("LBL-0007");
}
