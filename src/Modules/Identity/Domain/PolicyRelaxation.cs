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
}
