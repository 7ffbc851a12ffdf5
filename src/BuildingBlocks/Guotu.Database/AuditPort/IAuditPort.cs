using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.AuditPort;

/// <summary>
/// Implemented by the Audit module. If audit cannot be written, the act does not happen: an exception here rolls the unit of work back.
/// </summary>
public interface IAuditPort
{
    /// <summary>Writes records of acts that succeed, in the unit of work of the acts.</summary>
    Task WriteAsync(IUnitOfWork work, IReadOnlyList<AuditEntry> entries, CancellationToken ct);

    /// <summary>Writes the record of a refused act, in a transaction of its own.</summary>
    Task WriteRefusalAsync(IUnitOfWork work, AuditEntry entry, Error error, CancellationToken ct);
}
