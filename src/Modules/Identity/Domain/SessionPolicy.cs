using Guotu.Kernel.Time;

namespace Guotu.Identity.Domain;

/// <summary>
/// Session policy (会话策略), GB/T 22239 8.1.4.1 b: how long a login lasts, how many an account has at once, how fresh a proof has to be for signing.
/// Its values are set by the security administrator within <see cref="SessionPolicyKeepsToTheStandard"/>.
/// </summary>
public sealed record SessionPolicy
{
    /// <summary>Minutes without a request after which a session is over.</summary>
    public required int IdleMinutes { get; init; }

    /// <summary>Hours after which a session is over, however busy.</summary>
    public int LongestHours { get; init; } = 10;

    /// <summary>Sessions of one account at the same time.</summary>
    public required int MostSessions { get; init; }

    /// <summary>What becomes of a login beyond <see cref="MostSessions"/>.</summary>
    public SessionLimit AtLimit { get; init; } = SessionLimit.EndOldest;

    /// <summary>Minutes that a proof is good for (再认证).</summary>
    public int ProofMinutes { get; init; } = 5;

    /// <param name="audience">Whose.</param>
    /// <param name="idleMinutes">What the node's configuration says; held to the standard here.</param>
    public static SessionPolicy DeliveredFor(PasswordAudience audience, int idleMinutes) => new()
    {
        IdleMinutes = Math.Clamp(idleMinutes, SessionPolicyKeepsToTheStandard.LeastIdle, SessionPolicyKeepsToTheStandard.MostIdle(audience)),
        MostSessions = audience == PasswordAudience.Administrators ? 3 : 5,
    };

    /// <summary>Whether a session is over.</summary>
    public bool IsOver(SessionTimes session, Instant now)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.SeenAt < OldestSeen(now) || session.CreatedAt < OldestBegin(now);
    }

    /// <summary>Whether the last proof is still good. One from the future is not: the clock was set back.</summary>
    public bool IsFresh(Instant provedAt, Instant now) => now.Minus(provedAt) is var age && age >= TimeSpan.Zero && age <= TimeSpan.FromMinutes(ProofMinutes);

    /// <summary>A session last seen before this is over.</summary>
    public Instant OldestSeen(Instant now) => now.Plus(-TimeSpan.FromMinutes(IdleMinutes));

    /// <summary>A session begun before this is over.</summary>
    public Instant OldestBegin(Instant now) => now.Plus(-TimeSpan.FromHours(LongestHours));
}

/// <summary>Times of a session's row.</summary>
/// <param name="CreatedAt">Login.</param>
/// <param name="SeenAt">Last request, to the minute.</param>
/// <param name="ProvedAt">Last proof of the person.</param>
public sealed record SessionTimes(Instant CreatedAt, Instant SeenAt, Instant ProvedAt);

/// <summary>What becomes of a login beyond the number allowed (同时登录到上限).</summary>
public enum SessionLimit
{
    /// <summary>结束最早的登录.</summary>
    EndOldest,

    /// <summary>拒绝新的登录.</summary>
    RefuseNew,
}
