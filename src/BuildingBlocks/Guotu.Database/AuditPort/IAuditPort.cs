using Guotu.Database.Sessions;
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

    /// <summary>Keeps what a unit states of protected tables, in that unit. A port without a trail keeps nothing, and knows of no statement.</summary>
    Task StateAsync(IUnitOfWork work, IReadOnlyList<RowStatement> statements, CancellationToken ct) => Task.CompletedTask;

    /// <summary>The newest genuine statement about a table; null where there was never one.</summary>
    Task<RowStatement?> LastStatementAsync(ISqlSession session, string table, CancellationToken ct) => Task.FromResult<RowStatement?>(null);

    /// <summary>
    /// The newest statement about the seal of one object; null where there was never one. <see cref="SealStatement.Doubtful"/> while one is not genuine that nobody
    /// set aside.
    /// </summary>
    Task<SealStatement?> LastSealAsync(ISqlSession session, string table, long id, CancellationToken ct) => Task.FromResult<SealStatement?>(null);

    /// <summary>Gives every genuine statement about a seal of the table to <paramref name="take"/>, with the object's id.</summary>
    Task EachSealAsync(ISqlSession session, string table, Action<long, SealStatement> take, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Statements about an object's seal that are not genuine and that nobody set aside; null where there are too many to name.</summary>
    Task<IReadOnlyList<ForgedStatement>?> ForgedSealsAsync(ISqlSession session, string table, long id, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ForgedStatement>?>([]);

    /// <summary>Sets forged statements aside, in the unit of the two persons who looked into it.</summary>
    Task DisownSealsAsync(IUnitOfWork work, DisownedStatements disowned, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Gives every genuine statement about a table to <paramref name="take"/>, oldest first.</summary>
    Task EachStatementAsync(ISqlSession session, string table, Action<RowStatement> take, CancellationToken ct) => Task.CompletedTask;
}
