namespace Guotu.ComplianceReview.Contracts;

/// <summary>How one check ends (审查项结论). There is no other end.</summary>
public enum CheckStatus
{
    /// <summary>符合.</summary>
    Compliant,

    /// <summary>冲突.</summary>
    Conflict,

    /// <summary>需论证.</summary>
    Justify,

    /// <summary>提示: figures without a judgement.</summary>
    Information,

    /// <summary>无法判定, always with its reason.</summary>
    Undetermined,
}

/// <summary>The whole (总结论): conflict before undetermined before compliant.</summary>
public enum Overall
{
    /// <summary>合规.</summary>
    Compliant,

    /// <summary>冲突.</summary>
    Conflict,

    /// <summary>无法判定.</summary>
    Undetermined,
}

/// <summary>At which moment of a case the review ran (审查时点).</summary>
public enum ReviewStage
{
    /// <summary>收件.</summary>
    Intake,

    /// <summary>决定.</summary>
    Decision,

    /// <summary>发证.</summary>
    Issue,

    /// <summary>Asked for by hand, with or without a case.</summary>
    Manual,
}
