using Guotu.Database.AuditPort;
using Guotu.Database.Scope;
using Guotu.Database.Work;
using Guotu.Kernel.Results;

namespace Guotu.Database.Rows;

/// <summary>
/// Takes tables under a tally that have none (纳入行账): when a node is new, and when an upgrade protects a further table. Rows without a MAC
/// get one. A table of which the trail knows a tally, or whose rows carry MACs already, is left alone: its tally was taken away, which the proof names.
/// </summary>
public sealed class RowTallyKeeper(
    IUnitsOfWork units, RowWriter rows, IAuditPort audit, IEnumerable<IProtectedRows> protectedRows, IEnumerable<ISealedTable> sealedTables)
{
    /// <summary>Kind of the audit record.</summary>
    public const string AdoptKind = "rows.adopt";

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var table in protectedRows)
        {
            if (!await HasMacsAsync(table.Table, ct))
            {
                await TakeAsync(table.Table.Name, (work, token) => AdoptAsync(work, table, token), ct);
            }
        }

        foreach (var table in sealedTables)
        {
            await TakeAsync(
                table.Name,
                (work, _) =>
                {
                    rows.Seal(work, table);
                    return Task.FromResult(0);
                },
                ct);
        }
    }

    /// <summary>Looks before it writes: on every start but the first there is nothing to do.</summary>
    private async Task TakeAsync(string table, Func<IUnitOfWork, CancellationToken, Task<int>> take, CancellationToken ct)
    {
        await using (var session = await units.ReadAsync(DataScope.WholeNode, ct))
        {
            if (await HasTallyAsync(session, table, ct))
            {
                return;
            }
        }

        await units.RunUpkeepAsync(
            "row-tally",
            async (work, token) =>
            {
                if (!await HasTallyAsync(work, table, token))
                {
                    var adopted = await take(work, token);
                    work.Audit(new AuditEntry(AdoptKind, "protected-table", table, $"受保护表 {table} 纳入行账,补校验码 {adopted} 行"));
                }

                return 0;
            },
            ct);
    }

    /// <summary>A table that never had a tally has no row with a MAC: the row writer begins the tally with the first.</summary>
    private async Task<bool> HasMacsAsync(ProtectedTable table, CancellationToken ct)
    {
        await using var session = await units.ReadAsync(DataScope.WholeNode, ct);
        var first = await session.QueryAsync<long>(
            $"SELECT {table.IdColumn} FROM {table.Name} WHERE {table.MacColumn} IS NOT NULL ORDER BY {table.IdColumn} LIMIT 1", null, ct);
        return first.Count > 0;
    }

    private async Task<bool> HasTallyAsync(Sessions.ISqlSession session, string table, CancellationToken ct)
    {
        var tally = await rows.Tallies.FindAsync(session, table, string.Empty, ct);
        return tally.Error is not null || tally.Value is not null || await audit.LastStatementAsync(session, table, ct) is not null;
    }

    private async Task<int> AdoptAsync(IUnitOfWork work, IProtectedRows table, CancellationToken ct)
    {
        var adopted = 0;
        for (int some; (some = Required(await table.AdoptAsync(work, rows, ct))) > 0;)
        {
            adopted += some;
        }

        rows.Count(work, table.Table);
        return adopted;
    }

    private static int Required(Result<int> result) => result.Error is { } refused ? throw new InvalidDataException($"{refused}") : result.Value;
}
