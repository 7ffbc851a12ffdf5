using System.Data;
using System.Data.Common;
using Guotu.Database.AuditPort;
using Guotu.Database.Outbox;
using Guotu.Database.Rows;
using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Kernel.Failpoints;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;

namespace Guotu.Database.Work;

/// <summary>Runs units of work; see <see cref="IUnitsOfWork"/> for the contract.</summary>
public sealed class UnitsOfWork(
    IConnectionSource connections, ScopedSql scopedSql, IAuditPort audit, OutboxWriter outbox, IClock clock, IFailpoints failpoints)
    : IUnitsOfWork
{
    private const int Attempts = 5;

    public async Task<Result<T>> RunAsync<T>(
        CommandContext context, Func<IUnitOfWork, CancellationToken, Task<Result<T>>> body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(body);
        var result = await WithRetryAsync(() => OnceAsync(context, body, ct), ct);
        if (result.Error is { } error)
        {
            await RecordRefusalAsync(context, error, ct);
        }

        return result;
    }

    public Task<T> RunUpkeepAsync<T>(string process, Func<IUnitOfWork, CancellationToken, Task<T>> body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(body);
        return WithRetryAsync(
            async () =>
            {
                using var gate = await connections.EnterWriterAsync(ct);
                await using var session = await BeginAsync(DataScope.WholeNode, ct);
                await using var transaction = session.Transaction!;
                var work = new UnitOfWork(session, CommandContext.Process(process), clock.Now);
                var value = await body(work, ct);
                if ((await work.Marks.CloseAsync(work, audit, ct)).Error is { } tampered)
                {
                    throw new InvalidDataException($"{tampered}");
                }

                await CommitAsync(work, ct);
                return value;
            },
            ct);
    }

    public async Task<IReadSession> ReadAsync(DataScope scope, CancellationToken ct) =>
        new SqlSession(await connections.OpenAsync(ct), connections.Dialect, scopedSql, scope);

    public async Task<IReadSession> ReadSnapshotAsync(CancellationToken ct)
    {
        var connection = await connections.OpenAsync(ct);
        try
        {
            var snapshot = await connections.Dialect.BeginSnapshotAsync(connection, ct);
            return new SqlSession(connection, connections.Dialect, scopedSql, DataScope.WholeNode) { Transaction = snapshot, EndsTransaction = true };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<Result<T>> OnceAsync<T>(
        CommandContext context, Func<IUnitOfWork, CancellationToken, Task<Result<T>>> body, CancellationToken ct)
    {
        using var gate = await connections.EnterWriterAsync(ct);
        await using var session = await BeginAsync(context.Scope, ct);
        await using var transaction = session.Transaction!;
        var work = new UnitOfWork(session, context, clock.Now);
        if (await RequestStore.FindAsync<T>(work, ct) is { } stored)
        {
            return stored;
        }

        var result = await body(work, ct);
        if (!result.IsSuccess)
        {
            await transaction.RollbackAsync(ct);
            return result;
        }

        if (work.Changed && work.Entries.Count == 0)
        {
            throw new InvalidOperationException($"Command {context.CommandName} changed rows without an audit entry");
        }

        if ((await work.Marks.CloseAsync(work, audit, ct)).Error is { } tampered)
        {
            await transaction.RollbackAsync(ct);
            return tampered;
        }

        await RequestStore.KeepAsync(work, result.Value, ct);
        await CommitAsync(work, ct);
        return result;
    }

    private async Task CommitAsync(UnitOfWork work, CancellationToken ct)
    {
        if (work.Entries.Count > 0)
        {
            await audit.WriteAsync(work, work.Entries, ct);
        }

        await outbox.WriteAsync(work, work.Messages, ct);
        failpoints.Reach("uow.before-commit");
        await work.Transaction.CommitAsync(ct);
        failpoints.Reach("uow.after-commit");
        if (work.Messages.Count > 0)
        {
            outbox.Ring();
        }
    }

    private Task<int> RecordRefusalAsync(CommandContext context, Error error, CancellationToken ct)
    {
        var entry = new AuditEntry(context.CommandName, context.ObjectType, context.ObjectId, context.RefusalNote is { } note ? $"{error.Text}({note})" : error.Text);
        return RunUpkeepAsync(
            "refusal",
            async (work, token) =>
            {
                await audit.WriteRefusalAsync(new RefusalWork(work, context), entry, error, token);
                return 0;
            },
            ct);
    }

    private async Task<SqlSession> BeginAsync(DataScope scope, CancellationToken ct)
    {
        var connection = await connections.OpenAsync(ct);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            return new SqlSession(connection, connections.Dialect, scopedSql, scope) { Transaction = transaction };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<T> WithRetryAsync<T>(Func<Task<T>> run, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await run();
            }
            catch (DbException exception) when (attempt < Attempts && connections.Dialect.IsTransient(exception))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * (1 << attempt)), clock.TimeProvider, ct);
            }
            catch (TallyBegunException) when (attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * (1 << attempt)), clock.TimeProvider, ct);
            }
        }
    }
}
