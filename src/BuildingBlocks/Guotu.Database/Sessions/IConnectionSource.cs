using System.Data.Common;
using Guotu.Database.Dialects;

namespace Guotu.Database.Sessions;

/// <summary>Opens connections to the node's one database.</summary>
public interface IConnectionSource
{
    SqlDialect Dialect { get; }

    Task<DbConnection> OpenAsync(CancellationToken ct);

    /// <summary>
    /// Waits for the right to write. SQLite has one writer, and its own waiting polls every 150 ms; other databases
    /// answer at once. Disposing gives the right back.
    /// </summary>
    Task<IDisposable> EnterWriterAsync(CancellationToken ct);
}
