using Guotu.Database.AuditPort;
using Guotu.Database.Bulk;
using Guotu.Database.Files;
using Guotu.Database.Outbox;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Kernel.Time;

namespace Guotu.Database.Work;

/// <summary>
/// One transaction (工作单元): business rows, workflow tokens, clock entries, audit records and outbox rows commit
/// together or not at all. Only rows: files are written and synced before the row that names them.
/// </summary>
public interface IUnitOfWork : ISqlSession
{
    CommandContext Context { get; }

    /// <summary>One instant for the whole unit, so that its rows agree.</summary>
    Instant At { get; }

    /// <summary>What the unit did to protected rows; the row writer fills it, the commit closes it.</summary>
    RowMarks Marks { get; }

    /// <summary>Records an act; written with the commit. A unit that changes rows without any entry does not commit.</summary>
    void Audit(AuditEntry entry);

    /// <summary>Puts a message into the outbox; delivered after the commit, at least once to each consumer.</summary>
    void Publish(OutboxMessage message);

    /// <summary>Names a stored file in this unit; from now on it is not an orphan.</summary>
    Task AttachAsync(StoredFile file, CancellationToken ct);

    /// <summary>
    /// Takes a file's name out of the store's register. Whoever does so has seen that no row names it any more, and removes the file itself once this unit
    /// has committed (<see cref="IFileStore.RemoveAsync"/>).
    /// </summary>
    Task DetachAsync(string digest, CancellationToken ct);

    /// <summary>
    /// Inserts many rows as they are given and answers their count. Nothing else may run on the unit while the rows are pulled.
    /// </summary>
    Task<long> InsertManyAsync(BulkInsert insert, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct);
}
