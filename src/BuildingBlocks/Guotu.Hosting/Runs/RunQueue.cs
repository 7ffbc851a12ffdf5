using System.Globalization;
using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Errors;
using Guotu.Kernel.Ids;
using Guotu.Kernel.Results;

namespace Guotu.Hosting.Runs;

/// <summary>A kind of run as the trail and its refusals name it.</summary>
/// <param name="StartKind">Audit kind of starting one.</param>
/// <param name="CancelKind">Audit kind of cancelling one.</param>
/// <param name="ObjectType">Of its audit records.</param>
/// <param name="Title">Chinese name.</param>
/// <param name="AlreadyRunning">Refusal while another one is unfinished, with <c>by</c> and <c>at</c>.</param>
public sealed record RunKind(string StartKind, string CancelKind, string ObjectType, string Title, ErrorCode AlreadyRunning)
{
    public Error NotThere(long id) => new(KernelErrors.NotFound, ("what", string.Create(CultureInfo.InvariantCulture, $"{Title} {id}")));
}

/// <summary>
/// Starts, lists and cancels the runs of a table (任务队列). One at a time is waiting or running; two that are started in the same moment run one after the other.
/// </summary>
public sealed class RunQueue<TRow>(RunTable<TRow> table, RunKind kind, IUnitsOfWork units, IIdSource ids)
    where TRow : RunRow
{
    /// <param name="context">The acting person.</param>
    /// <param name="steps">Steps that it will report.</param>
    /// <param name="ct">Cancels the starting, not the run.</param>
    public Task<Result<TRow>> StartAsync(CommandContext context, int steps, CancellationToken ct) => units.RunAsync<TRow>(
        context,
        async (work, token) =>
        {
            if (await table.UnfinishedAsync(work, token) is { } running)
            {
                return new Error(kind.AlreadyRunning, ("by", running.UserName), ("at", running.CreatedUtc.LocalDateTime.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)));
            }

            var id = ids.Next();
            work.Audit(new AuditEntry(kind.StartKind, kind.ObjectType, Text(id), "开始" + kind.Title));
            await table.InsertAsync(work, id, steps, token);
            return (await table.FindAsync(work, id, token))!;
        },
        ct);

    public async Task<IReadOnlyList<TRow>> ListAsync(CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        return await table.NewestAsync(session, ct);
    }

    /// <summary>The worker notices at its next beat and stops between two steps; one that has ended stays as it ended.</summary>
    public Task<Result<TRow>> CancelAsync(CommandContext context, long id, CancellationToken ct) => units.RunAsync<TRow>(
        context,
        async (work, token) =>
        {
            if (await table.FindAsync(work, id, token) is null)
            {
                return kind.NotThere(id);
            }

            if (await table.CancelAsync(work, id, token))
            {
                work.Audit(new AuditEntry(kind.CancelKind, kind.ObjectType, Text(id), "取消" + kind.Title));
            }

            return (await table.FindAsync(work, id, token))!;
        },
        ct);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
