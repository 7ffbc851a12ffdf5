namespace Guotu.Identity.Domain;

/// <summary>
/// 放宽策略: a policy that asks for less than the present one in any value, though within the standard. Making a policy stricter is one person's
/// act, relaxing it is not.
/// </summary>
public static class PolicyRelaxation
{
    public static bool Is(PasswordPolicy before, PasswordPolicy wanted)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.LeastLength < before.LeastLength
            || wanted.LeastClasses < before.LeastClasses
            || wanted.Remembered < before.Remembered
            || wanted.LongestDays > before.LongestDays
            || wanted.LeastHours < before.LeastHours
            || wanted.InactiveDays > before.InactiveDays;
    }

    /// <summary>Ending the oldest login lets one more in, so it is laxer than refusing the new one.</summary>
    public static bool Is(SessionPolicy before, SessionPolicy wanted)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.IdleMinutes > before.IdleMinutes
            || wanted.LongestHours > before.LongestHours
            || wanted.MostSessions > before.MostSessions
            || wanted.ProofMinutes > before.ProofMinutes
            || (before.AtLimit == SessionLimit.RefuseNew && wanted.AtLimit == SessionLimit.EndOldest);
    }

    /// <summary>Later questions let more passwords be tried.</summary>
    public static bool Is(LoginPolicy before, LoginPolicy wanted)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.AccountFailures > before.AccountFailures || wanted.AddressFailures > before.AddressFailures;
    }
}
