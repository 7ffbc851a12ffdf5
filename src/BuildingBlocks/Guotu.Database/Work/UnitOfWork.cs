using System.Data.Common;
using Guotu.Database.AuditPort;
using Guotu.Database.Bulk;
using Guotu.Database.Dialects;
using Guotu.Database.Files;
using Guotu.Database.Outbox;
using Guotu.Database.Rows;
using Guotu.Database.Sessions;
using Guotu.Kernel.Paging;
using Guotu.Kernel.Time;

namespace Guotu.Database.Work;

internal sealed class UnitOfWork(SqlSession session, CommandContext context, Instant at) : IUnitOfWork
{
    private const string InsertFileSql =
        """
        INSERT INTO db_file (file_digest, size_bytes, media_type, created_utc)
        VALUES (:p_digest, :p_size, :p_media, :p_at)
        """;

    private const string FileExistsSql = "SELECT COUNT(*) AS row_total FROM db_file WHERE file_digest = :p_digest";

    private const string DeleteFileSql = "DELETE FROM db_file WHERE file_digest = :p_digest";

    private readonly List<AuditEntry> _entries = [];
    private readonly List<OutboxMessage> _messages = [];

    public CommandContext Context => context;

    public Instant At => at;

    public RowMarks Marks { get; } = new();

    public SqlDialect Dialect => session.Dialect;

    internal IReadOnlyList<AuditEntry> Entries => _entries;

    internal IReadOnlyList<OutboxMessage> Messages => _messages;

    /// <summary>The same transaction without the acting person's scope: for the platform's own proofs, never for an answer.</summary>
    internal ISqlSession WholeNode { get; } = session.OfWholeNode();

    internal DbTransaction Transaction => session.Transaction!;

    /// <summary>Whether any statement changed a row; such a unit must carry an audit entry.</summary>
    internal bool Changed { get; private set; }

    public void Audit(AuditEntry entry) => _entries.Add(entry);

    public void Publish(OutboxMessage message) => _messages.Add(message);

    public async Task AttachAsync(StoredFile file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(file);
        var known = await session.ScalarAsync<long>(FileExistsSql, new { p_digest = file.Digest }, ct);
        if (known == 0)
        {
            var arguments = new { p_digest = file.Digest, p_size = file.Size, p_media = file.MediaType, p_at = at };
            await session.ExecuteAsync(InsertFileSql, arguments, ct);
            Changed = true;
        }
    }

    public Task DetachAsync(string digest, CancellationToken ct) => ExecuteAsync(DeleteFileSql, new { p_digest = digest }, ct);

    public async Task<long> InsertManyAsync(BulkInsert insert, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(insert);
        ArgumentNullException.ThrowIfNull(rows);
        var count = await BulkWriter.WriteAsync(session.Connection, session.Transaction, insert, rows, ct);
        Changed |= count != 0;
        return count;
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        session.QueryAsync<T>(sql, arguments, ct);

    public Task<T?> SingleOrDefaultAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        session.SingleOrDefaultAsync<T>(sql, arguments, ct);

    public Task<T> ScalarAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        session.ScalarAsync<T>(sql, arguments, ct);

    public async Task<int> ExecuteAsync(string sql, object? arguments, CancellationToken ct)
    {
        var count = await session.ExecuteAsync(sql, arguments, ct);
        Changed |= count != 0;
        return count;
    }

    public Task<Page<T>> PageAsync<T>(string sql, object? arguments, PageRequest page, CancellationToken ct) =>
        session.PageAsync<T>(sql, arguments, page, ct);

    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? arguments, CancellationToken ct) =>
        session.StreamAsync<T>(sql, arguments, ct);
}
