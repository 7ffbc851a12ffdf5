using Guotu.Kernel.Errors;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Domain;

/// <summary>
/// 会话策略不低于标准: idle sessions end within 30 minutes (GB/T 22239 8.1.4.1 b asks for a time-out; 30 minutes is what assessors take as the most),
/// those of administrators within 15; no login outlasts a working day; a proof for signing is good for half an hour at most.
/// </summary>
public static class SessionPolicyKeepsToTheStandard
{
    public const int LeastIdle = 5;

    public static int MostIdle(PasswordAudience audience) => audience == PasswordAudience.Administrators ? 15 : 30;

    public static Error? Breach(PasswordAudience audience, SessionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var office = audience == PasswordAudience.Administrators;
        return Outside("idleMinutes", "多少分钟不用即失效", policy.IdleMinutes, (LeastIdle, MostIdle(audience)))
            ?? Outside("longestHours", "一次登录最长小时", policy.LongestHours, (1, office ? 10 : 12))
            ?? Outside("mostSessions", "同时登录数", policy.MostSessions, (1, office ? 3 : 10))
            ?? Outside("proofMinutes", "再次证明身份的有效分钟", policy.ProofMinutes, (1, office ? 15 : 30))
            ?? (Enum.IsDefined(policy.AtLimit) ? null : Outside("atLimit", "到上限时", -1, (0, 1)));
    }

    private static Error? Outside(string field, string title, int value, (int Least, int Most) bounds) =>
        value < bounds.Least || value > bounds.Most
            ? new Error(KernelErrors.FieldInvalid, ("field", title), ("reason", $"要在 {bounds.Least} 到 {bounds.Most} 之间")) { Field = field }
            : null;
}
