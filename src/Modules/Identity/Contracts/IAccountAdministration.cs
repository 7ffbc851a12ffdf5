using Guotu.Database.Work;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Contracts;

/// <summary>
/// Accounts and grants for administrators at the command line (账号与授权). The caller has checked the permission: accounts are the system
/// administrator's, grants the security administrator's.
/// </summary>
public interface IAccountAdministration
{
    /// <summary>All accounts in the order of their names; one whose row was changed outside the platform is listed as such.</summary>
    Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken ct);

    /// <summary>Makes an account without rights and answers the 0600 file that its first password was written to.</summary>
    Task<Result<string>> CreateAsync(CommandContext context, NewAccount wanted, CancellationToken ct);

    Task<Result> EnableAsync(CommandContext context, string account, CancellationToken ct);

    /// <summary>Ends the person's sessions too.</summary>
    Task<Result> DisableAsync(CommandContext context, string account, CancellationToken ct);

    /// <summary>Lifts the lock that wrong passwords made.</summary>
    Task<Result> UnlockAsync(CommandContext context, string account, CancellationToken ct);

    /// <summary>
    /// Gives a new first password and answers the 0600 file that it was written to. Refused for one of the three administrators with
    /// <see cref="ControlErrors.SecondPersonNeeded"/>.
    /// </summary>
    Task<Result<string>> ResetPasswordAsync(CommandContext context, string account, CancellationToken ct);

    /// <summary>Sets the last day of an account, or none.</summary>
    Task<Result> SetExpiryAsync(CommandContext context, string account, DateOnly? on, CancellationToken ct);

    /// <summary>Sets how the holder is reached; empty for nowhere.</summary>
    Task<Result> SetContactAsync(CommandContext context, string account, string contact, CancellationToken ct);

    /// <summary>
    /// Changes name, organisation and posts. What would make a role reach further or elsewhere, and any change of an administrator's account, is refused with
    /// <see cref="ControlErrors.SecondPersonNeeded"/>; what was changed by somebody else since it was seen, with <see cref="Kernel.Errors.KernelErrors.ChangedMeanwhile"/>.
    /// </summary>
    Task<Result> ChangeAsync(CommandContext context, string account, AccountChange change, CancellationToken ct);

    /// <summary>Disables every unused account of staff and answers their names; the three administrators are only listed.</summary>
    Task<Result<IReadOnlyList<string>>> DisableInactiveAsync(CommandContext context, CancellationToken ct);

    Task<Result> GrantAsync(CommandContext context, string account, RoleGrant wanted, CancellationToken ct);

    Task<Result> RevokeAsync(CommandContext context, string account, string role, CancellationToken ct);
}

/// <summary>An account to be made.</summary>
/// <param name="Account">3 to 40 lower-case letters, digits, dots, hyphens; given once for ever.</param>
/// <param name="Name">Name as shown, at most 60 characters.</param>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Posts">Codes of the posts.</param>
public sealed record NewAccount(string Account, string Name, string Organisation, IReadOnlyList<string> Posts)
{
    /// <summary>How the holder is reached, at most 30 characters; empty for nowhere. Personal data.</summary>
    public string Contact { get; init; } = string.Empty;

    /// <summary>Last day, or null.</summary>
    public DateOnly? ExpiresOn { get; init; }
}

/// <summary>Who the holder is and where (姓名、机构、岗位).</summary>
/// <param name="Name">Name as shown, at most 60 characters.</param>
/// <param name="Organisation">Code of the organisation.</param>
/// <param name="Posts">Codes of all posts held.</param>
public sealed record AccountPlacement(string Name, string Organisation, IReadOnlyList<string> Posts);

/// <summary>A change of an account.</summary>
/// <param name="Wanted">As it is to be.</param>
/// <param name="Seen">As it was when the administrator decided; null where it was read in the same breath.</param>
public sealed record AccountChange(AccountPlacement Wanted, AccountPlacement? Seen);

/// <summary>A role to be granted.</summary>
/// <param name="Role">Code of the role.</param>
/// <param name="Until">Last day, or null.</param>
public sealed record RoleGrant(string Role, DateOnly? Until);

/// <summary>An account in the list.</summary>
/// <param name="Account">Login name.</param>
/// <param name="Name">Name as shown.</param>
/// <param name="Organisation">Name of the organisation.</param>
/// <param name="Posts">Codes of the posts.</param>
/// <param name="Roles">Codes of the roles granted and not revoked.</param>
/// <param name="Standing">Whether the person may sign in.</param>
/// <param name="LockedUntil">End of a lock that holds now.</param>
/// <param name="MustChangePassword">Whether the first or a reset password is still in use.</param>
public sealed record AccountLine(
    string Account,
    string Name,
    string Organisation,
    IReadOnlyList<string> Posts,
    IReadOnlyList<string> Roles,
    AccountStanding Standing,
    Instant? LockedUntil,
    bool MustChangePassword)
{
    /// <summary>Code of the organisation.</summary>
    public string OrganisationCode { get; init; } = string.Empty;

    /// <summary>Names of <see cref="Roles"/>, for people.</summary>
    public IReadOnlyList<string> RoleNames { get; init; } = [];

    /// <summary>Names of <see cref="Posts"/>, for people.</summary>
    public IReadOnlyList<string> PostNames { get; init; } = [];

    /// <summary>How the holder is reached; empty for nowhere, null where the row was changed outside the platform.</summary>
    public string? Contact { get; init; } = string.Empty;

    /// <summary>Last day of the account, or null.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Last login; null where there was none.</summary>
    public Instant? LastLoginAt { get; init; }

    /// <summary>长期未用: enabled, and not used for as many days as the policy says.</summary>
    public bool Inactive { get; init; }
}

/// <summary>Whether an account may be used (账号状态).</summary>
public enum AccountStanding
{
    /// <summary>启用.</summary>
    Enabled,

    /// <summary>停用.</summary>
    Disabled,

    /// <summary>被改动: the row or a grant was changed outside the platform and is not used.</summary>
    Tampered,
}
