using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>
/// The one-time ceremony of a new node (首次建账): organisations, posts, roles and people from a staffing file, each with a random
/// first password in the 0600 file that <see cref="StaffingOutcome.PasswordFile"/> names. A node that has accounts is refused.
/// </summary>
public interface IIdentitySetup
{
    /// <param name="staffing">A staffing file, YAML; the format is that of <see cref="Demonstration"/>.</param>
    /// <param name="ct">Cancels before the commit.</param>
    Task<Result<StaffingOutcome>> RunAsync(string staffing, CancellationToken ct);

    /// <summary>The staffing file of the demonstration county.</summary>
    string Demonstration { get; }
}

/// <summary>What a setup made.</summary>
/// <param name="Accounts">The accounts in the order of the file.</param>
/// <param name="PasswordFile">Absolute path, mode 0600; a line an account: account, name, posts, password, between tabs.</param>
/// <param name="Warnings">Permissions that no wired module declares, and which were not granted.</param>
public sealed record StaffingOutcome(IReadOnlyList<StaffedAccount> Accounts, string PasswordFile, IReadOnlyList<string> Warnings);

/// <summary>An account that a setup made.</summary>
public sealed record StaffedAccount(long UserId, string Account, string Name, string Organisation, IReadOnlyList<string> Posts);
