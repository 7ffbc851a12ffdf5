using Guotu.Database.Scope;
using Guotu.Database.Sessions;
using Guotu.Kernel.Results;

namespace Guotu.Database.Work;

/// <summary>The only way to write: runs a command in one transaction.</summary>
public interface IUnitsOfWork
{
    /// <summary>
    /// Runs the body; commits when it succeeds, rolls back when it refuses, and then records the refusal by itself.
    /// Deadlocks and lost connections run the body again, so it must have no effect outside the unit.
    /// </summary>
    Task<Result<T>> RunAsync<T>(CommandContext context, Func<IUnitOfWork, CancellationToken, Task<Result<T>>> body, CancellationToken ct);

    /// <summary>
    /// For upkeep that no one asks for (leases, queue claims, sealing): commits without an audit entry of its own.
    /// </summary>
    Task<T> RunUpkeepAsync<T>(string process, Func<IUnitOfWork, CancellationToken, Task<T>> body, CancellationToken ct);

    /// <summary>Reading without a transaction.</summary>
    Task<IReadSession> ReadAsync(DataScope scope, CancellationToken ct);

    /// <summary>
    /// Reading the whole node as it was at one moment (只读快照), for proofs that go over many rows: acts go on meanwhile and are not seen.
    /// </summary>
    Task<IReadSession> ReadSnapshotAsync(CancellationToken ct);
}

public static class UnitsOfWorkExtensions
{
    /// <summary>As <see cref="IUnitsOfWork.RunAsync{T}"/> for a command without a value.</summary>
    public static async Task<Result> RunAsync(
        this IUnitsOfWork units, CommandContext context, Func<IUnitOfWork, CancellationToken, Task<Result>> body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(units);
        var result = await units.RunAsync<Nothing>(
            context,
            async (work, token) => (await body(work, token)).Error is { } error ? error : new Nothing(),
            ct);
        return result.Error is { } refused ? refused : Result.Done;
    }

    /// <summary>
    /// Upkeep of a queue that is mostly empty: looks first, by reading, whether there is anything to do, and only then opens the unit, which must look
    /// again. SQLite has one right to write; an idle queue that took it every second would make requests wait for it.
    /// </summary>
    /// <returns>What the body answers; the default where there was nothing to do.</returns>
    public static async Task<T?> RunUpkeepWhereAsync<T>(
        this IUnitsOfWork units, string process, Func<ISqlSession, CancellationToken, Task<bool>> isDue, Func<IUnitOfWork, CancellationToken, Task<T>> body, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(isDue);
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            if (!await isDue(session, ct))
            {
                return default;
            }
        }

        return await units.RunUpkeepAsync(process, body, ct);
    }

    private sealed record Nothing;
}
