using Guotu.Database.Dialects;
using Guotu.Kernel.Paging;

namespace Guotu.Database.Sessions;

/// <summary>
/// Runs portable SQL under a data scope. Arguments are an anonymous object whose members are named like the
/// parameters (<c>:p_id</c> ↔ <c>p_id</c>). Rows map to classes with <c>init</c> properties by column name without underscores.
/// </summary>
public interface ISqlSession
{
    SqlDialect Dialect { get; }

    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct);

    /// <summary>The only row, or the default when there is none; several rows throw.</summary>
    Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken ct);

    Task<T> ScalarAsync<T>(string sql, object? arguments, CancellationToken ct);

    /// <summary>Runs a statement and answers the count of rows it changed.</summary>
    Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct);

    /// <summary>
    /// One page of a query that ends with a total ORDER BY, and the count of all its rows.
    /// LIMIT and OFFSET are rendered as checked integers: bound parameters there are undocumented on Dameng.
    /// </summary>
    Task<Page<T>> PageAsync<T>(string sql, object? arguments, PageRequest page, CancellationToken ct);

    /// <summary>Streams rows one by one, so that memory stays flat; nothing else may run on the session meanwhile.</summary>
    IAsyncEnumerable<T> StreamAsync<T>(string sql, object? arguments, CancellationToken ct);
}

/// <summary>Reading outside a unit of work.</summary>
public interface IReadSession : ISqlSession, IAsyncDisposable;
