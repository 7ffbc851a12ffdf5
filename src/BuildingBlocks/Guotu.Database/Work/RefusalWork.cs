using Guotu.Database.AuditPort;
using Guotu.Database.Bulk;
using Guotu.Database.Dialects;
using Guotu.Database.Files;
using Guotu.Database.Outbox;
using Guotu.Database.Rows;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Time;

namespace Guotu.Database.Work;

/// <summary>The refusal's own transaction, seen under the name of the person who was refused.</summary>
internal sealed class RefusalWork(IUnitOfWork inner, CommandContext context) : IUnitOfWork
{
    public CommandContext Context => context;

    public Instant At => inner.At;

    public RowMarks Marks => inner.Marks;

    public SqlDialect Dialect => inner.Dialect;

    public void Audit(AuditEntry entry) => inner.Audit(entry);

    public void Publish(OutboxMessage message) => inner.Publish(message);

    public Task AttachAsync(StoredFile file, CancellationToken ct) => inner.AttachAsync(file, ct);

    public Task DetachAsync(string digest, CancellationToken ct) => inner.DetachAsync(digest, ct);

    public Task<long> InsertManyAsync(BulkInsert insert, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct) =>
        inner.InsertManyAsync(insert, rows, ct);

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct) => inner.QueryAsync<T>(sql, arguments, ct);

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        inner.SingleOrDefaultAsync<T>(sql, arguments, ct);

    public Task<T> ScalarAsync<T>(string sql, object? arguments, CancellationToken ct) => inner.ScalarAsync<T>(sql, arguments, ct);

    public Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct) => inner.ExecuteAsync(sql, arguments, ct);

    public Task<Page<T>> PageAsync<T>(string sql, object? arguments, PageRequest page, CancellationToken ct) =>
        inner.PageAsync<T>(sql, arguments, page, ct);

    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? arguments, CancellationToken ct) => inner.StreamAsync<T>(sql, arguments, ct);
}
