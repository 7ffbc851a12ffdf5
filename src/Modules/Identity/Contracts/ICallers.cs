using Guotu.Hosting.Callers;
using Guotu.Kernel.Results;

namespace Guotu.Identity.Contracts;

/// <summary>Resolves accounts to callers for ways in that are no session of the pages (非会话的调用者).</summary>
public interface ICallers
{
    /// <summary>
    /// The caller of an account as its rows stand now; a disabled, expired, unknown or tampered account is refused with
    /// <see cref="AccessErrors.NotSignedIn"/> or the tampering.
    /// </summary>
    Task<Result<Caller>> OfAccountAsync(long userId, string channel, string address, CancellationToken ct);
}
