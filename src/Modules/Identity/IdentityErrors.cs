using Guotu.Kernel.Results;

namespace Guotu.Identity;

/// <summary>Errors of identity and access.</summary>
public static class IdentityErrors
{
    /// <summary>Account, password or both are wrong: one text for all.</summary>
    public static readonly ErrorCode LoginWrong = new("SEC-0001");

    /// <summary>Too many failures.</summary>
    public static readonly ErrorCode LoginLocked = new("SEC-0002");

    /// <summary>The challenge is old, foreign or was used before.</summary>
    public static readonly ErrorCode ChallengeUnusable = new("SEC-0003");

    /// <summary>The new password breaks the policy.</summary>
    public static readonly ErrorCode PasswordTooWeak = new("SEC-0004");

    /// <summary>The password was changed only lately.</summary>
    public static readonly ErrorCode PasswordTooRecent = new("SEC-0013");

    /// <summary>No administrator disables the own account.</summary>
    public static readonly ErrorCode OwnAccount = new("SEC-0014");

    /// <summary>The password was right; the second factor is still wanted.</summary>
    public static readonly ErrorCode SecondFactorWanted = new("SEC-0015");

    /// <summary>The dynamic password is wrong or was used before.</summary>
    public static readonly ErrorCode SecondFactorWrong = new("SEC-0016");

    /// <summary>The dynamic password is not one of the new seed.</summary>
    public static readonly ErrorCode OtpNotRight = new("SEC-0017");

    /// <summary>The account has a dynamic password already.</summary>
    public static readonly ErrorCode OtpBound = new("SEC-0018");

    /// <summary>There is no new seed to confirm.</summary>
    public static readonly ErrorCode OtpNotStarted = new("SEC-0019");

    /// <summary>No security administrator takes off the own second factor.</summary>
    public static readonly ErrorCode OwnFactor = new("SEC-0020");

    /// <summary>The three administrators need a second factor.</summary>
    public static readonly ErrorCode AdministratorsNeedSecond = new("SEC-0021");

    /// <summary>The account has as many sessions as the policy allows, and the policy refuses another.</summary>
    public static readonly ErrorCode TooManySessions = new("SEC-0022");

    /// <summary>After wrong logins an image code is wanted.</summary>
    public static readonly ErrorCode ImageCodeWanted = new("SEC-0023");

    /// <summary>The image code is wrong, old or was looked at before.</summary>
    public static readonly ErrorCode ImageCodeWrong = new("SEC-0024");

    /// <summary>The MAC of an account or grant does not hold.</summary>
    public static readonly ErrorCode AccountTampered = new("SEC-0006");

    /// <summary>Two of the three administrators in one person.</summary>
    public static readonly ErrorCode AdministratorsExclusive = new("SEC-0007");

    /// <summary>The role does not go with the account.</summary>
    public static readonly ErrorCode RoleNotForAccount = new("SEC-0008");

    /// <summary>Login names are given once for ever.</summary>
    public static readonly ErrorCode AccountTaken = new("SEC-0009");

    /// <summary>No one grants to themselves.</summary>
    public static readonly ErrorCode OwnGrant = new("SEC-0010");

    /// <summary>The ceremony of a new node was held before.</summary>
    public static readonly ErrorCode AlreadyStaffed = new("SEC-0011");

    /// <summary>The staffing file can not be used.</summary>
    public static readonly ErrorCode StaffingFile = new("SEC-0012");
}
