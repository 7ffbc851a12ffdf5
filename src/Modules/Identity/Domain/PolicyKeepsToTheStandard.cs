using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>
/// 策略不低于标准: the security administrator may make a policy stricter, never laxer than what an assessment asks for (GB/T 22239 8.1.4.1 a:
/// at least 8 characters, 12 for administrators, three classes, five remembered, at most 90 days).
/// </summary>
public static class PolicyKeepsToTheStandard
{
    public static Error? Breach(PasswordAudience audience, PasswordPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var shortest = audience == PasswordAudience.Administrators ? 12 : 8;
        return Outside("leastLength", "最短长度", policy.LeastLength, (shortest, 64))
            ?? Outside("leastClasses", "字符种类", policy.LeastClasses, (3, 4))
            ?? Outside("remembered", "不得重用的次数", policy.Remembered, (5, 12))
            ?? Outside("longestDays", "有效天数", policy.LongestDays, (7, 90))
            ?? Outside("warnDays", "提前提醒天数", policy.WarnDays, (1, Math.Min(30, policy.LongestDays - 1)))
            ?? Outside("leastHours", "两次修改的最短间隔(小时)", policy.LeastHours, (0, 72))
            ?? Outside("inactiveDays", "长期未用的天数", policy.InactiveDays, (30, 90));
    }

    private static Error? Outside(string field, string title, int value, (int Least, int Most) bounds) =>
        value < bounds.Least || value > bounds.Most
            ? new Error(KernelErrors.FieldInvalid, ("field", title), ("reason", $"要在 {bounds.Least} 到 {bounds.Most} 之间")) { Field = field }
            : null;
}
