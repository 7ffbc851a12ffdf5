using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>Errors of access reviews.</summary>
public static class AccessReviewErrors
{
    /// <summary>The organisation has a review that is not signed.</summary>
    public static readonly ErrorCode StillOpen = new("CTL-0009");

    /// <summary>This reviewer may not decide the line.</summary>
    public static readonly ErrorCode NotYourLine = new("CTL-0010");

    /// <summary>The review is signed, or has lines that are not decided.</summary>
    public static readonly ErrorCode ReviewState = new("CTL-0011");
}
