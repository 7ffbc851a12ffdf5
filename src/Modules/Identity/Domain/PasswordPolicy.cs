using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Domain;

/// <summary>
/// Password policy (口令策略), GB/T 22239 8.1.4.1 a. Its values are set by the security administrator within <see cref="PolicyKeepsToTheStandard"/>;
/// the rules themselves are classes beside this one.
/// </summary>
public sealed record PasswordPolicy
{
    public const int MostLength = 128;

    /// <summary>Characters at least, counted by code point.</summary>
    public required int LeastLength { get; init; }

    /// <summary>Of capital letters, small letters, digits and marks, how many at least.</summary>
    public required int LeastClasses { get; init; }

    /// <summary>Passwords used before that are not taken again, beside the present one.</summary>
    public int Remembered { get; init; } = 5;

    /// <summary>Days that a password is good for.</summary>
    public int LongestDays { get; init; } = 90;

    /// <summary>Days before its end from which the person is told.</summary>
    public int WarnDays { get; init; } = 7;

    /// <summary>Hours between two changes, so that nobody walks through the remembered ones at once.</summary>
    public int LeastHours { get; init; } = 24;

    /// <summary>Days without a login after which an account counts as unused.</summary>
    public int InactiveDays { get; init; } = 90;

    public static PasswordPolicy DeliveredFor(PasswordAudience audience) => audience == PasswordAudience.Administrators
        ? new PasswordPolicy { LeastLength = 12, LeastClasses = 3 }
        : new PasswordPolicy { LeastLength = 10, LeastClasses = 3 };

    /// <summary>The first rule that the password breaks.</summary>
    public Error? Breach(ReadOnlySpan<char> password, string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        var reason = PasswordIsLongEnough.Breach(password, this)
            ?? PasswordMixesClasses.Breach(password, this)
            ?? PasswordHoldsNoAccountName.Breach(password, account)
            ?? PasswordVaries.Breach(password)
            ?? PasswordIsNotCommon.Breach(password);
        return reason is null ? null : new Error(IdentityErrors.PasswordTooWeak, ("reason", reason)) { Field = "newPassword" };
    }

    public bool IsExpired(Instant setAt, Instant now) => now.Minus(setAt) > TimeSpan.FromDays(LongestDays);

    /// <summary>Whole days that are left; below zero where the password is expired.</summary>
    public int DaysLeft(Instant setAt, Instant now) => (int)Math.Floor((TimeSpan.FromDays(LongestDays) - now.Minus(setAt)).TotalDays);

    /// <summary>Where the password may not be changed again yet: from when on.</summary>
    public Instant? NotBefore(Instant setAt, Instant now) =>
        now.Minus(setAt) < TimeSpan.FromHours(LeastHours) ? setAt.Plus(TimeSpan.FromHours(LeastHours)) : null;
}

/// <summary>Whose passwords a policy is for (适用对象).</summary>
public enum PasswordAudience
{
    /// <summary>业务人员.</summary>
    Staff,

    /// <summary>三员, and whoever has no rights yet.</summary>
    Administrators,
}
