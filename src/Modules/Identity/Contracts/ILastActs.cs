using Guotu.Kernel.Time;

namespace Guotu.Identity.Contracts;

/// <summary>When an account last did something that the audit trail keeps (上次办理); implemented by the Audit module.</summary>
public interface ILastActs
{
    /// <summary>The last successful act in the records of the database, logins and logouts left out; null where there is none.</summary>
    Task<Instant?> OfAsync(string account, CancellationToken ct);
}
